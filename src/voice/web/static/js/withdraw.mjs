/** Delete what I sent: the code is read here, and only two keys made from it leave the phone. */
import { readCode, receiptKeys } from './receipt.mjs';
import { onLeave } from './leave.mjs';
import { withdraw } from './take_back.mjs';

const form = document.querySelector('#withdraw');
const page = JSON.parse(document.querySelector('#salt').textContent);
onLeave(() => form && form.reset());
addEventListener('pagehide', () => form && form.reset());

async function take(code) {
  const salt = Uint8Array.from(atob(page.salt), (letter) => letter.charCodeAt(0));
  await withdraw(await receiptKeys(code, salt));
}

// Without crypto.subtle the code goes to the page's own route instead: it needs no script.
if (form && window.crypto && crypto.subtle) {
  form.onsubmit = async (event) => {
    event.preventDefault();
    const told = document.querySelector('#told');
    let code;
    try {
      code = readCode(form.elements.code.value);
    } catch (slip) {
      told.textContent = slip.slug === 'code-length' ? page.say.codeLength : page.say.lookAgain;
      return;
    }
    told.textContent = page.say.oneMoment;
    try {
      await take(code);
      document.querySelector('main').replaceChildren(document.querySelector('#done').content);
      document.querySelector('main h1').focus();
    } catch (_) {
      told.textContent = page.say.notSent;
    }
  };
}
