// One size for every message: 4 bytes of length, the message, zeros. Twin of sealing/padding.py.

export const PADDED_BYTES = 16384;
export const MAX_PLAIN_BYTES = PADDED_BYTES - 4;

/**
 * The message at its constant size.
 * @param {Uint8Array} plain at most MAX_PLAIN_BYTES
 * @returns {Uint8Array} PADDED_BYTES long
 */
export function pad(plain) {
  if (plain.length > MAX_PLAIN_BYTES) {
    throw refused('too-long', `${plain.length} bytes; at most ${MAX_PLAIN_BYTES} fit`);
  }
  const padded = new Uint8Array(PADDED_BYTES);
  new DataView(padded.buffer).setUint32(0, plain.length);
  padded.set(plain, 4);
  return padded;
}

/**
 * The message back; anything that `pad` would not have written is refused.
 * @param {Uint8Array} padded
 * @returns {Uint8Array}
 */
export function unpad(padded) {
  if (padded.length !== PADDED_BYTES) {
    throw refused('padding', `${padded.length} bytes; padded is ${PADDED_BYTES}`);
  }
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (length > MAX_PLAIN_BYTES) {
    throw refused('padding', `says ${length} bytes; at most ${MAX_PLAIN_BYTES} fit`);
  }
  if (padded.subarray(4 + length).some((byte) => byte !== 0)) {
    throw refused('padding', 'more than zeros behind the message');
  }
  return padded.slice(4, 4 + length);
}

/** @param {string} slug @param {string} message */
function refused(slug, message) {
  return Object.assign(new Error(message), { slug });
}
