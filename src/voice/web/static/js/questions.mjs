/**
 * One question at a time: what is asked next, what was answered, and sending it.
 *
 * Loaded after the first paint, and used only once sealing was seen to work.
 */
import { shown } from './show_if.mjs';
import { mostQuestions } from './progress.mjs';
import { giveback } from './check.mjs';
import { closeAside } from './aside.mjs';

const root = document.documentElement;
const find = (selector) => document.querySelector(selector);
const all = (selector) => Array.from(document.querySelectorAll(selector));
const round = JSON.parse(find('#round').textContent);
const form = find('#form');
const say = round.say;

/** Where the person is: `start`, `parts`, a question's id, `check` or `thanks`. */
const SCREENS = ['start', 'parts', 'check', 'thanks'];
let at = 'start';
let visited = [];
let changing = false;
let sender = null;

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

/** Forgets everything that was typed or chosen. */
export function wipe() {
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
  root.classList.toggle('starting', at === 'start');
  for (const screen of SCREENS) {
    const part = find(`#${screen}`);
    if (part) part.hidden = at !== screen;
  }
  form.hidden = ['start', 'thanks'].includes(at);
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
  if (asking) head.setAttribute('aria-describedby', 'where');
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
  const from = scrollY;
  show('check');
  scrollTo(0, from);
  find(`[data-change="${id}"]`).focus({ preventScroll: true });
  find('#told').textContent = say.deleted;
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
  if (['start', 'thanks'].includes(at)) return false;
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
  find('#send').focus({ preventScroll: true });
  if (told === 'kept') {
    form.reset();
    round.questions.forEach((question) => clear(question.id));
    find('#given').textContent = '';
    visited = [];
    find('#receipt').hidden = !sender.hasCode();
    show('thanks');
  } else if (told === 'tooLong') tooLong();
  else find('#told').textContent = say[told] || say.notSent;
}

/** Too many words: said at the question itself, where they can be made fewer. */
function tooLong() {
  const given = answers();
  const longest = questions().filter((each) => each.kind === 'text')
    .sort((one, other) => (given[other.id] || '').length - (given[one.id] || '').length)[0];
  change(longest.id);
  section(longest.id).querySelector('[data-room]').textContent = say.tooLong;
}

async function takeBack() {
  find('#take-back').disabled = true;
  const done = await sender.takeBack();
  find('#take-back').disabled = false;
  find('#taken').textContent = done ? say.gone : say.notGone;
  if (!done) return;
  find('#code').hidden = true;
  find('.code').textContent = '';
  find('#taken').focus();
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
    room.textContent = chosen <= question.max ? '' : say.firstFew
      .replace('{n}', inDigits(chosen)).replace('{max}', inDigits(question.max));
  } else {
    const over = sender.wordsBytes(answers()) - round.wordsBytes;
    room.textContent = over > 0 ? say.tooLong : over > -1500 ? say.nearlyFull : '';
  }
}

/** From here on the page is the script's: a dummy message was really sealed. */
export function takeOver(ready) {
  sender = ready;
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
    // Not a link: following it would take the code away.
    find('#address').textContent = location.host + find('#address').dataset.path;
    find('#code').hidden = false;
    find('#show-code').parentElement.remove();
    find('#code h2').focus();
  };
  find('#take-back').onclick = takeBack;
  addEventListener('popstate', () => {
    if (closeAside() || backward()) history.pushState(null, '');
    else history.replaceState(null, '');
  });
}
