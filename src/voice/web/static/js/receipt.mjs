// The receipt: 23 random digits and one that checks them. Twin of sealing/receipt.py.

const CODE_DIGITS = 24;
const ROUNDS = 210000;
const LONGEST_TYPED = 256;
const MIN_SALT_BYTES = 16;

// Damm's quasigroup of order 10: finds every wrong digit and every swap of neighbours.
const DAMM = [
  '0317598642', '7092154863', '4206871359', '1750983426', '6123045978',
  '3674209581', '5869720134', '8945362017', '9438617205', '2581436790',
];

/**
 * A new code.
 * @param {(count: number) => Uint8Array} [random]
 * @returns {string} 24 digits 0-9
 */
export function newCode(random = randomBytes) {
  let code = '';
  while (code.length < CODE_DIGITS - 1) {
    for (const byte of random(CODE_DIGITS)) {
      // 250 to 255 would make some digits more likely than others.
      if (byte < 250 && code.length < CODE_DIGITS - 1) code += String(byte % 10);
    }
  }
  return code + String(damm(code));
}

/**
 * The code that was typed, in the digits of any script, with any spaces, dashes and dots.
 * @param {string} typed
 * @returns {string} 24 digits 0-9
 */
export function readCode(typed) {
  if (Array.from(typed).length > LONGEST_TYPED) throw wrongLength(typed.length);
  const code = Array.from(typed.normalize('NFKC').replace(fillers(), ''), digitValue).join('');
  if (code.length !== CODE_DIGITS) throw wrongLength(code.length);
  if (damm(code) !== 0) throw refused('code-typo', 'one of the digits is not right');
  return code;
}

/**
 * The code to read: six groups of four.
 * @param {string} code 24 digits 0-9
 * @param {string} [digits] the ten digits of the reader's script
 * @returns {string}
 */
export function showCode(code, digits = '0123456789') {
  const shapes = Array.from(digits);
  const grouped = code.replace(/(\d{4})(?=\d)/g, '$1 ');
  return grouped.replace(/\d/g, (digit) => shapes[Number(digit)]);
}

/**
 * What a code opens: where its answer is found, and the word that takes it back.
 * @param {string} code 24 digits 0-9
 * @param {Uint8Array} salt the service's, and public
 * @returns {Promise<{lookUp: Uint8Array, withdraw: Uint8Array, withdrawal: Uint8Array}>}
 *   32 bytes each; `withdrawal` is the hash of `withdraw` that a frame carries
 */
export async function receiptKeys(code, salt) {
  if (salt.length < MIN_SALT_BYTES) {
    throw refused('salt', `${salt.length} bytes of salt; it needs ${MIN_SALT_BYTES} or more`);
  }
  const subtle = self.crypto && self.crypto.subtle;
  if (!subtle) throw refused('no-subtle', 'this browser cannot make a receipt on this page');
  const ascii = new TextEncoder().encode(code);
  const typed = await subtle.importKey('raw', ascii, 'PBKDF2', false, ['deriveBits']);
  const slow = { name: 'PBKDF2', hash: 'SHA-256', salt, iterations: ROUNDS };
  const bits = await subtle.deriveBits(slow, typed, 256);
  const key = await subtle.importKey('raw', bits, 'HKDF', false, ['deriveBits']);
  const derive = async (label) => {
    const info = new TextEncoder().encode(`voice receipt 1 ${label}`);
    const quick = { name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(32), info };
    return new Uint8Array(await subtle.deriveBits(quick, key, 256));
  };
  const withdraw = await derive('withdraw');
  const withdrawal = new Uint8Array(await subtle.digest('SHA-256', withdraw));
  return { lookUp: await derive('look-up'), withdraw, withdrawal };
}

/** @param {string} digits @returns {number} 0 when the last digit checks the others */
function damm(digits) {
  return Array.from(digits).reduce((row, digit) => Number(DAMM[row][Number(digit)]), 0);
}

// Both patterns are written as text: Firefox before 78 refuses a whole file for one \p.
/** Spaces, dashes, dots, and the marks that turn the direction of writing. */
function fillers() {
  const marks = '\\u061c\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069';
  return new RegExp(`[\\s.·−\\p{Pd}${marks}]`, 'gu');
}

/** @param {string} char @returns {number} 0 to 9: the digits of a script stand in a row of ten */
function digitValue(char) {
  const decimal = new RegExp('^\\p{Nd}$', 'u');
  let before = -1;
  for (let point = char.codePointAt(0); decimal.test(String.fromCodePoint(point)); point -= 1) {
    before += 1;
  }
  if (before < 0) throw refused('code-length', 'here is more than digits');
  return before % 10;
}

/** @param {number} count */
function randomBytes(count) {
  return self.crypto.getRandomValues(new Uint8Array(count));
}

/** @param {number} count */
function wrongLength(count) {
  return refused('code-length', `${count} digits; a code has ${CODE_DIGITS}`);
}

/** @param {string} slug @param {string} message */
function refused(slug, message) {
  return Object.assign(new Error(message), { slug });
}
