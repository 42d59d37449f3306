/** Every setting with its default and its sentence. `docs/configuration.md` is made from this. */
import { AUTH_SETTINGS } from './schema-auth.js';
import type { Setting } from './setting.js';

export const SETTINGS = {
  HOST: {
    type: 'string',
    pattern: '^[A-Za-z0-9.:_-]+$',
    default: '127.0.0.1',
    allowed: 'a host name or IP address',
    sentence: 'Address of the HTTP listener.',
  },
  PORT: {
    type: 'integer',
    minimum: 0,
    maximum: 65_535,
    default: 8080,
    allowed: '0 to 65535; 0 picks a free port',
    sentence: 'Port of the HTTP listener.',
  },
  BASE_URL: {
    type: 'string',
    pattern: '^https?://[^\\s?#]+[^\\s?#/]$',
    allowed: 'an http or https URL without a slash at the end',
    sentence: 'Public base URL for links and metadata. Default: `http://HOST:PORT/fhir`.',
  },
  DATABASE_URL: {
    type: 'string',
    pattern: '^postgres(ql)?://',
    allowed: 'postgresql://user:password@host:port/database',
    secret: true,
    sentence: 'PostgreSQL 15 or later. Unset: an embedded one in DATA_DIR.',
  },
  DATA_DIR: {
    type: 'string',
    pattern: '\\S',
    default: '.data',
    allowed: 'a folder',
    sentence: 'Where the embedded database and keys live; relative to the checkout.',
  },
  MLLP_HOST: {
    type: 'string',
    pattern: '^[A-Za-z0-9.:_-]+$',
    default: '127.0.0.1',
    allowed: 'a host name or IP address',
    sentence: 'Address of the HL7 v2 listener of the feed `default`.',
  },
  MLLP_PORT: {
    type: 'string',
    pattern: '^(off|[0-9]{1,5})$',
    default: '2575',
    allowed: '1 to 65535; 0 or off for none',
    sentence: 'Port of the HL7 v2 listener (MLLP) of the feed `default`.',
  },
  HL7_FEEDS: {
    type: 'string',
    pattern: '\\S',
    allowed: 'a folder',
    sentence:
      'Folder with a JSON file for each HL7 v2 feed ([HL7 v2](hl7v2.md)); relative to the checkout.',
  },
  HL7_DESTINATIONS: {
    type: 'string',
    pattern: '\\S',
    allowed: 'a folder',
    sentence:
      'Folder with a JSON file for each system that HL7 v2 messages are sent to ([HL7 v2 outbound](hl7v2-outbound.md)); relative to the checkout.',
  },
  HL7_CONCURRENCY: {
    type: 'integer',
    minimum: 0,
    maximum: 100,
    default: 32,
    allowed: '0 to 100; 0 processes none',
    sentence:
      'HL7 v2 messages that each worker processes at the same time, half of them in one transaction.',
  },
  HL7_MEMORY_BYTES: {
    type: 'integer',
    minimum: 1_048_576,
    maximum: 17_179_869_184,
    default: 134_217_728,
    allowed: '1048576 to 17179869184',
    sentence:
      'Bytes of HL7 v2 frames that a worker keeps at the same time, of all connections together. A frame that finds no room is refused.',
  },
  HL7_RETENTION_DAYS: {
    type: 'integer',
    minimum: 0,
    maximum: 36_500,
    default: 0,
    allowed: '0 to 36500; 0 keeps them for ever',
    sentence:
      'Days after which the texts of HL7 v2 messages are removed that need nobody any more: processed, ignored, refused. What is known of them stays.',
  },
  ...AUTH_SETTINGS,
  DEMO: {
    type: 'string',
    enum: ['on', 'off'],
    allowed: 'on, off',
    sentence:
      'Load the Dutch demo data into an empty database, with a demo app and demo users. Default: `on`, and `off` when NODE_ENV is production.',
  },
  VALIDATION: {
    type: 'string',
    enum: ['off', 'base', 'profiles'],
    default: 'profiles',
    allowed: 'off, base, profiles',
    sentence:
      'What a resource must satisfy to be stored. `base`: the R4 definitions. `profiles`: claimed profiles too, and those that VALIDATION_POLICY requires.',
  },
  VALIDATION_POLICY: {
    type: 'string',
    pattern: '\\S',
    allowed: 'a JSON file in the form of profiles/policy.json',
    sentence:
      'What is asked of resources beyond the profiles that they claim, and which findings count as errors ([Validation](validation.md#policy)); relative to the checkout. Counts with `VALIDATION=profiles`.',
  },
  FHIR_PACKAGES: {
    type: 'string',
    pattern: '^\\s*[^\\s,][^,]*(,\\s*[^\\s,][^,]*)*$',
    allowed: 'folders or .tgz files separated by commas',
    sentence:
      'FHIR packages to load beside the built-in ones: `.tgz` files, folders of a package, or folders with several of them; relative to the checkout.',
  },
  PACKAGE_REGISTRY: {
    type: 'string',
    pattern: '^https?://[^\\s?#]+[^\\s?#/]$',
    default: 'https://packages.fhir.org',
    allowed: 'an http or https URL without a slash at the end',
    sentence: 'Where `vuurtoren packages add NAME@VERSION` fetches FHIR packages.',
  },
  WORKERS: {
    type: 'integer',
    minimum: 1,
    maximum: 256,
    allowed: '1 to 256',
    sentence: 'HTTP worker processes. Default: the number of cores.',
  },
  LOG_LEVEL: {
    type: 'string',
    enum: ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'],
    default: 'info',
    allowed: 'trace, debug, info, warn, error, fatal, silent',
    sentence: 'Least severity that is logged. `debug` has a line for every request.',
  },
  ACCESS_POLICIES: {
    type: 'string',
    pattern: '\\S',
    allowed: 'the path of a JSON file with access policies',
    sentence:
      'Whose records people other than patients may see through `user/` scopes ([access](access.md)). Unset: as administrators set it ([administration](administration.md)), else those of the care teams they are in and of the patients they are general practitioner of.',
  },
  REFERENTIAL_INTEGRITY: {
    type: 'string',
    enum: ['off', 'enforce'],
    default: 'off',
    allowed: 'off, enforce',
    sentence:
      '`enforce` refuses references to resources that are not there, and deletions of resources that others refer to.',
  },
  PATIENT_COPIES: {
    type: 'string',
    enum: ['separate', 'linked'],
    default: 'separate',
    allowed: 'separate, linked',
    sentence:
      'What becomes of a Patient that a transaction brings with the BSN of one that is known. `linked`: it gets a `link` of type `seealso` to it. Either way it is a resource of its own, and nothing is merged.',
  },
  MAX_BODY_BYTES: {
    type: 'integer',
    minimum: 1024,
    maximum: 1_073_741_824,
    default: 52_428_800,
    allowed: '1024 to 1073741824',
    sentence: 'Bytes of a request body, also after decompression.',
  },
  MAX_BUNDLE_ENTRIES: {
    type: 'integer',
    minimum: 1,
    maximum: 100_000,
    default: 10_000,
    allowed: '1 to 100000',
    sentence: 'Entries in a batch or transaction.',
  },
  STATEMENT_TIMEOUT: {
    type: 'integer',
    minimum: 100,
    maximum: 3_600_000,
    default: 30_000,
    allowed: '100 to 3600000',
    sentence: 'Milliseconds after which the database ends a statement.',
  },
  DATABASE_CONNECTIONS: {
    type: 'integer',
    minimum: 2,
    maximum: 200,
    default: 16,
    allowed: '2 to 200',
    sentence: 'Database connections of each worker.',
  },
  CORS_ORIGINS: {
    type: 'string',
    pattern: '^(\\*|https?://[^\\s,]+(,https?://[^\\s,]+)*)$',
    default: '*',
    allowed: '* or origins separated by commas',
    sentence: 'Web origins whose pages may call the API.',
  },
  DEFAULT_PAGE_SIZE: {
    type: 'integer',
    minimum: 1,
    maximum: 10_000,
    default: 50,
    allowed: '1 to 10000',
    sentence: 'Matches on a page of a search or history when the client does not say.',
  },
  MAX_PAGE_SIZE: {
    type: 'integer',
    minimum: 1,
    maximum: 10_000,
    default: 1000,
    allowed: '1 to 10000',
    sentence: 'Matches on a page at most; a greater `_count` is taken for this.',
  },
  MAX_INCLUDED: {
    type: 'integer',
    minimum: 0,
    maximum: 10_000,
    default: 1000,
    allowed: '0 to 10000',
    sentence:
      'Resources that `_include` and `_revinclude` add to a page at most; a warning says when there are more.',
  },
  SEARCH_MAX_PARAMETERS: {
    type: 'integer',
    minimum: 1,
    maximum: 1000,
    default: 100,
    allowed: '1 to 1000',
    sentence: 'Parameters in one search.',
  },
  SEARCH_MAX_VALUES: {
    type: 'integer',
    minimum: 1,
    maximum: 10_000,
    default: 2000,
    allowed: '1 to 10000',
    sentence: 'Values in one comma list of a search.',
  },
  SEARCH_MAX_CHAIN: {
    type: 'integer',
    minimum: 1,
    maximum: 10,
    default: 5,
    allowed: '1 to 10',
    sentence: 'Links in one chain of a search, forward and `_has` together.',
  },
  SEARCH_MAX_INCLUDES: {
    type: 'integer',
    minimum: 0,
    maximum: 100,
    default: 50,
    allowed: '0 to 100',
    sentence: '`_include` and `_revinclude` in one search.',
  },
  SLOW_SEARCH_MILLISECONDS: {
    type: 'integer',
    minimum: 0,
    maximum: 3_600_000,
    default: 1000,
    allowed: '0 to 3600000',
    sentence:
      'Searches that take longer are logged, with the names of their parameters and never the values.',
  },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;
