/**
 * Certificates for tests of TLS: made when needed, so that no key lies in the repository. X.509 in
 * DER as RFC 5280, 4.1 has it, with the few parts that a handshake looks at.
 */
import {
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
  X509Certificate,
  type KeyObject,
} from 'node:crypto';

export interface TestCertificate {
  /** PEM */
  readonly certificate: string;
  readonly key: string;
}

interface Issuer extends TestCertificate {
  readonly name: string;
  readonly privateKey: KeyObject;
}

const TAG = {
  integer: 2,
  bits: 3,
  octets: 4,
  oid: 6,
  utf8: 12,
  sequence: 0x30,
  set: 0x31,
} as const;
const GENERALIZED_TIME = 0x18;
const BOOLEAN_TRUE = Buffer.from([1, 1, 0xff]);

function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

function oid(hex: string): Buffer {
  return der(TAG.oid, Buffer.from(hex, 'hex'));
}

/** 1.2.840.10045.4.3.2 */
const ECDSA_SHA256 = der(TAG.sequence, oid('2a8648ce3d040302'));

function commonName(name: string): Buffer {
  const attribute = der(TAG.sequence, oid('550403'), der(TAG.utf8, Buffer.from(name)));
  return der(TAG.sequence, der(TAG.set, attribute));
}

/** What of a certificate is not as usual. */
export interface CertificateOptions {
  /** DNS names in it; by default `localhost`, with the IP address 127.0.0.1. Empty: none, and no address. */
  readonly dnsNames?: readonly string[];
  /** By default it is good for as long as anybody tests. In the form 20200101000000Z. */
  readonly notAfter?: string;
}

function alternativeNames({ dnsNames }: CertificateOptions): Buffer | undefined {
  if (dnsNames?.length === 0) return undefined;
  const names = (dnsNames ?? ['localhost']).map((name) => der(0x82, Buffer.from(name)));
  const address = dnsNames === undefined ? [der(0x87, Buffer.from([127, 0, 0, 1]))] : [];
  const content = der(TAG.sequence, ...names, ...address);
  return der(TAG.sequence, oid('551d11'), der(TAG.octets, content));
}

function extensions(isAuthority: boolean, options: CertificateOptions): Buffer {
  const constraints = der(TAG.sequence, ...(isAuthority ? [BOOLEAN_TRUE] : []));
  const basic = der(TAG.sequence, oid('551d13'), BOOLEAN_TRUE, der(TAG.octets, constraints));
  const alternative = isAuthority ? undefined : alternativeNames(options);
  return der(0xa3, der(TAG.sequence, basic, ...(alternative === undefined ? [] : [alternative])));
}

function validity({ notAfter = '21200101000000Z' }: CertificateOptions): Buffer {
  const from = der(GENERALIZED_TIME, Buffer.from('20200101000000Z'));
  return der(TAG.sequence, from, der(GENERALIZED_TIME, Buffer.from(notAfter)));
}

function issue(
  name: string,
  issuer: Pick<Issuer, 'name' | 'privateKey'> | undefined,
  options: CertificateOptions = {},
): Issuer {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const isAuthority = issuer === undefined;
  const body = der(
    TAG.sequence,
    der(0xa0, der(TAG.integer, Buffer.from([2]))),
    der(TAG.integer, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    ECDSA_SHA256,
    commonName(issuer?.name ?? name),
    validity(options),
    commonName(name),
    createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
    extensions(isAuthority, options),
  );
  const signature = sign('sha256', body, issuer?.privateKey ?? privateKey);
  const bits = der(TAG.bits, Buffer.from([0]), signature);
  return {
    name,
    privateKey,
    certificate: pem('CERTIFICATE', der(TAG.sequence, body, ECDSA_SHA256, bits)),
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  };
}

/** RFC 5280, 5.1: what an authority says of the certificates that it takes back. */
function revocationList({ name, privateKey }: Issuer, revoked: readonly string[]): string {
  const time = (text: string): Buffer => der(GENERALIZED_TIME, Buffer.from(text));
  const entries = revoked.map((certificate) => {
    const { serialNumber } = new X509Certificate(certificate);
    const serial = der(TAG.integer, Buffer.from(serialNumber, 'hex'));
    return der(TAG.sequence, serial, time('20200201000000Z'));
  });
  const body = der(
    TAG.sequence,
    der(TAG.integer, Buffer.from([1])),
    ECDSA_SHA256,
    commonName(name),
    time('20200101000000Z'),
    time('21200101000000Z'),
    ...(entries.length === 0 ? [] : [der(TAG.sequence, ...entries)]),
  );
  const bits = der(TAG.bits, Buffer.from([0]), sign('sha256', body, privateKey));
  return pem('X509 CRL', der(TAG.sequence, body, ECDSA_SHA256, bits));
}

function pem(label: string, content: Buffer): string {
  const lines = content.toString('base64').match(/.{1,64}/g);
  return `-----BEGIN ${label}-----\n${lines?.join('\n') ?? ''}\n-----END ${label}-----\n`;
}

export interface TestAuthority {
  /** PEM */
  readonly certificate: string;
  /** @param certificates PEM. @returns PEM */
  revoke(...certificates: readonly string[]): string;
  issue(name: string, options?: CertificateOptions): TestCertificate;
}

/** A certificate authority of its own. */
export function createAuthority(name: string): TestAuthority {
  const authority = issue(name, undefined);
  return {
    certificate: authority.certificate,
    issue: (subject, options) => issue(subject, authority, options),
    revoke: (...certificates) => revocationList(authority, certificates),
  };
}
