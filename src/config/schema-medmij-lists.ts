/** Settings of TLS at the HTTP listener, of the lists of MedMij, and of the certificates of PGOs. */
import type { Setting } from './setting.js';

const LIST = {
  type: 'string',
  pattern: '\\S',
  allowed: 'an https URL, or a file',
} as const;

const FILE = { type: 'string', pattern: '\\S', allowed: 'a PEM file' } as const;

export const TLS_SETTINGS = {
  TLS_CERTIFICATE: {
    ...FILE,
    sentence:
      'Certificate of the HTTP listener, with those between it and the authority; relative to the checkout. With it and TLS_KEY the listener speaks TLS 1.2 and 1.3 only. A file that changes is read again.',
  },
  TLS_KEY: { ...FILE, sentence: 'Private key of TLS_CERTIFICATE.' },
  TLS_CLIENT_CA: {
    ...FILE,
    sentence:
      'Authorities of client certificates. With it the HTTP listener asks for one; who must have one is for the endpoint to say ([MedMij lists](medmij-lists.md#client-certificates)).',
  },
  TLS_CLIENT_CRL: {
    ...FILE,
    sentence:
      'Revocation lists of all authorities in TLS_CLIENT_CA. A file that is replaced is read again.',
  },
} as const satisfies Record<string, Setting>;

export const MEDMIJ_LIST_SETTINGS = {
  MEDMIJ_LISTS: {
    type: 'string',
    pattern: '\\S',
    allowed: 'an https URL without a slash at the end, or a folder',
    sentence:
      'Where the lists of MedMij are ([MedMij lists](medmij-lists.md)): `https://stelselnode.medmij.nl`, or a folder with files of the same names.',
  },
  MEDMIJ_LISTS_WHL: { ...LIST, sentence: 'The Whitelist, when it is not at MEDMIJ_LISTS.' },
  MEDMIJ_LISTS_OCL: { ...LIST, sentence: 'The OAuth client list, when it is not at MEDMIJ_LISTS.' },
  MEDMIJ_LISTS_GNL: {
    ...LIST,
    sentence: 'The list of names of gegevensdiensten, when it is not at MEDMIJ_LISTS.',
  },
  MEDMIJ_LISTS_ZAL: {
    ...LIST,
    sentence: 'The list of providers, when it is not at MEDMIJ_LISTS.',
  },
  MEDMIJ_LISTS_REFRESH_SECONDS: {
    type: 'integer',
    minimum: 10,
    maximum: 900,
    default: 900,
    allowed: '10 to 900',
    sentence: 'Seconds after which it is looked whether there is a newer list.',
  },
  MEDMIJ_LISTS_MAX_AGE_HOURS: {
    type: 'integer',
    minimum: 8,
    maximum: 168,
    default: 12,
    allowed: '8 to 168',
    sentence:
      'Hours that the last good Whitelist and OAuth client list are trusted when no newer ones can be had. Then nobody gets access through MedMij.',
  },
  MEDMIJ_LISTS_CA: {
    ...FILE,
    sentence: 'Authorities of the server with the lists. Unset: those of the web.',
  },
  MEDMIJ_LISTS_CERTIFICATE: {
    ...FILE,
    sentence: 'Certificate that is shown to the server with the lists, when it asks.',
  },
  MEDMIJ_LISTS_KEY: { ...FILE, sentence: 'Private key of MEDMIJ_LISTS_CERTIFICATE.' },
  MEDMIJ_CLIENT_CERTIFICATE: {
    type: 'string',
    enum: ['everywhere', 'token'],
    default: 'everywhere',
    allowed: 'everywhere, token',
    sentence:
      'Where PGOs that must show a certificate show it: for tokens and for data, or for tokens only ([MedMij lists](medmij-lists.md#client-certificates)).',
  },
  MEDMIJ_CLIENT_CERTIFICATE_HEADER: {
    type: 'string',
    pattern: "^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$",
    allowed: 'the name of a header',
    sentence:
      'Header in which the TRUSTED_PROXIES tell the certificate of the client, as URL-encoded PEM or as RFC 9440 has it. From anybody else it is ignored.',
  },
} as const satisfies Record<string, Setting>;
