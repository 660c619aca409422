// Seals on the phone, to people who are not us. Twin of sealing/recipient.py and sealing/seal.py;
// the age format itself is the official library's, in vendor/.

import { pad } from './padding.mjs';

const MOST_RECIPIENTS = 5;
const LETTER = '[02-9ac-hj-np-z]';
const KINDS = [
  { kind: 'mlkem768x25519', shape: new RegExp(`^age1pq1${LETTER}{1952}$`) },
  { kind: 'x25519', shape: new RegExp(`^age1${LETTER}{58}$`) },
];

/** @typedef {() => Promise<{Encrypter: any}>} Load brings the age library */
/** @type {Load} */
const loadAge = () => import('./vendor/age.js');

/**
 * Whether words may be sealed on this page at all. On plain http anyone on the way could have
 * changed this script; an onion and this machine itself have nobody on the way.
 * @param {{protocol: string, hostname: string}} location
 * @returns {boolean}
 */
export function maySeal(location) {
  if (location.protocol === 'https:') return true;
  const noOneBetween = /^(localhost|127(\.\d{1,3}){3}|\[::1\]|.+\.onion)$/;
  return location.protocol === 'http:' && noOneBetween.test(location.hostname);
}

/**
 * Refuses a roster that must not be sealed to. The library checks each key by itself; it does
 * not mind a weak key beside strong ones, which would make the strong ones pointless.
 * @param {string[]} texts
 */
export function checkRoster(texts) {
  const kinds = new Set(texts.map(kindOf));
  if (texts.length < 1 || texts.length > MOST_RECIPIENTS) {
    throw refused('roster-size', `${texts.length} recipients; a roster has 1 to ${MOST_RECIPIENTS}`);
  }
  if (new Set(texts).size !== texts.length) {
    throw refused('roster-duplicate', 'one recipient stands in the roster twice');
  }
  if (kinds.size > 1) {
    throw refused('mixed-roster', 'post-quantum and classic recipients must not be mixed');
  }
}

/**
 * Whether sealing works here: found out by really sealing something, never by asking names.
 * @param {string[]} texts
 * @param {Load} [load]
 * @returns {Promise<boolean>}
 */
export async function warmUp(texts, load = loadAge) {
  try {
    const sealed = await sealPadded(new Uint8Array(0), texts, load);
    return sealed.length > pad(new Uint8Array(0)).length;
  } catch (_) {
    return false;
  }
}

/**
 * The message at its constant size, as an age file to everyone in the roster.
 * @param {Uint8Array} plain
 * @param {string[]} texts
 * @param {Load} [load]
 * @returns {Promise<Uint8Array>}
 */
export async function sealPadded(plain, texts, load = loadAge) {
  if (!maySeal(self.location)) throw refused('plain-http', 'nothing is sealed on a page like this');
  checkRoster(texts);
  const padded = pad(plain);
  const { Encrypter } = await load();
  const encrypter = new Encrypter();
  try {
    for (const text of texts) encrypter.addRecipient(text);
  } catch (slip) {
    throw refused('recipient', slip.message);
  }
  return encrypter.encrypt(padded);
}

/** @param {string} text @returns {string} */
function kindOf(text) {
  const found = KINDS.find(({ shape }) => shape.test(text));
  if (!found) throw refused('recipient', 'this is not the text of an age recipient');
  return found.kind;
}

/** @param {string} slug @param {string} message */
function refused(slug, message) {
  return Object.assign(new Error(message), { slug });
}
