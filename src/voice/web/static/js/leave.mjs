/** Leave this page: hide at once, forget the answers, go somewhere neutral. On every page. */

let forget = () => {};
let shifts = 0;
let last = 0;

/** @param {() => void} wipe forgets what was typed and chosen */
export function onLeave(wipe) {
  forget = wipe;
}

/** Cover, forget, go. */
export function leave() {
  const to = document.querySelector('.leave').href;
  const cover = document.createElement('div');
  cover.className = 'gone';
  document.body.append(cover);
  document.title = '\u200b';
  try {
    forget();
    document.querySelectorAll('main, header').forEach((part) => part.remove());
  } finally {
    location.replace(to);
  }
}

document.addEventListener('click', (event) => {
  if (!event.target.closest('.leave')) return;
  event.preventDefault();
  leave();
});

// Three Shifts, only where a physical keyboard is likely: on-screen ones press Shift while typing.
if (matchMedia('(hover: hover) and (pointer: fine)').matches) {
  addEventListener('keyup', (event) => {
    const near = event.timeStamp - last < 5000;
    const shift = event.code === 'ShiftLeft' || event.code === 'ShiftRight';
    shifts = shift ? (near ? shifts + 1 : 1) : 0;
    last = event.timeStamp;
    if (shifts === 3) leave();
  });
}

// Another language takes the place of this page: one entry to step back over.
document.addEventListener('click', (event) => {
  const other = event.target.closest('a[lang]:not([hreflang]), a[data-languages]');
  if (!other) return;
  event.preventDefault();
  location.replace(other.href);
});
