/** Pictures beside words, for whoever asks for them. Nothing is fetched before that. */

export function showPictures() {
  for (const place of document.querySelectorAll('[data-picture]')) {
    const picture = document.createElement('img');
    picture.className = 'picture';
    picture.alt = ''; // The words beside it say the same.
    picture.src = new URL(`../pictures/${place.dataset.picture}.svg`, import.meta.url).href;
    place.insertBefore(picture, place.matches('.choice') ? place.lastElementChild : place.firstChild);
  }
}
