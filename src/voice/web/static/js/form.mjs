/**
 * The form with script: one question at a time, nothing stored, one address.
 *
 * The page as served is whole without this file. It takes over only after a dummy message was
 * really sealed; until then, and where that does not work, the page stays as it was served.
 */
import { leave, onLeave } from './leave.mjs';
import { closeAside, watchAsides } from './aside.mjs';

const root = document.documentElement;
const find = (selector) => document.querySelector(selector);
const all = (selector) => Array.from(document.querySelectorAll(selector));
const round = JSON.parse(find('#round').textContent);
let wipe = () => find('#form') && find('#form').reset();

async function begin() {
  // Back, after Leave this page.
  if (history.state === 'behind') {
    leave();
    return;
  }
  onLeave(() => wipe());
  addEventListener('pagehide', () => wipe());
  addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
  root.classList.add('scripted', 'starting');
  all('nav[data-with-script]').forEach((part) => { part.hidden = false; });
  find('#ready').textContent = round.say.oneMoment;
  watchAsides();
  if (!await seals()) stayAsServed();
}

/** Whether a dummy message was sealed; if so, the questions are the script's from here on. */
async function seals() {
  try {
    if (find('#handover')) (await import('./handover.mjs')).watchHandover(() => wipe());
    const [questions, sending] = await Promise.all([import('./questions.mjs'), import('./send.mjs')]);
    const sender = await sending.openSender(round);
    if (!sender) return false;
    wipe = questions.wipe;
    questions.takeOver(sender);
    return true;
  } catch (_) {
    return false;
  }
}

/** The page as served works without this file, and says what that means. */
function stayAsServed() {
  closeAside();
  root.classList.remove('scripted', 'starting');
  all('#handover, #start, #form, #sending, .question').forEach((part) => { part.hidden = false; });
  all('[data-with-script]').forEach((part) => { part.hidden = true; });
  find('#ready').textContent = '';
}

begin();
