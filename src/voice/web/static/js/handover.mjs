/**
 * Where someone is near: the first screen hands over, the last one wipes for a new person, and a
 * phone or tablet that is left lying covers what it shows.
 */

const COVER_SECONDS = 120;
const WIPE_SECONDS = 600;
const find = (selector) => document.querySelector(selector);

/** @param {() => void} wipe forgets everything that was typed or chosen */
export function watchHandover(wipe) {
  const screen = find('#handover');
  const cover = find('#still-you');
  let idle = 0;

  function newPerson() {
    wipe();
    location.replace(`/${location.pathname.split('/')[1]}`);
  }

  function look(part) {
    const head = part.querySelector('h1');
    head.tabIndex = -1;
    head.focus({ preventScroll: true });
  }

  function rest() {
    clearTimeout(idle);
    idle = setTimeout(() => {
      document.documentElement.classList.add('covered');
      look(cover);
      idle = setTimeout(newPerson, (WIPE_SECONDS - COVER_SECONDS) * 1000);
    }, COVER_SECONDS * 1000);
  }

  find('#start').hidden = true;
  screen.hidden = false;
  look(screen);
  find('#handed').onclick = () => {
    screen.hidden = true;
    find('#start').hidden = false;
    look(find('#start'));
    rest();
  };
  find('#go-on').onclick = () => {
    document.documentElement.classList.remove('covered');
    rest();
  };
  document.querySelectorAll('[data-new-person]').forEach((each) => { each.onclick = newPerson; });
  for (const sign of ['pointerdown', 'keydown', 'input']) {
    addEventListener(sign, () => {
      if (screen.hidden && !document.documentElement.classList.contains('covered')) rest();
    });
  }
}
