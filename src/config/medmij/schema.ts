/** The form of the file that MEDMIJ names (docs/medmij.md). */
import { REDIRECTED_ERRORS } from '../../auth/medmij/settings.js';

const TEXT = { type: 'string', pattern: '\\S', maxLength: 300 } as const;
const SEARCHES = {
  type: 'array',
  maxItems: 20,
  items: {
    type: 'string',
    pattern: '^[A-Z][A-Za-z]{1,63}\\?\\S*\\{patient\\}\\S*$',
    maxLength: 1000,
  },
} as const;

const PROVIDER = {
  type: 'object',
  properties: {
    name: { type: 'string', pattern: '^[a-z]{3,50}$' },
    displayName: TEXT,
    privacyUrl: { type: 'string', pattern: '^https://[^\\s]+$', maxLength: 1000 },
    organization: { type: 'string', pattern: '^Organization/[A-Za-z0-9\\-.]{1,64}$' },
    services: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { type: 'string', pattern: '^[^\\s~/]{1,30}$' },
    },
    availability: {
      type: 'object',
      properties: { relation: SEARCHES, data: SEARCHES, withheld: SEARCHES },
      additionalProperties: false,
    },
  },
  required: ['name', 'displayName', 'privacyUrl', 'services'],
  additionalProperties: false,
} as const;

export const MEDMIJ_SCHEMA = {
  type: 'object',
  properties: {
    dva: {
      type: 'object',
      properties: { name: TEXT, phone: { ...TEXT, maxLength: 30 } },
      required: ['name', 'phone'],
      additionalProperties: false,
    },
    providers: { type: 'array', minItems: 1, maxItems: 1000, items: PROVIDER },
    signIn: { type: 'array', minItems: 1, maxItems: 20, uniqueItems: true, items: TEXT },
    clientCertificates: { enum: ['required', 'none-on-loopback'] },
    tracing: { enum: ['required', 'lenient'] },
    codeSeconds: { type: 'integer', minimum: 30, maximum: 900 },
    journeySeconds: { type: 'integer', minimum: 300, maximum: 3600 },
    chainLogDays: { type: 'integer', minimum: 1, maximum: 3650 },
    errorDescriptions: {
      type: 'object',
      properties: Object.fromEntries(
        REDIRECTED_ERRORS.map((error) => [
          error,
          // https://www.rfc-editor.org/rfc/rfc6749#appendix-A.8
          { type: 'string', pattern: '^[\\x20-\\x21\\x23-\\x5B\\x5D-\\x7E]{1,200}$' },
        ]),
      ),
      additionalProperties: false,
    },
    failureSentence: TEXT,
  },
  required: ['dva', 'providers', 'signIn'],
  additionalProperties: false,
} as const;

/** The file as it is written, once it has passed the schema. */
export interface MedmijFile {
  readonly dva: { readonly name: string; readonly phone: string };
  readonly providers: readonly {
    readonly name: string;
    readonly displayName: string;
    readonly privacyUrl: string;
    readonly organization?: string;
    readonly services: readonly string[];
    readonly availability?: {
      readonly relation?: readonly string[];
      readonly data?: readonly string[];
      readonly withheld?: readonly string[];
    };
  }[];
  /** Ids of identity providers, or PASSWORD. */
  readonly signIn: readonly string[];
  readonly clientCertificates?: 'required' | 'none-on-loopback';
  readonly tracing?: 'required' | 'lenient';
  readonly codeSeconds?: number;
  readonly journeySeconds?: number;
  readonly chainLogDays?: number;
  readonly errorDescriptions?: Readonly<Record<string, string>>;
  readonly failureSentence?: string;
}

/** Accounts of this server with a password, among the ways to sign in. */
export const PASSWORD = 'password';
