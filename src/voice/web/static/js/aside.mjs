/** Help and the break open inside the page; what was answered stays as it is. */

const root = document.documentElement;
let back = null;

export function watchAsides() {
  document.addEventListener('click', open);
  document.addEventListener('keydown', (event) => { if (event.key === 'Escape') closeAside(); });
}

function open(event) {
  const link = event.target.closest('a[href="#help"], a[href="#break"]');
  if (!link || !root.classList.contains('scripted')) return;
  event.preventDefault();
  closeAside();
  const from = scrollY;
  const aside = document.querySelector(link.getAttribute('href'));
  const head = aside.querySelector('h2');
  root.classList.add('aside-open');
  aside.classList.add('open');
  head.setAttribute('aria-level', '1');
  head.tabIndex = -1;
  scrollTo(0, 0);
  head.focus({ preventScroll: true });
  back = () => {
    root.classList.remove('aside-open');
    aside.classList.remove('open');
    link.focus({ preventScroll: true });
    scrollTo(0, from);
  };
  aside.querySelector('[data-return]').onclick = closeAside;
}

/** @returns {boolean} whether one was open */
export function closeAside() {
  if (!back) return false;
  const close = back;
  back = null;
  close();
  return true;
}
