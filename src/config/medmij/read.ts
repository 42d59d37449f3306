/** Reads the file that MEDMIJ names. */
import { Ajv, type ErrorObject } from 'ajv';
import type { Gegevensdiensten } from '../../access/gegevensdiensten.js';
import type { MedmijSettings } from '../../auth/medmij/settings.js';
import type { IdentityProvider } from '../../auth/people/identity-provider.js';
import { readJsonFile } from '../json-file.js';
import { MEDMIJ_SCHEMA, PASSWORD, type MedmijFile } from './schema.js';

/** What else is configured that the file refers to. */
export interface MedmijSurroundings {
  readonly gegevensdiensten: Gegevensdiensten;
  readonly identityProviders: readonly IdentityProvider[];
  /** True when nobody but this machine can reach the server by its public URL. */
  readonly isLocal: boolean;
}

const DEFAULTS = {
  clientCertificates: 'required',
  tracing: 'required',
  codeSeconds: 900,
  journeySeconds: 1800,
  /** 36 months: as long as MedMij itself keeps events at most. */
  chainLogDays: 1096,
} as const;

/** @throws Error with one line that says what is wrong, and where */
export function readMedmij(file: string, surroundings: MedmijSurroundings): MedmijSettings {
  const content = readJsonFile(file);
  const validate = new Ajv({ allErrors: false, verbose: true }).compile<MedmijFile>(MEDMIJ_SCHEMA);
  if (!validate(content)) throw new Error(complaint(validate.errors?.[0]));
  checkAgainst(content, surroundings);
  return settingsOf(content);
}

function settingsOf(file: MedmijFile): MedmijSettings {
  return {
    ...DEFAULTS,
    ...file,
    providers: file.providers.map(({ availability, ...provider }) => ({
      ...provider,
      availability: { relation: [], data: [], withheld: [], ...availability },
    })),
    signIn: file.signIn.filter((id) => id !== PASSWORD),
    passwords: file.signIn.includes(PASSWORD),
    errorDescriptions: file.errorDescriptions ?? {},
    failureSentence: file.failureSentence,
  };
}

/** What no schema can say. @throws Error */
function checkAgainst(
  { providers, signIn, clientCertificates }: MedmijFile,
  { gegevensdiensten, identityProviders, isLocal }: MedmijSurroundings,
): void {
  const names = providers.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`two providers have the name "${twice}"`);
  for (const [index, { services }] of providers.entries()) {
    const unknown = services.find((id) => gegevensdiensten.serviceById(id) === undefined);
    if (unknown !== undefined) {
      throw new Error(
        `/providers/${index}/services has "${unknown}", which is no gegevensdienst here`,
      );
    }
  }
  const known = new Set([PASSWORD, ...identityProviders.map(({ id }) => id)]);
  const stranger = signIn.find((id) => !known.has(id));
  if (stranger !== undefined) {
    throw new Error(`/signIn has "${stranger}", which is no identity provider`);
  }
  for (const { id, person } of identityProviders.filter((one) => signIn.includes(one.id))) {
    if (person.match.by === 'identifier' && person.match.type !== 'Patient') {
      throw new Error(`/signIn has "${id}", which does not sign in patients`);
    }
  }
  if (isLocal) return;
  if (signIn.includes(PASSWORD)) {
    throw new Error(`/signIn has "${PASSWORD}", which is for a server on a loopback address`);
  }
  if (clientCertificates === 'none-on-loopback') {
    throw new Error('/clientCertificates is for a server on a loopback address');
  }
}

function complaint(error: ErrorObject | undefined): string {
  if (error === undefined) return 'it is wrong';
  const { additionalProperty, allowedValues } = error.params as Readonly<Record<string, unknown>>;
  const place = error.instancePath === '' ? 'it' : error.instancePath;
  if (typeof additionalProperty === 'string') {
    return `${place} has ${JSON.stringify(additionalProperty)}, which does not belong there`;
  }
  if (Array.isArray(allowedValues)) return `${place} must be one of: ${allowedValues.join(', ')}`;
  return `${place} ${error.message ?? 'is wrong'}`;
}
