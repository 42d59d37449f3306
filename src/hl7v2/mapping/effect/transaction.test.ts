// From what a message says to a Bundle: https://hl7.org/fhir/R4/http.html#transaction
import { isObject, objectsAt, stringAt, type JsonObject } from '../../../fhir/json.js';
import type { Resource } from '../../../fhir/resource.js';
import { Hospital } from '../../../testing/hl7v2/hospital.js';
import { header, messageOf, RECEIVED_AT } from '../../../testing/hl7v2/message-of.js';
import type { Hl7Message } from '../../parser/message.js';
import { mapMessage } from '../map-message.js';
import { completeSettings } from '../settings.js';
import type { KnownResource, Mapped, PatientDecision } from '../types.js';
import { lookupsOf } from './lookup.js';
import { settledStates, toTransaction, type Known, type Transaction } from './transaction.js';

const PID = 'PID|1||4100063^^^OLZ^PI||Bos^Anna|||F';
const PV1 = 'PV1|1|I|IC^1^1^OLZ||||01023456^de Haan^M.^^^^^^VEKTIS||||||||||||26^^^OLZ^VN';
const NOTHING: Known = { resources: [], states: new Map() };

function mapped(message: Hl7Message, patient: PatientDecision = { kind: 'new' }): Mapped {
  const result = mapMessage(message, {
    settings: completeSettings(),
    patients: [patient],
    receivedAt: RECEIVED_AT,
    messageId: 'inbox-1',
    feed: 'zis',
  });
  if (result.kind === 'not-mapped') throw new Error(result.text);
  return result;
}

function bundleOf(transaction: Transaction): Resource {
  if (transaction.kind === 'conflict') throw new Error('There is a conflict.');
  return transaction.bundle ?? { resourceType: 'Bundle' };
}

/** Method, URL and conditions of each entry. */
function requestsOf(bundle: Resource): readonly JsonObject[] {
  return objectsAt(bundle, 'entry').map(({ request }) => (isObject(request) ? request : {}));
}

const admission = messageOf(header('ADT^A01'), 'EVN|A01|20260310095900', PID, PV1);
const STORED: KnownResource = {
  version: 3,
  resource: {
    resourceType: 'Patient',
    id: '7',
    meta: { versionId: '3', lastUpdated: '2026-01-01T00:00:00Z' },
    identifier: [{ system: 'urn:hl7v2:OLZ:OLZ', value: '4100063' }],
  },
};

test('what is new is created on condition that it is not there; a new patient without', () => {
  const bundle = bundleOf(toTransaction(mapped(admission), NOTHING, { feed: 'zis', arrival: 1 }));
  expect(bundle).toMatchObject({ resourceType: 'Bundle', type: 'transaction' });
  const requests = requestsOf(bundle);
  expect(requests[0]).toEqual({ method: 'POST', url: 'Patient' });
  expect(requests).toContainEqual({
    method: 'POST',
    url: 'Encounter',
    ifNoneExist: 'identifier=urn%3Ahl7v2%3AOLZ%3AOLZ%7C26',
  });
  const conditions = requests.flatMap(({ ifNoneExist }) => ifNoneExist ?? []);
  expect(new Set(conditions).size).toBe(conditions.length);
});

test('a known patient is changed on condition of its version; what hangs on a patient, by patient', () => {
  const message = messageOf(header('ADT^A31'), PID, 'AL1|1|DA|X^X^99|SV');
  const decision = { kind: 'existing', reference: 'Patient/7' } as const;
  const known = { resources: [STORED], states: new Map() };
  const bundle = bundleOf(
    toTransaction(mapped(message, decision), known, { feed: 'zis', arrival: 1 }),
  );
  const [patient, allergy] = requestsOf(bundle);
  expect(patient).toEqual({ method: 'PUT', url: 'Patient/7', ifMatch: 'W/"3"' });
  expect(stringAt(allergy ?? {}, 'ifNoneExist')).toMatch(/^identifier=[^&]+&patient=Patient%2F7$/);
  expect(JSON.stringify(bundle)).toContain('"patient":{"reference":"Patient/7","type":"Patient"}');
  expect(JSON.stringify(bundle)).toContain('Patient/7/_history/4');
});

test('a patient whom identity has chosen and who is not there is a conflict', () => {
  const decision = { kind: 'existing', reference: 'Patient/8' } as const;
  const known = { resources: [STORED], states: new Map() };
  expect(
    toTransaction(mapped(admission, decision), known, { feed: 'zis', arrival: 1 }),
  ).toMatchObject({
    kind: 'conflict',
    conflicts: [{ kind: 'patient-missing', references: ['Patient/8'] }],
  });
});

test('several resources with the number of the message are a conflict', () => {
  const encounter = (id: string): KnownResource => ({
    version: 1,
    resource: {
      resourceType: 'Encounter',
      id,
      identifier: [{ system: 'urn:hl7v2:OLZ:OLZ', value: '26' }],
      subject: { reference: 'Patient/7' },
    },
  });
  const decision = { kind: 'existing', reference: 'Patient/7' } as const;
  const known = { resources: [STORED, encounter('1'), encounter('2')], states: new Map() };
  expect(
    toTransaction(mapped(admission, decision), known, { feed: 'zis', arrival: 1 }),
  ).toMatchObject({
    kind: 'conflict',
    conflicts: [{ kind: 'several-matches', references: ['Encounter/1', 'Encounter/2'] }],
  });
});

test('the lookups are all that has to be known', () => {
  const decision = { kind: 'existing', reference: 'Patient/7' } as const;
  const { references, identifiers } = lookupsOf(mapped(admission, decision));
  expect(references).toEqual(['Patient/7']);
  const byType = Object.fromEntries(identifiers.map(({ type, tokens }) => [type, tokens]));
  expect(byType['Encounter']).toEqual([{ system: 'urn:hl7v2:OLZ:OLZ', value: '26' }]);
  expect(byType['Practitioner']).toEqual([
    { system: 'http://fhir.nl/fhir/NamingSystem/agb-z', value: '01023456' },
  ]);
  expect(Object.keys(byType).sort()).toEqual([
    'Encounter',
    'Location',
    'Practitioner',
    'PractitionerRole',
  ]);
});

test('the same message again writes nothing, and a newer one that says the same neither', () => {
  const hospital = new Hospital();
  const later = messageOf(header('ADT^A08', '20260311100000', 'C2'), PID, PV1);
  expect(hospital.receive(admission)).toMatchObject({ kind: 'processed' });
  const again = hospital.receive(admission);
  expect(again.kind === 'processed' && again.wrote).toEqual([]);
  const same = hospital.receive(later);
  expect(same.kind === 'processed' && same.wrote).toEqual([]);
});

test('but what it says is remembered as newer', () => {
  const hospital = new Hospital();
  const sex = (time: string, code: string) =>
    messageOf(header('ADT^A31', time), `PID|1||4100063^^^OLZ^PI||Bos^Anna|||${code}`);
  hospital.receive(sex('20260310100000', 'F'));
  hospital.receive(sex('20260312100000', 'F'));
  hospital.receive(sex('20260311100000', 'M'));
  expect(hospital.store.all('Patient')).toMatchObject([{ gender: 'female' }]);
});

test('places and people that nothing refers to are not made', () => {
  const hospital = new Hospital();
  const cancelled = messageOf(header('ADT^A11'), PID, PV1);
  hospital.receive(cancelled);
  expect(hospital.store.all('Location')).toEqual([]);
  expect(hospital.store.all('Practitioner')).toEqual([]);
});

test('professionals are shared, and what is known of them is not rewritten by every sender', () => {
  const hospital = new Hospital();
  const other = messageOf(
    header('ADT^A01', '20260311100000'),
    'PID|1||4100064^^^OLZ^PI||Vos^Piet',
    'PV1|1|I|||||01023456^HAAN^MARIA^^^^^^VEKTIS||||||||||||27^^^OLZ^VN',
  );
  hospital.receive(admission);
  hospital.receive(other);
  const [practitioner, ...others] = hospital.store.all('Practitioner');
  expect(others).toEqual([]);
  expect(practitioner).toMatchObject({ name: [{ family: 'de Haan' }] });
});

test('where it came from is known of every resource that is written', () => {
  const bundle = bundleOf(toTransaction(mapped(admission), NOTHING, { feed: 'zis', arrival: 1 }));
  const entries = objectsAt(bundle, 'entry');
  const { resource, request } = entries.at(-1) ?? {};
  expect(request).toMatchObject({
    method: 'PUT',
    url: expect.stringMatching(/^Provenance\//) as string,
  });
  expect(resource).toMatchObject({
    resourceType: 'Provenance',
    recorded: '2026-11-21T12:00:00.000Z',
    occurredDateTime: '2026-03-10T09:59:00+01:00',
    activity: { text: 'ADT^A01' },
    agent: [
      { who: { type: 'Organization', display: 'OLZ' } },
      { who: { type: 'Device', display: 'ZIS' } },
    ],
    entity: [{ role: 'source', what: { identifier: { value: 'C1' } } }],
  });
  const targets = objectsAt(isObject(resource) ? resource : {}, 'target').map((one) =>
    stringAt(one, 'reference'),
  );
  expect(targets).toEqual(entries.slice(0, -1).map((one) => stringAt(one, 'fullUrl')));
});

test('mapped again, it is the same Bundle', () => {
  const make = () =>
    JSON.stringify(
      bundleOf(toTransaction(mapped(admission), NOTHING, { feed: 'zis', arrival: 1 })),
    );
  expect(make()).toBe(make());
});

test('what is remembered holds no values, and is small', () => {
  const transaction = toTransaction(mapped(admission), NOTHING, { feed: 'zis', arrival: 1 });
  if (transaction.kind === 'conflict') throw new Error('There is a conflict.');
  const states = settledStates(transaction, (entry) => `Thing/${entry}`);
  const text = JSON.stringify([...states]);
  expect([...states.keys()].every((name) => name.startsWith('Thing/'))).toBe(true);
  for (const value of ['Bos', 'Anna', '4100063', 'Haan', 'urn:uuid'])
    expect(text).not.toContain(value);
  expect(text.length).toBeLessThan(1500);
});
