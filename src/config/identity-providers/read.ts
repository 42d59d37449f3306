/**
 * Reads the file that IDENTITY_PROVIDERS names, with the certificates and secrets that it points to.
 * A message says where the file is wrong, and never what a secret is.
 */
import { createPrivateKey, X509Certificate } from 'node:crypto';
import path from 'node:path';
import { Ajv, type ErrorObject } from 'ajv';
import type {
  ClientProof,
  IdentityProvider,
  KeyPair,
  OidcIdentityProvider,
  PersonRules,
  SamlIdentityProvider,
} from '../../auth/people/identity-provider.js';
import { isObject } from '../../fhir/json.js';
import type { Role } from '../../storage/auth/accounts.js';
import { readJsonFile, readText } from '../json-file.js';
import type { OidcEntry, PersonEntry, SamlEntry, SecretEntry } from './entries.js';
import { OIDC_SCHEMA, SAML_SCHEMA } from './schema.js';

type Environment = Readonly<Record<string, string | undefined>>;

const MAX_PROVIDERS = 20;
const CLOCK_TOLERANCE = 60;
const MIN_RSA_BITS = 2048;

interface Source {
  /** The folder of the file, which its paths are relative to. */
  readonly folder: string;
  readonly environment: Environment;
}

/**
 * @param file undefined: people sign in here only
 * @param environment where secrets may be
 * @throws Error with one line that says what is wrong, and where
 */
export function readIdentityProviders(
  file: string | undefined,
  environment: Environment,
): readonly IdentityProvider[] {
  if (file === undefined) return [];
  const entries: unknown = readJsonFile(file);
  if (!Array.isArray(entries)) throw new Error('it is not a JSON array');
  if (entries.length > MAX_PROVIDERS) throw new Error(`it has more than ${MAX_PROVIDERS} entries`);
  const source = { folder: path.dirname(file), environment };
  const providers = entries.map((entry: unknown, index) => provider(entry, index, source));
  const ids = providers.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`two entries have the id "${twice}"`);
  return providers;
}

function provider(entry: unknown, index: number, source: Source): IdentityProvider {
  if (!isObject(entry)) throw new Error(`/${index} is no object`);
  try {
    if (entry['kind'] === 'oidc') return oidc(oidcEntry(entry), source);
    if (entry['kind'] === 'saml') return saml(samlEntry(entry), source);
    throw new Error('/kind must be one of: oidc, saml');
  } catch (error) {
    throw new Error(`/${index}${(error as Error).message}`, { cause: error });
  }
}

function oidcEntry(entry: unknown): OidcEntry {
  const isEntry = checker().compile<OidcEntry>(OIDC_SCHEMA);
  if (isEntry(entry)) return entry;
  throw new Error(complaint(isEntry.errors ?? []));
}

function samlEntry(entry: unknown): SamlEntry {
  const isEntry = checker().compile<SamlEntry>(SAML_SCHEMA);
  if (isEntry(entry)) return entry;
  throw new Error(complaint(isEntry.errors ?? []));
}

function checker(): Ajv {
  return new Ajv({ strict: true, strictRequired: false, verbose: true });
}

/** The most telling of the errors: `/person/match must have required property 'system'`. */
function complaint(errors: readonly ErrorObject[]): string {
  const error = errors.find(({ keyword }) => keyword !== 'if') ?? errors[0];
  if (error === undefined) return ' is wrong';
  const { additionalProperty, allowedValues } = error.params as Readonly<Record<string, unknown>>;
  if (typeof additionalProperty === 'string')
    return `${error.instancePath} has ${JSON.stringify(additionalProperty)}, which does not belong there`;
  if (Array.isArray(allowedValues))
    return `${error.instancePath} must be one of: ${allowedValues.join(', ')}`;
  if (error.keyword === 'not') return `${error.instancePath} ${notAllowed(error)}`;
  return `${error.instancePath} ${error.message ?? 'is wrong'}`;
}

function notAllowed({ schema }: ErrorObject): string {
  const names: unknown = isObject(schema) ? schema['required'] : undefined;
  return Array.isArray(names)
    ? `has ${JSON.stringify(names[0])}, which does not go with the rest`
    : 'has something that does not go with the rest, or is a reserved word';
}

function oidc(entry: OidcEntry, source: Source): OidcIdentityProvider {
  return {
    ...common(entry),
    kind: 'oidc',
    issuer: entry.issuer,
    clientId: entry.clientId,
    proof: proof(entry, source),
    scope: entry.scope ?? 'openid profile',
    acr: entry.acr ?? [],
    userinfo: entry.userinfo ?? false,
  };
}

function proof({ authentication, secret, keys }: OidcEntry, source: Source): ClientProof {
  if (authentication === 'private_key_jwt')
    return {
      method: authentication,
      keys: (keys ?? []).map((key, index) => privateKey(key, `/keys/${index}`, source)),
    };
  const method = authentication ?? 'client_secret_basic';
  return { method, secret: secretOf(secret ?? {}, '/secret', source) };
}

function saml(entry: SamlEntry, source: Source): SamlIdentityProvider {
  const { authnContext: context } = entry;
  return {
    ...common(entry),
    kind: 'saml',
    entryPoint: entry.entryPoint,
    issuer: entry.issuer,
    certificates: entry.certificates.map((file, index) =>
      certificate(file, `/certificates/${index}`, source),
    ),
    entityId: entry.entityId,
    signed: entry.signed ?? 'assertion',
    signing: keyPair(entry.signing, '/signing', source),
    encryption: keyPair(entry.encryption, '/encryption', source),
    acceptCbc: entry.acceptCbc ?? false,
    nameIdFormat: entry.nameIdFormat,
    authnContext:
      context === undefined
        ? undefined
        : { comparison: 'exact', accepted: context.classes, ...context },
  };
}

type Common = Pick<OidcIdentityProvider, 'id' | 'names' | 'clockToleranceSeconds' | 'person'>;

function common({ id, name, clockToleranceSeconds, person }: OidcEntry | SamlEntry): Common {
  return {
    id,
    names: name,
    clockToleranceSeconds: clockToleranceSeconds ?? CLOCK_TOLERANCE,
    person: personRules(person),
  };
}

function personRules({ match, create = false, ...rest }: PersonEntry): PersonRules {
  if (match.pattern !== undefined) checkPattern(match.pattern);
  if (match.by === 'identifier') return { ...rest, create, match, role: roleOf(match.type, rest) };
  if (create && rest.role === undefined && rest.roles === undefined) {
    throw new Error('/person has "create", which needs "role" or "roles"');
  }
  return { ...rest, create, match: { ignoreCase: false, ...match } };
}

/** With a list of roles who has none of them stays out, unless the file says otherwise. */
function roleOf(
  type: 'Patient' | 'Practitioner',
  { role, roles }: Pick<PersonRules, 'role' | 'roles'>,
): Role | undefined {
  const usual: Role = type === 'Patient' ? 'patient' : 'practitioner';
  const all = [role ?? usual, ...(roles?.values ?? []).map((each) => each.role)];
  if (!all.every((each) => (each === 'patient') === (type === 'Patient'))) {
    throw new Error(`/person gives a role that does not go with a ${type}`);
  }
  return roles === undefined ? (role ?? usual) : role;
}

function checkPattern(pattern: string): void {
  let groups: number;
  try {
    groups = (new RegExp(`${pattern}|`, 'u').exec('')?.length ?? 1) - 1;
  } catch {
    throw new Error('/person/match/pattern is no regular expression');
  }
  if (groups !== 1)
    throw new Error('/person/match/pattern needs one group: what counts of the value');
}

function keyPair(entry: SamlEntry['signing'], place: string, source: Source): KeyPair | undefined {
  if (entry === undefined) return undefined;
  const key = privateKey(entry.key, `${place}/key`, source);
  const pem = certificate(entry.certificate, `${place}/certificate`, source);
  if (!new X509Certificate(pem).checkPrivateKey(createPrivateKey(key)))
    throw new Error(`${place} has a certificate of another key`);
  return { key, certificate: pem };
}

/** @returns PEM in PKCS #8 */
function privateKey(entry: SecretEntry, place: string, source: Source): string {
  const text = secretOf(entry, place, source);
  try {
    const key = createPrivateKey(text);
    const { modulusLength = MIN_RSA_BITS } = key.asymmetricKeyDetails ?? {};
    if (key.asymmetricKeyType === 'rsa' && modulusLength >= MIN_RSA_BITS)
      return key.export({ type: 'pkcs8', format: 'pem' }).toString();
  } catch {
    // Said below; what is wrong with it could tell of the key.
  }
  throw new Error(`${place} is no RSA private key in PEM of at least ${MIN_RSA_BITS} bits`);
}

/** One certificate or several of a chain: the first one counts. @returns PEM */
function certificate(file: string, place: string, { folder }: Source): string {
  const text = readPart(path.resolve(folder, file), place);
  try {
    return new X509Certificate(text).toString();
  } catch {
    throw new Error(`${place} is no certificate in PEM`);
  }
}

function secretOf({ file, environment: name }: SecretEntry, place: string, source: Source): string {
  const text =
    file !== undefined
      ? readPart(path.resolve(source.folder, file), place)
      : (source.environment[name ?? ''] ?? '');
  const secret = text.trim();
  if (secret === '') throw new Error(`${place} is empty, or not there`);
  return secret;
}

function readPart(file: string, place: string): string {
  try {
    return readText(file);
  } catch (error) {
    throw new Error(`${place} names a file that can't be used: ${(error as Error).message}`, {
      cause: error,
    });
  }
}
