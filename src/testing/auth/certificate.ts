/** Self-signed certificates: Node.js reads them, but does not make them. */
import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

export interface TestKeyPair {
  /** PEM. */
  readonly key: string;
  readonly certificate: string;
}

export function selfSigned(modulusLength = 2048): TestKeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength });
  const body = toBeSigned(publicKey);
  const signature = sign('sha256', body, privateKey);
  const certificate = sequence(body, SHA256_WITH_RSA, der(3, Buffer.concat([ZERO, signature])));
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? [];
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    certificate: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
  };
}

const ZERO = Buffer.from([0]);

/** ITU-T X.690 8.1: tag, length, content. */
function der(tag: number, content: Buffer): Buffer {
  const { length } = content;
  if (length < 128) return Buffer.concat([Buffer.from([tag, length]), content]);
  const size = Buffer.from(length.toString(16).padStart(length > 255 ? 4 : 2, '0'), 'hex');
  return Buffer.concat([Buffer.from([tag, 128 + size.length]), size, content]);
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts));
}

/** 1.2.840.113549.1.1.11 */
const SHA256_WITH_RSA = sequence(
  der(6, Buffer.from('2a864886f70d01010b', 'hex')),
  der(5, Buffer.alloc(0)),
);

/** https://www.rfc-editor.org/rfc/rfc5280#section-4.1 */
function toBeSigned(publicKey: KeyObject): Buffer {
  const commonName = sequence(
    der(0x31, sequence(der(6, Buffer.from('550403', 'hex')), der(12, Buffer.from('test')))),
  );
  const time = (text: string): Buffer => der(0x17, Buffer.from(text));
  const serial = der(2, Buffer.concat([Buffer.from([1]), randomBytes(8)]));
  return sequence(
    der(0xa0, der(2, Buffer.from([2]))),
    serial,
    SHA256_WITH_RSA,
    commonName,
    sequence(time('200101000000Z'), time('491231235959Z')),
    commonName,
    publicKey.export({ type: 'spki', format: 'der' }),
  );
}
