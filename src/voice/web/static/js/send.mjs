/** Sealing and sending one person's answers. Loaded after the first paint. */
import { warmUp, sealPadded } from './seal.mjs';
import { writeFrame } from './frame.mjs';
import { newCode, showCode, receiptKeys } from './receipt.mjs';
import { withdraw } from './take_back.mjs';

const utf8 = new TextEncoder();
const random = (length) => crypto.getRandomValues(new Uint8Array(length));

/** Bytes that all words together take in the sealed message. Twin of `words_bytes`. */
export function wordsBytes(round, answers) {
  const boxes = round.questions.filter((question) => question.kind === 'text');
  return boxes.reduce((sum, box) =>
    sum + utf8.encode(JSON.stringify(tidyWords(answers[box.id] || ''))).length, 0);
}

/** Twin of `tidy_words`: one kind of line end, no control characters. */
export function tidyWords(text) {
  const whole = new TextDecoder('utf-8', { ignoreBOM: true }).decode(utf8.encode(text)); // half characters become U+FFFD
  return whole.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0009\u000b-\u001f\u007f\ufffe\uffff]/g, ' ');
}

/** What is sealed: docs/spec/sealed-submission.md, "Inside". */
function inside(round, given) {
  const [, door] = location.pathname.split('/');
  const answers = {};
  const consents = {};
  let present = '';
  for (const question of round.questions) {
    const answer = given[question.id];
    if (answer === undefined) continue;
    if (question.kind === 'permission') consents[question.id] = answer;
    else if (question.role === 'present') present = answer;
    else answers[question.id] = question.kind === 'text' ? tidyWords(answer) : answer;
  }
  return {
    v: 1, kind: 'answers', round: round.id, form_fingerprint: round.form, words: round.words,
    lang: round.lang, door, mode: round.mode, present, sealed_by: 'phone', answers, consents,
  };
}

async function makeReceipt(round) {
  try {
    const code = newCode();
    const salt = Uint8Array.from(atob(round.salt), (letter) => letter.charCodeAt(0));
    return { code, keys: await receiptKeys(code, salt) };
  } catch (_) {
    return null; // No crypto.subtle here: send without a receipt.
  }
}

/**
 * Ready to send, after a dummy message was really sealed; null where sealing does not work here.
 * @param {Object} round the page's data
 */
export async function openSender(round) {
  const roster = await (await fetch(round.keys, { credentials: 'omit' })).json();
  if (!await warmUp(roster)) return null;
  let receipt = null;
  let frame = null;
  let framed = '';
  return {
    wordsBytes: (answers) => wordsBytes(round, answers),
    hasCode: () => Boolean(receipt),
    code: () => showCode(receipt.code, round.digits),
    /** Deletes what was sent, with the code of this page. @returns {Promise<boolean>} */
    async takeBack() {
      try {
        await withdraw(receipt.keys);
        receipt = null;
        return true;
      } catch (_) {
        return false;
      }
    },
    forget() { receipt = frame = null; framed = ''; },
    /** @returns {Promise<'kept'|'tooLong'|'notSent'|'closed'>} */
    async send(answers) {
      if (wordsBytes(round, answers) > round.wordsBytes) return 'tooLong';
      try {
        const plain = JSON.stringify(inside(round, answers));
        if (plain !== framed) {
          receipt = await makeReceipt(round);
          const envelope = await sealPadded(utf8.encode(plain), roster);
          const [lookUp, withdrawal] = receipt
            ? [receipt.keys.lookUp, receipt.keys.withdrawal] : [random(32), random(32)];
          frame = writeFrame({ round: round.id, ticket: random(32), lookUp, withdrawal, envelope });
          framed = plain; // The same frame again on a retry: it is kept once.
        }
        const reply = await fetch('/send', {
          method: 'POST', body: frame, credentials: 'omit', cache: 'no-store', referrerPolicy: 'no-referrer',
          headers: { 'Content-Type': 'application/octet-stream' },
        });
        if (reply.ok) { frame = null; framed = ''; return 'kept'; }
        return reply.status === 410 ? 'closed' : 'notSent';
      } catch (_) {
        return 'notSent';
      }
    },
  };
}
