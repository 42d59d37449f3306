// Makes the key pair that the service proves with who it is:
//   node examples/backend-service/make-keys.mjs [FOLDER]
// The private key stays with the service; only `jwks.json` is given to the server.
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { exportJWK, generateKeyPair } from 'jose';

const ALGORITHM = 'ES384';
const folder = process.argv[2] ?? fileURLToPath(new URL('keys', import.meta.url));

const { privateKey, publicKey } = await generateKeyPair(ALGORITHM, { extractable: true });
const common = { kid: randomUUID(), alg: ALGORITHM, use: 'sig' };
const privateFile = path.join(folder, 'private.json');
const publicFile = path.join(folder, 'jwks.json');

await mkdir(folder, { recursive: true });
// `wx`: a key that is in use is not written over. 0600: nobody else reads it.
const options = { flag: 'wx', mode: 0o600 };
try {
  await writeFile(privateFile, print({ ...(await exportJWK(privateKey)), ...common }), options);
} catch (error) {
  if (error.code !== 'EEXIST') throw error;
  console.error(`There is a key in ${privateFile} already. Remove it first to make another.`);
  process.exit(1);
}
await writeFile(publicFile, print({ keys: [{ ...(await exportJWK(publicKey)), ...common }] }));
console.log(`${privateFile} is for the service alone; register ${publicFile}.`);

function print(value) {
  return `${JSON.stringify(value, undefined, 2)}\n`;
}
