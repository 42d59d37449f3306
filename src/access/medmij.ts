/**
 * What the token of a PGO allows: the requests of the gegevensdiensten that its patient agreed to, on
 * the record of that patient. https://afsprakenstelsel.medmij.nl/asverplicht/mmverplicht/resource-interface
 */
import type { AccessRules, Clause, Within } from './clauses.js';
import type { MedmijAccess } from './context.js';
import type { Gegevensdienst, ServiceRequest } from './gegevensdiensten.js';
import type { AccessRequest } from './permissions.js';
import type { FilterParameter } from './scope-filter.js';
import type { Permission } from './scopes.js';

/** Whether one of the token's services has this interaction. */
export function isOfServices(
  rules: AccessRules,
  access: MedmijAccess,
  { interaction, type, conditional }: AccessRequest,
): boolean {
  // Searches that decide whether something is written are in no service.
  if (conditional === true) return false;
  return servicesOf(rules, access).some(
    ({ requests, refersTo = [] }) =>
      requests.some((one) => one.type === type && one.interactions.includes(interaction)) ||
      (interaction === 'read' && type !== undefined && refersTo.includes(type)),
  );
}

/**
 * The clauses for resources of a type. What a service collects can be read, searched and included;
 * what it shares can be created. Nothing can be changed or deleted.
 */
export function medmijClauses(
  rules: AccessRules,
  access: MedmijAccess,
  type: string,
  permission: Permission,
): readonly Clause[] {
  const services = servicesOf(rules, access);
  switch (permission) {
    case 'r':
    case 's':
      return services.flatMap((service) => readable(rules, access, service, type));
    case 'c':
      return services
        .flatMap((service) => taken(service, type))
        .flatMap((request) =>
          placesOf(rules, access, type).map((within) => ({ within, filter: filterOf(request) })),
        );
    case 'u':
    case 'd':
      return [];
  }
}

/** Those of the token's services that are known here: a token outlives no configuration. */
export function servicesOf(
  { gegevensdiensten }: Pick<AccessRules, 'gegevensdiensten'>,
  { services }: Pick<MedmijAccess, 'services'>,
): readonly Gegevensdienst[] {
  return services.flatMap((id) => gegevensdiensten.serviceById(id) ?? []);
}

/** Interactions that are no reading. */
const SENDING: ReadonlySet<string> = new Set(['create', 'transaction']);

function readable(
  rules: AccessRules,
  { patient }: MedmijAccess,
  { requests, refersTo = [] }: Gegevensdienst,
  type: string,
): Clause[] {
  const record = withinRecord(rules, patient, type);
  const clauses = requests
    .filter((request) => request.type === type && isReading(request))
    .flatMap((request) => {
      const within = tiedTo(request, patient) ?? record;
      return within === undefined ? [] : [{ within, filter: filterOf(request) }];
    });
  const isReferredTo = refersTo.includes(type) && record !== undefined;
  return isReferredTo ? [...clauses, { within: record, filter: [] }] : clauses;
}

function tiedTo({ patients }: ServiceRequest, id: string): Within | undefined {
  if (patients === undefined) return undefined;
  return { kind: 'search', search: patients.replaceAll('{patient}', `Patient/${id}`) };
}

function isReading({ interactions }: ServiceRequest): boolean {
  return interactions.some((interaction) => !SENDING.has(interaction));
}

function filterOf({ search }: ServiceRequest): readonly FilterParameter[] {
  return search === undefined ? [] : [...new URLSearchParams(search)];
}

/** What is shared, such as an Organization, is about nobody. */
function withinRecord({ relationOf }: AccessRules, id: string, type: string): Within | undefined {
  switch (relationOf(type)) {
    case 'shared':
      return { kind: 'everything' };
    case 'other':
      return undefined;
    default:
      return { kind: 'patient', id };
  }
}

function taken({ kind, requests }: Gegevensdienst, type: string): readonly ServiceRequest[] {
  if (kind !== 'share') return [];
  return requests.filter((one) => one.type === type && one.interactions.includes('create'));
}

/**
 * Where something that a PGO sends may land. Each message brings a Patient of its own, which the
 * server links to the patient of the token; what is sent is about that copy, or about the patient.
 */
function placesOf({ relationOf }: AccessRules, { patient }: MedmijAccess, type: string): Within[] {
  const copies = copiesOf(patient);
  switch (relationOf(type)) {
    case 'patient':
      return [{ kind: 'search', search: copies }];
    case 'record':
    case 'tied':
      return [
        { kind: 'patient', id: patient },
        { kind: 'patients', search: copies },
      ];
    case 'shared':
      return [{ kind: 'everything' }];
    case 'attached':
    case 'other':
      return [];
  }
}

/** As a search for Patients: those that are linked to one. @param patient logical id */
function copiesOf(patient: string): string {
  return `link=Patient/${patient}`;
}
