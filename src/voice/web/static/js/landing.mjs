/**
 * The chosen language takes the place of this page: one address, one entry in the browser's History.
 *
 * Without this file each language is an ordinary link.
 */
import { leave } from './leave.mjs';

// Back, after Leave this page.
if (history.state === 'behind') leave();

document.addEventListener('click', async (event) => {
  const choice = event.target.closest('a[hreflang]');
  if (!choice) return;
  event.preventDefault();
  try {
    const reply = await fetch(choice.href, { credentials: 'omit', cache: 'no-store' });
    if (!reply.ok) throw new Error('not here');
    await become(new DOMParser().parseFromString(await reply.text(), 'text/html'), choice.href);
  } catch (_) {
    location.replace(choice.href);
  }
});

/** @param {Document} page @param {string} address where the page was asked for */
async function become(page, address) {
  for (const link of page.querySelectorAll('a[lang], a[data-languages]')) {
    link.setAttribute('href', new URL(link.getAttribute('href'), address).pathname);
  }
  const form = page.querySelector('#form');
  if (form) form.setAttribute('action', new URL(address).pathname);
  const { lang, dir } = page.documentElement;
  Object.assign(document.documentElement, { lang, dir });
  const round = page.querySelector('#round');
  if (round) document.head.append(document.adoptNode(round));
  document.body.replaceWith(document.adoptNode(page.body));
  scrollTo(0, 0);
  const head = document.querySelector('h1');
  head.tabIndex = -1;
  head.focus({ preventScroll: true });
  if (round) await import('./form.mjs');
  if (document.querySelector('.listen')) await import('./listen.mjs');
}
