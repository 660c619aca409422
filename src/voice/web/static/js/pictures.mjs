/** Pictures beside words, for whoever asks for them. Nothing is fetched before that. */

const SVG = 'http://www.w3.org/2000/svg';

export function showPictures() {
  for (const place of document.querySelectorAll('[data-picture]')) {
    const picture = document.createElementNS(SVG, 'svg');
    const drawn = document.createElementNS(SVG, 'use');
    const file = new URL(`../pictures/${place.dataset.picture}.svg`, import.meta.url).href;
    drawn.setAttribute('href', `${file}#p`); // by reference it takes the colour of the text
    picture.setAttribute('class', 'picture');
    picture.setAttribute('viewBox', '0 0 24 24');
    picture.setAttribute('aria-hidden', 'true'); // The words beside it say the same.
    picture.append(drawn);
    place.insertBefore(picture, place.matches('.choice') ? place.lastElementChild : place.firstChild);
  }
}
