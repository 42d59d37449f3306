/**
 * URLs end up in logs and histories, so the links of a Bundle never have a citizen service number
 * (BSN) in them, nor the name of its system, also when the search was by POST and had it in its
 * body. In its place they have it sealed: encrypted with a key of this database, so that the link
 * can be followed and says nothing to anyone else.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { BSN_OID, BSN_SYSTEM, isBsn } from '../fhir/bsn.js';
import { FhirError } from '../fhir/errors.js';
import type { SelfLink } from './types.js';

type Parameter = SelfLink['query'][number];

interface Search {
  readonly parameters: readonly Parameter[];
  readonly self: SelfLink;
}

export interface LinkPrivacy {
  /** What of a request may stand in a URL. */
  conceal(self: SelfLink): SelfLink;
  /**
   * A request as it was before its link was concealed.
   * @throws FhirError `invalid-request` for something sealed that is not of this server
   */
  reveal<Request extends Search>(request: Request): Request;
}

/** @param secret of the database */
export function createLinkPrivacy(secret: Buffer): LinkPrivacy {
  const key = createHmac('sha256', secret).update('links').digest();
  return {
    conceal: ({ path, query }) => ({
      path,
      query: query.map((parameter) => withValue(parameter, concealed(parameter, key))),
    }),
    reveal(request) {
      const { self, parameters } = request;
      const revealed = new Map<Parameter, Parameter>();
      for (const parameter of [...self.query, ...parameters]) {
        revealed.set(parameter, withValue(parameter, opened(parameter, key)));
      }
      const open = (parameter: Parameter): Parameter => revealed.get(parameter) ?? parameter;
      return {
        ...request,
        parameters: parameters.map(open),
        self: { path: self.path, query: self.query.map(open) },
      };
    },
  };
}

/** The parameter itself when its value stays, since parts of a request are told by identity. */
function withValue(parameter: Parameter, value: string): Parameter {
  return value === parameter[1] ? parameter : [parameter[0], value];
}

const literal = (text: string): string => text.replaceAll('.', '\\.');
/** The system, by URL or OID, with what stands behind its bar. */
const IN_SYSTEM = new RegExp(
  `(?:${literal(BSN_SYSTEM)}|(?:urn:oid:)?${literal(BSN_OID)})(?![\\w.-])(?:\\|[^,\\s"')$]*)?`,
  'gi',
);
/** Tokens need no system, and `:of-type` has the number behind another one. */
const NUMBER = /(?<![\w-])\d{8,9}(?![\w-])/g;
const HAS_IDENTIFIERS = /identifier|^_filter$/i;

function concealed([name, value]: Parameter, key: Buffer): string {
  const sealed = value.replace(IN_SYSTEM, (found) => seal(found, key));
  if (!HAS_IDENTIFIERS.test(name)) return sealed;
  return sealed.replace(NUMBER, (found) => (isBsn(found) ? seal(found, key) : found));
}

const ALGORITHM = 'aes-256-gcm';
const NONCE_LENGTH = 12;
const TAG_LENGTH = 16;
/** No number is as long as what is sealed, and none of its characters ends a value. */
const SEALED = /sealed\.([\w-]{38,})/g;

function seal(text: string, key: Buffer): string {
  const nonce = randomBytes(NONCE_LENGTH);
  const cipher = createCipheriv(ALGORITHM, key, nonce);
  const content = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
  const sealed = Buffer.concat([nonce, cipher.getAuthTag(), content]);
  return `sealed.${sealed.toString('base64url')}`;
}

function opened([, value]: Parameter, key: Buffer): string {
  return value.replace(SEALED, (_, sealed: string) =>
    unseal(Buffer.from(sealed, 'base64url'), key),
  );
}

function unseal(sealed: Buffer, key: Buffer): string {
  const nonce = sealed.subarray(0, NONCE_LENGTH);
  const tag = sealed.subarray(NONCE_LENGTH, NONCE_LENGTH + TAG_LENGTH);
  try {
    const decipher = createDecipheriv(ALGORITHM, key, nonce).setAuthTag(tag);
    const content = decipher.update(sealed.subarray(NONCE_LENGTH + TAG_LENGTH));
    return Buffer.concat([content, decipher.final()]).toString('utf8');
  } catch {
    throw new FhirError('invalid-request', 'The link is not one of this server.');
  }
}
