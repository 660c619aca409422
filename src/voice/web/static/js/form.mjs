/**
 * The form with script: one question at a time, nothing stored, one address.
 *
 * The page as served is whole without this file. It takes over only after a dummy message was
 * really sealed; until then, and where that does not work, the page stays as it was served.
 */
import { shown } from './show_if.mjs';
import { leave, onLeave } from './leave.mjs';
import { mostQuestions } from './progress.mjs';

const root = document.documentElement;
const find = (selector) => document.querySelector(selector);
const all = (selector) => Array.from(document.querySelectorAll(selector));
const round = JSON.parse(find('#round').textContent);
const form = find('#form');
const say = round.say;

/** Where the person is: `handover`, `start`, `parts`, a question's id, `check` or `thanks`. */
const SCREENS = ['handover', 'start', 'parts', 'check', 'thanks'];
let at = find('#handover') ? 'handover' : 'start';
let visited = [];
let changing = false;
let sender = null;
let giveback = null;

const inDigits = (number) => String(number).replace(/\d/g, (digit) => round.digits[digit]);
const section = (id) => find(`[data-question="${id}"]`);
const fields = (id) => Array.from(section(id).querySelectorAll('input, textarea'));

/** The questions of this visit: all that belong to no part, and those of the chosen parts. */
function questions() {
  const parts = all('[data-part]').filter((box) => box.checked).map((box) => box.dataset.part);
  return round.questions.filter((each) => !each.section || parts.includes(each.section));
}

/** What is answered now, as it will be sealed. @returns {Object<string, string|string[]>} */
function answers() {
  const given = {};
  for (const question of questions()) {
    const chosen = fields(question.id)
      .filter((field) => field.type === 'textarea' || field.checked)
      .map((field) => field.value);
    if (question.kind === 'many') {
      if (chosen.length) given[question.id] = chosen.slice(0, question.max || chosen.length);
    } else if (chosen.length && chosen[0].trim()) given[question.id] = chosen[0];
  }
  const open = shown(questions(), given);
  for (const id of Object.keys(given)) if (!open.includes(id)) delete given[id];
  return given;
}

function clear(id) {
  for (const field of fields(id)) {
    if (field.type === 'textarea') field.value = '';
    else field.checked = false;
  }
}

function wipe() {
  if (!form.isConnected) return;
  form.reset();
  round.questions.forEach((question) => clear(question.id));
  find('#given').textContent = '';
  find('.code').textContent = '';
  visited = [];
  if (sender) sender.forget();
}

function show(next) {
  at = next;
  const asking = !SCREENS.includes(at);
  root.classList.toggle('starting', at === 'start' || at === 'handover');
  for (const screen of SCREENS) {
    const part = find(`#${screen}`);
    if (part) part.hidden = at !== screen;
  }
  form.hidden = ['handover', 'start', 'thanks'].includes(at);
  find('#sending').hidden = at !== 'check';
  find('#moves').hidden = !asking && at !== 'parts';
  find('#where').hidden = !asking;
  all('.question').forEach((part) => { part.hidden = part.dataset.question !== at; });
  find('#told').textContent = '';
  if (asking) {
    const given = answers();
    const place = shown(questions(), given).indexOf(at) + 1;
    find('#where').textContent = say.where
      .replace('{n}', inDigits(place))
      .replace('{total}', inDigits(mostQuestions(questions(), given, at)));
  }
  if (at === 'check') {
    const given = answers();
    const open = shown(questions(), given);
    giveback(find('#given'), questions().filter((each) => open.includes(each.id)), given,
      { say, change, remove });
  }
  const head = (asking ? section(at) : find(`#${at}`)).querySelector('h1, h2');
  head.setAttribute('aria-level', '1');
  head.tabIndex = -1;
  scrollTo(0, 0);
  head.focus({ preventScroll: true });
}

function change(id) {
  changing = true;
  show(id);
}

function remove(id) {
  clear(id);
  show('check');
}

function forward() {
  const open = shown(questions(), answers());
  const next = open[open.indexOf(at) + 1];
  visited.push(at);
  if (changing || !next) {
    changing = false;
    show('check');
  } else show(next);
}

function skip() {
  if (at === 'parts') all('[data-part]').forEach((box) => { box.checked = false; });
  else clear(at);
  forward();
}

/** One step back; false when there is nowhere to go but out. */
function backward() {
  if (['handover', 'start', 'thanks'].includes(at)) return false;
  const open = shown(questions(), answers()).concat('parts');
  changing = false;
  let before = visited.pop();
  while (before && !open.includes(before)) before = visited.pop();
  show(before || 'start');
  return true;
}

async function send() {
  find('#send').disabled = find('#return').disabled = true;
  find('#told').textContent = say.sending;
  const told = await sender.send(answers());
  find('#send').disabled = find('#return').disabled = false;
  if (told === 'kept') {
    form.reset();
    round.questions.forEach((question) => clear(question.id));
    find('#given').textContent = '';
    visited = [];
    find('#receipt').hidden = !sender.hasCode();
    show('thanks');
  } else find('#told').textContent = say[told] || say.notSent;
}

/** Words have room for 12 KiB together; say it calmly, and never cut them. */
function watchRoom(event) {
  const id = event.target.name;
  const question = round.questions.find((each) => each.id === id);
  if (!question) return;
  const room = section(id).querySelector('[data-room]');
  if (!room) return;
  if (question.kind === 'many') {
    const chosen = fields(id).filter((field) => field.checked).length;
    room.textContent = chosen > question.max ? say.firstFew.replace('{max}', inDigits(question.max)) : '';
  } else {
    const over = sender.wordsBytes(answers()) - round.wordsBytes;
    room.textContent = over > 0 ? say.tooLong : over > -1500 ? say.nearlyFull : '';
  }
}

/** Help and the break open inside the page; what was answered stays as it is. */
function openAside(event) {
  const link = event.target.closest('a[href="#help"], a[href="#break"]');
  if (!link) return;
  event.preventDefault();
  closeAside();
  const from = scrollY;
  const aside = find(link.getAttribute('href'));
  root.classList.add('aside-open');
  aside.classList.add('open');
  aside.querySelector('h2').setAttribute('aria-level', '1');
  scrollTo(0, 0);
  aside.focus({ preventScroll: true });
  aside.querySelector('[data-return]').onclick = () => {
    closeAside();
    link.focus({ preventScroll: true });
    scrollTo(0, from);
  };
}

function closeAside() {
  root.classList.remove('aside-open');
  all('.aside-page').forEach((each) => each.classList.remove('open'));
}

function takeOver() {
  form.elements.sealed_by.remove();
  all('textarea').forEach((box) => box.removeAttribute('maxlength'));
  all('[data-with-script]').forEach((part) => { part.hidden = false; });
  all('[data-without-script]').forEach((part) => part.remove());
  find('#return').hidden = false;
  find('#ready').textContent = '';
  find('#begin').disabled = false;
  find('#begin').onclick = () => {
    // One entry to step back over, of the same address, so that Back means the question before.
    history.replaceState('behind', '');
    history.pushState(null, '');
    visited = [];
    show(find('#parts') ? 'parts' : shown(questions(), {})[0]);
  };
  const pictures = find('#pictures');
  if (pictures) {
    pictures.onclick = async () => {
      (await import('./pictures.mjs')).showPictures();
      pictures.remove();
    };
  }
  find('#go').onclick = forward;
  find('#skip').onclick = skip;
  find('#back').onclick = backward;
  find('#return').onclick = backward;
  form.onsubmit = (event) => {
    event.preventDefault();
    if (at === 'check') send();
    else forward();
  };
  form.addEventListener('input', watchRoom);
  find('#show-code').onclick = () => {
    find('.code').textContent = sender.code();
    find('#code').hidden = false;
    find('#show-code').hidden = true;
  };
  addEventListener('popstate', () => {
    const aside = root.classList.contains('aside-open');
    closeAside();
    if (aside || backward()) history.pushState(null, '');
    else history.replaceState(null, '');
  });
}

/** Hand-over: where someone is near, the first screen is for them, and the last one wipes. */
function watchHandover() {
  if (!find('#handover')) return;
  show('handover');
  find('#handed').onclick = () => show('start');
  find('#new-person').onclick = () => {
    wipe();
    location.replace(`/${location.pathname.split('/')[1]}`);
  };
}

async function begin() {
  // Back, after Leave this page.
  if (history.state === 'behind') {
    leave();
    return;
  }
  onLeave(wipe);
  addEventListener('pagehide', wipe);
  addEventListener('pageshow', (event) => { if (event.persisted) location.reload(); });
  root.classList.add('scripted', 'starting');
  watchHandover();
  all('nav[data-with-script]').forEach((part) => { part.hidden = false; });
  find('#ready').textContent = say.oneMoment;
  document.addEventListener('click', openAside);
  try {
    const [check, sending] = await Promise.all([import('./check.mjs'), import('./send.mjs')]);
    giveback = check.giveback;
    sender = await sending.openSender(round);
  } catch (_) {
    sender = null;
  }
  if (sender) takeOver();
  else {
    // The page as served works without this file, and says what that means.
    document.removeEventListener('click', openAside);
    root.classList.remove('scripted', 'starting');
    closeAside();
    all('#handover, #start, #form, #sending, .question').forEach((part) => { part.hidden = false; });
    all('[data-with-script]').forEach((part) => { part.hidden = true; });
    find('#ready').textContent = '';
  }
}

begin();
