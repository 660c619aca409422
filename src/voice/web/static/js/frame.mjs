// The one body that is ever posted, of one length for a round. Twin of sealing/frame.py.

const VERSION = [0x56, 0x4f, 0x49, 0x31]; // VOI1
const KEY_BYTES = 32;

/**
 * @typedef {object} Frame
 * @property {string} round 16 hex digits
 * @property {Uint8Array} ticket 32 bytes
 * @property {Uint8Array} lookUp 32 bytes
 * @property {Uint8Array} withdrawal 32 bytes
 * @property {Uint8Array} envelope the sealed answer
 */

/**
 * The bytes to post: 108 and the envelope.
 * @param {Frame} frame
 * @returns {Uint8Array}
 */
export function writeFrame(frame) {
  const { ticket, lookUp, withdrawal, envelope } = frame;
  const keys = [ticket, lookUp, withdrawal];
  if (keys.some((key) => key.length !== KEY_BYTES)) {
    throw refused(`ticket, look-up and withdrawal are ${KEY_BYTES} bytes each`);
  }
  const parts = [VERSION, roundBytes(frame.round), ...keys, envelope];
  const body = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    body.set(part, at);
    at += part.length;
  }
  return body;
}

/** @param {string} round @returns {number[]} 8 bytes */
function roundBytes(round) {
  if (!/^[0-9a-f]{16}$/.test(round)) {
    throw refused(`a round is 16 hex digits, not ${JSON.stringify(round)}`);
  }
  return round.match(/../g).map((pair) => parseInt(pair, 16));
}

/** @param {string} message */
function refused(message) {
  return Object.assign(new Error(message), { slug: 'frame' });
}
