/** Delete what I sent: the code is read here, and only two keys made from it leave the phone. */
import { readCode, receiptKeys } from './receipt.mjs';
import { onLeave } from './leave.mjs';

const form = document.querySelector('#withdraw');
const page = JSON.parse(document.querySelector('#salt').textContent);
onLeave(() => form && form.reset());
addEventListener('pagehide', () => form && form.reset());

async function withdraw(code) {
  const salt = Uint8Array.from(atob(page.salt), (letter) => letter.charCodeAt(0));
  const { lookUp, withdraw: secret } = await receiptKeys(code, salt);
  const body = new Uint8Array(68);
  body.set(new TextEncoder().encode('VOW1'));
  body.set(lookUp, 4);
  body.set(secret, 36);
  const reply = await fetch('/withdraw', { method: 'POST', body, credentials: 'omit', cache: 'no-store',
    headers: { 'Content-Type': 'application/octet-stream' } });
  if (!reply.ok) throw new Error('not sent');
}

// Without crypto.subtle the code goes to the page's own route instead: it needs no script.
if (form && window.crypto && crypto.subtle) {
  form.onsubmit = async (event) => {
    event.preventDefault();
    const told = document.querySelector('#told');
    let code;
    try {
      code = readCode(form.elements.code.value);
    } catch (_) {
      told.textContent = page.say.lookAgain;
      return;
    }
    told.textContent = page.say.oneMoment;
    try {
      await withdraw(code);
      form.replaceWith(document.querySelector('#done').content);
    } catch (_) {
      told.textContent = page.say.notSent;
    }
  };
}
