// Files by the official age library, both ways; run from the folder `browser/`, where it is kept:
//   node ../tests/vectors/official.mjs seal <recipient,recipient>   stdin → age file on stdout
//   node ../tests/vectors/official.mjs open <identity>              age file on stdin → stdout
import { readFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const kept = createRequire(`${process.cwd()}/`).resolve('age-encryption');
const { Decrypter, Encrypter } = await import(pathToFileURL(kept).href);
const [task, keys] = process.argv.slice(2);
const input = readFileSync(0);

if (task === 'seal') {
  const encrypter = new Encrypter();
  for (const key of keys.split(',')) encrypter.addRecipient(key);
  writeSync(1, await encrypter.encrypt(input));
} else {
  const decrypter = new Decrypter();
  decrypter.addIdentity(keys);
  writeSync(1, await decrypter.decrypt(input));
}
