/**
 * Listen: one recording at a time, only when it is asked for, and only while its question is seen.
 *
 * Without this file the browser's own player stands beside each question. With it there is one
 * large button instead, and what can no longer be seen is no longer heard.
 */

const QUIET = 0.5; // others may be in the room; the phone's own keys make it louder
const parts = Array.from(document.querySelectorAll('.listen'));
let heard = null;

const audioOf = (part) => part.querySelector('audio');
const toldIn = (part) => part.querySelector('[role=status]');

function label(part, playing) {
  const [listen, stop] = part.querySelectorAll('button > span');
  listen.hidden = playing;
  stop.hidden = !playing;
}

function hush() {
  if (!heard) return;
  const part = heard;
  heard = null;
  label(part, false);
  audioOf(part).pause();
  audioOf(part).currentTime = 0;
}

function notYet(part) {
  if (heard !== part) return; // it was stopped, so it was meant
  hush();
  toldIn(part).textContent = toldIn(part).dataset.notYet;
}

function play(part) {
  hush();
  heard = part;
  label(part, true);
  toldIn(part).textContent = '';
  const audio = audioOf(part);
  if (audio.error) audio.load();
  audio.volume = QUIET;
  audio.play().catch(() => notYet(part));
}

function enhance(part) {
  const audio = audioOf(part);
  if (!audio.canPlayType('audio/ogg; codecs="opus"')) {
    part.remove(); // a button that does nothing is worse than none
    return;
  }
  audio.hidden = true;
  const button = part.querySelector('button');
  button.hidden = false;
  button.addEventListener('click', () => (heard === part ? hush() : play(part)));
  audio.addEventListener('ended', hush);
  audio.addEventListener('error', () => notYet(part));
}

parts.forEach(enhance);
new MutationObserver(() => {
  if (heard && !heard.getClientRects().length) hush();
}).observe(document, { attributes: true, attributeFilter: ['class', 'hidden'], childList: true, subtree: true });
// Another app, a locked phone, another page.
document.addEventListener('visibilitychange', () => { if (document.hidden) hush(); });
addEventListener('pagehide', hush);
