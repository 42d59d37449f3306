/**
 * Patients on the screens: looked up with the access of the person who is signed in, through the same
 * interactions as any app, so that nobody sees more here than elsewhere.
 */
import { escapeValue } from '../../search/value.js';
import type { AppAccess } from '../../access/context.js';
import { parseScopes, type ScopeVocabulary } from '../../access/scopes.js';
import { isBsn, BSN_SYSTEM } from '../../fhir/bsn.js';
import { FhirError } from '../../fhir/errors.js';
import { isObject, objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import type { RunInteraction } from '../../interactions/types.js';
import type { QueryParameter } from '../../search/parse/parameters.js';
import type { Account } from '../../storage/auth/accounts.js';

export interface PatientSummary {
  readonly id: string;
  /** Undefined when the resource has no name. */
  readonly name: string | undefined;
  /** As FHIR has it: `1948-03-12`. */
  readonly birthDate: string | undefined;
  /** Code of administrative-gender. */
  readonly gender: string | undefined;
  readonly city: string | undefined;
}

export interface PatientQuery {
  readonly name: string;
  readonly birthDate: string;
  readonly bsn: string;
}

export type QueryFault = 'empty' | 'bsn' | 'date';

export interface PatientList {
  readonly patients: readonly PatientSummary[];
  readonly hasMore: boolean;
}

export interface Patients {
  /** @throws FhirError `forbidden` when the person may not search for patients */
  find(account: Account, query: PatientQuery): Promise<PatientList | QueryFault>;
  /** Undefined when the person may not see the patient, or there is none. */
  read(account: Account, id: string): Promise<PatientSummary | undefined>;
  /** The patient that the person may act for: himself, or whom a RelatedPerson is related to. */
  ownPatient(account: Account): Promise<string | undefined>;
}

const SHOWN = 20;

export function createPatients(run: RunInteraction, vocabulary: ScopeVocabulary): Patients {
  const read = async (
    account: Account,
    type: string,
    id: string,
  ): Promise<JsonObject | undefined> => {
    try {
      const { body } = await run(
        { kind: 'read', key: { type, id } },
        accessOf(account, vocabulary, type === 'Patient' ? id : undefined),
      );
      return body?.kind === 'text' ? asObject(body.text) : undefined;
    } catch (error) {
      if (error instanceof FhirError && NOT_THERE.has(error.kind)) return undefined;
      throw error;
    }
  };
  return {
    async find(account, query) {
      const parameters = searchParameters(query);
      if (typeof parameters === 'string') return parameters;
      const { body } = await run(
        {
          kind: 'search-type',
          type: 'Patient',
          parameters: [...parameters, ['_count', String(SHOWN + 1)], ['_sort', 'family,given']],
          handling: 'strict',
          self: { path: 'Patient', query: [] },
        },
        accessOf(account, vocabulary),
      );
      const bundle = body?.kind === 'text' ? asObject(body.text) : {};
      const found = objectsAt(bundle, 'entry')
        .map((entry) => entry['resource'])
        .filter(isObject)
        .filter((resource) => resource['resourceType'] === 'Patient');
      return { patients: found.slice(0, SHOWN).map(summary), hasMore: found.length > SHOWN };
    },
    async read(account, id) {
      const patient = await read(account, 'Patient', id);
      return patient === undefined ? undefined : summary(patient);
    },
    async ownPatient(account) {
      const { fhirUser } = account;
      if (fhirUser?.type === 'Patient') return fhirUser.id;
      if (fhirUser?.type !== 'RelatedPerson') return undefined;
      const person = await read(account, 'RelatedPerson', fhirUser.id);
      const patient = person?.['patient'];
      const reference = isObject(patient) ? stringAt(patient, 'reference') : undefined;
      return /^Patient\/([A-Za-z0-9\-.]{1,64})$/.exec(reference ?? '')?.[1];
    },
  };
}

const NOT_THERE: ReadonlySet<string> = new Set(['not-found', 'deleted', 'forbidden']);

/** What the person may see on our own screens. Patients and their relatives see themselves only. */
function accessOf(account: Account, vocabulary: ScopeVocabulary, patient?: string): AppAccess {
  const { id, role, fhirUser } = account;
  const isPatient = role === 'patient';
  const scopes = isPatient ? 'openid fhirUser patient/Patient.rs' : 'user/Patient.rs';
  const own = fhirUser?.type === 'Patient' ? fhirUser.id : patient;
  return {
    kind: 'app',
    clientId: 'vuurtoren',
    subject: { id, ...(fhirUser === undefined ? {} : { fhirUser }) },
    scopes: parseScopes(scopes, vocabulary),
    launch: isPatient && own !== undefined ? { patient: own } : {},
    tokenId: `sign-in ${id}`,
  };
}

const MAX_WORDS = 10;

function searchParameters({ name, birthDate, bsn }: PatientQuery): QueryParameter[] | QueryFault {
  const words = name.split(/[\s,]+/).filter((word) => word !== '');
  const digits = bsn.replace(/[\s.-]/g, '');
  if (words.length === 0 && birthDate === '' && digits === '') return 'empty';
  if (digits !== '' && !isBsn(digits)) return 'bsn';
  const date = birthDate === '' ? undefined : isoDate(birthDate);
  if (birthDate !== '' && date === undefined) return 'date';
  return [
    // A prefix stands before the family name: "Berg" is to find "van der Berg".
    ...words
      .slice(0, MAX_WORDS)
      .map((word): QueryParameter => ['name:contains', escapeValue(word)]),
    ...(date === undefined ? [] : [['birthdate', date] as const]),
    ...(digits === '' ? [] : [['identifier', `${BSN_SYSTEM}|${digits.padStart(9, '0')}`] as const]),
  ];
}

/** As browsers send it, or as people type it: 12-3-1948. */
function isoDate(text: string): string | undefined {
  const dutch = /^(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})$/.exec(text.trim());
  const [, day = '', month = '', year = ''] = dutch ?? [];
  const iso =
    dutch === null ? text.trim() : `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const isReal =
    /^\d{4}-\d{2}-\d{2}$/.test(iso) &&
    !Number.isNaN(Date.parse(`${iso}T00:00:00Z`)) &&
    new Date(`${iso}T00:00:00Z`).toISOString().startsWith(iso);
  return isReal ? iso : undefined;
}

function asObject(text: string): JsonObject {
  const value: unknown = JSON.parse(text);
  return isObject(value) ? value : {};
}

function summary(patient: JsonObject): PatientSummary {
  return {
    id: stringAt(patient, 'id') ?? '',
    name: nameOf(objectsAt(patient, 'name')),
    birthDate: stringAt(patient, 'birthDate'),
    gender: stringAt(patient, 'gender'),
    city: objectsAt(patient, 'address')
      .map((address) => stringAt(address, 'city'))
      .find((city) => city !== undefined),
  };
}

/** The official name, as it is written or put together. */
export function nameOf(names: readonly JsonObject[]): string | undefined {
  const name = names.find(({ use }) => use === 'official') ?? names[0];
  if (name === undefined) return undefined;
  const text = stringAt(name, 'text');
  if (text !== undefined) return text;
  const given = Array.isArray(name['given']) ? name['given'] : [];
  const parts = [...given, name['family']].filter((part) => typeof part === 'string');
  return parts.length === 0 ? undefined : parts.join(' ');
}
