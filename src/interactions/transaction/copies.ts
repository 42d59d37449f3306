/**
 * Messages between care providers bring a Patient of their own, with the citizen service number of
 * somebody who may be known here already. With `PATIENT_COPIES=linked` such a copy refers to the one
 * that is known; nothing is merged. docs/transactions.md
 */
import { BSN_SYSTEM } from '../../fhir/bsn.js';
import { objectsAt, stringAt } from '../../fhir/json.js';
import type { Resource } from '../../fhir/resource.js';
import { parseCriteria } from '../../search/parse/search.js';
import { escapeValue } from '../../search/value.js';
import type { Environment } from '../environment.js';
import { parseContext } from '../search/context.js';
import type { TransactionPlan } from './plan.js';

/** Adds the links, where the setting asks for them and just one known Patient has the number. */
export async function linkCopies(environment: Environment, plan: TransactionPlan): Promise<void> {
  if (environment.settings.patientCopies !== 'linked') return;
  for (const { request } of plan.writes) {
    if (request.kind !== 'create' || request.type !== 'Patient') continue;
    const { resource } = request;
    const known =
      resource['link'] === undefined ? await knownPatient(environment, resource) : undefined;
    if (known !== undefined) {
      resource['link'] = [{ other: { reference: `Patient/${known}` }, type: 'seealso' }];
    }
  }
}

/** The logical id of the Patient with the same number that is no copy itself. */
async function knownPatient(
  environment: Environment,
  patient: Resource,
): Promise<string | undefined> {
  const number = objectsAt(patient, 'identifier')
    .filter((identifier) => stringAt(identifier, 'system') === BSN_SYSTEM)
    .map((identifier) => stringAt(identifier, 'value'))
    .find((value) => value !== undefined);
  if (number === undefined) return undefined;
  const { criteria } = parseCriteria(
    'Patient',
    [
      ['identifier', `${escapeValue(BSN_SYSTEM)}|${escapeValue(number)}`],
      ['link:missing', 'true'],
    ],
    parseContext(environment),
  );
  const query = { type: 'Patient', criteria, sort: [] };
  const [first, second] = await environment.reader.find(query, { limit: 2 });
  return second === undefined ? first?.id : undefined;
}
