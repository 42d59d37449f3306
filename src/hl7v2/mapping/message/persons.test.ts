// Persons, their numbers and relations: HL7 v2.8, chapter 3; nl-core-Patient, -ContactPerson, -Payer
import { objectsAt, stringAt } from '../../../fhir/json.js';
import type { Resource } from '../../../fhir/resource.js';
import { Hospital } from '../../../testing/hl7v2/hospital.js';
import { header, messageOf, RECEIVED_AT } from '../../../testing/hl7v2/message-of.js';
import { FULL, PID3, pid } from '../../../testing/hl7v2/person-message.js';
import type { Hl7Message } from '../../parser/message.js';
import { toTransaction } from '../effect/transaction.js';
import { mapMessage } from '../map-message.js';
import { completeSettings, type MappingSettings } from '../settings.js';

const BSN = 'http://fhir.nl/fhir/NamingSystem/bsn';

function a31(time: string, ...lines: readonly string[]): Hl7Message {
  return messageOf(header('ADT^A31', time), `EVN|A31|${time}`, ...lines);
}

function patientAfter(
  messages: readonly Hl7Message[],
  settings: Partial<MappingSettings> = {},
): Resource {
  const hospital = new Hospital(settings);
  for (const message of messages) expect(hospital.receive(message).kind).toBe('processed');
  const [patient, ...others] = hospital.store.all('Patient');
  expect(others).toEqual([]);
  if (patient === undefined) throw new Error('There is no patient.');
  return patient;
}

describe('a patient', () => {
  test('is one of nl-core', () => {
    expect(patientAfter([a31('20260311100000', FULL)])).toMatchObject({
      meta: { profile: ['http://nictiz.nl/fhir/StructureDefinition/nl-core-Patient'] },
      active: true,
      identifier: [{ value: '4100063' }, { system: BSN, value: '999900092' }],
      name: [{ use: 'official', family: 'ter Horst' }],
      gender: 'male',
      birthDate: '1980-09-05',
      maritalStatus: { coding: [{ code: 'M' }, { code: 'M' }] },
    });
  });

  test.each([
    ['F', 'female', 'F'],
    ['V', 'female', 'F'],
    ['M', 'male', 'M'],
    ['O', 'other', 'UN'],
    ['X', 'other', 'UN'],
    ['U', 'unknown', 'UNK'],
  ])('of sex %s is %s, %s in the zib', (sex, gender, zib) => {
    const patient = patientAfter([a31('20260311100000', pid({ 8: sex }))]);
    expect(patient['gender']).toBe(gender);
    expect(JSON.stringify(patient['_gender'])).toContain(`"code":"${zib}"`);
  });

  test.each([
    [{ 29: '20260313214000', 30: 'Y' }, { deceasedDateTime: '2026-03-13T21:40:00+01:00' }],
    [{ 30: 'Y' }, { deceasedBoolean: true }],
    [{ 30: 'N' }, { deceasedBoolean: false }],
    [{ 24: 'Y' }, { multipleBirthBoolean: true }],
    [{ 24: 'Y', 25: '2' }, { multipleBirthInteger: 2 }],
    [{ 7: '19500000' }, { birthDate: '1950' }],
  ])('%j is %j', (fields, expected) => {
    expect(patientAfter([a31('20260311100000', pid(fields))])).toMatchObject(expected);
  });

  test('a time of birth stands beside the date; midnight is none', () => {
    const born = (time: string) => patientAfter([a31('20260311100000', pid({ 7: time }))]);
    expect(JSON.stringify(born('198009051030'))).toContain('1980-09-05T10:30:00+02:00');
    expect(born('198009050000')).not.toHaveProperty('_birthDate');
  });

  test('a marital status that the zib does not have is kept, and the profile not claimed', () => {
    const patient = patientAfter([a31('20260311100000', pid({ 16: 'A' }))]);
    expect(patient['maritalStatus']).toMatchObject({ coding: [{ code: 'L' }, { code: 'A' }] });
    expect(patient).not.toHaveProperty('meta');
  });

  test('has one citizen service number: a corrected one takes its place', () => {
    const hospital = new Hospital();
    hospital.receive(a31('20260311100000', pid({ 3: PID3 })));
    // Identity lets it through only when somebody has decided so.
    const corrected = a31(
      '20260312100000',
      pid({ 3: '4100063^^^OLZ^PI~999900468^^^NLMINBIZA^NNNLD' }),
    );
    expect(hospital.receive(corrected).kind).toBe('waiting');
    const mapped = mapMessage(corrected, {
      settings: completeSettings(),
      patients: [
        { kind: 'existing', reference: `Patient/${hospital.store.all('Patient')[0]?.id ?? ''}` },
      ],
      receivedAt: RECEIVED_AT,
      messageId: 'x',
      feed: 'test',
    });
    if (mapped.kind === 'not-mapped') throw new Error(mapped.text);
    const known = { resources: hospital.store.known(), states: hospital.states };
    const text = JSON.stringify(toTransaction(mapped, known, { feed: 'test', arrival: 1 }));
    expect(text).toContain('999900468');
    expect(text).not.toContain('999900092');
  });

  test('numbers of visits among those of the patient are not the patient’s', () => {
    const sent = pid({ 3: `${PID3}~ZD1^^^ZorgDomein^VN` });
    expect(objectsAt(patientAfter([a31('20260311100000', sent)]), 'identifier')).toHaveLength(2);
  });
});

describe('what is sent', () => {
  test('empty leaves what is known, "" removes it', () => {
    const known = a31('20260311100000', FULL);
    const kept = patientAfter([known, a31('20260312100000', pid({ 7: '19800905', 8: 'M' }))]);
    expect(kept).toHaveProperty('telecom');
    expect(kept).toHaveProperty('maritalStatus');
    const gone = patientAfter([
      known,
      a31('20260312100000', pid({ 13: '""', 14: '""', 16: '""' })),
    ]);
    expect(gone).not.toHaveProperty('telecom');
    expect(gone).not.toHaveProperty('maritalStatus');
    expect(gone).toHaveProperty('address');
  });

  test('a list replaces what the same field said before', () => {
    const patient = patientAfter([
      a31('20260311100000', FULL),
      a31('20260312100000', pid({ 13: '06-99999999^PRN^CP' })),
    ]);
    expect(objectsAt(patient, 'telecom').map((one) => stringAt(one, 'value'))).toEqual([
      '06-99999999',
      '040-1111111',
    ]);
  });

  test('an older message does not bring back what a newer one removed', () => {
    const patient = patientAfter([
      a31('20260312100000', pid({ 13: '""', 8: 'F' })),
      a31('20260311100000', FULL),
    ]);
    const numbers = objectsAt(patient, 'telecom').map((one) => stringAt(one, 'value'));
    expect(numbers).toEqual(['040-1111111']);
    expect(patient).toMatchObject({ gender: 'female', birthDate: '1980-09-05' });
  });

  test('what somebody else has written stays', () => {
    const hospital = new Hospital();
    hospital.receive(a31('20260311100000', FULL));
    const [patient] = hospital.store.all('Patient');
    const other = { system: 'url', value: 'https://voorbeeld.example' };
    const telecom = [...objectsAt(patient ?? {}, 'telecom'), other];
    hospital.store.put({ ...patient, resourceType: 'Patient', telecom, photo: [{ title: 'x' }] });
    hospital.receive(a31('20260312100000', pid({ 13: '""', 14: '""' })));
    expect(hospital.store.all('Patient')).toMatchObject([
      { telecom: [other], photo: [{ title: 'x' }] },
    ]);
  });

  test('by a laboratory only fills what is missing, whenever it comes', () => {
    const lab = messageOf(
      header('ORU^R01', '20260313100000'),
      pid({ 8: 'F', 15: 'nl', 16: 'W' }),
      'OBR|1||F1^LAB|X^X^99',
    );
    const adt = a31('20260311100000', pid({ 8: 'M' }));
    for (const messages of [
      [adt, lab],
      [lab, adt],
    ]) {
      expect(patientAfter(messages)).toMatchObject({
        gender: 'male',
        maritalStatus: { coding: [{ code: 'W' }, {}] },
      });
    }
  });
});

describe('a contact person', () => {
  const nk1 = (
    name: string,
    rest = 'SPO^Echtgenote^HL70063||030-1112233^PRN^PH||C^Contactpersoon^HL70131',
  ) => `NK1|1|${name}|${rest}`;

  test('has a role and a relationship of the zib', () => {
    const hospital = new Hospital();
    hospital.receive(a31('20260311100000', FULL, `${nk1('de Boer&de&Boer^Karin')}||||||||F`));
    expect(hospital.store.all('RelatedPerson')).toMatchObject([
      {
        meta: { profile: ['http://nictiz.nl/fhir/StructureDefinition/nl-core-ContactPerson'] },
        active: true,
        name: [{ family: 'de Boer' }],
        relationship: [
          { coding: [{ system: 'urn:oid:2.16.840.1.113883.2.4.3.11.22.472', code: '23' }, {}] },
          { coding: [{ code: 'WIFE' }, {}] },
        ],
        telecom: [{ value: '030-1112233' }],
      },
    ]);
  });

  test('sent again is the same one; left out stays, or ends where lists are complete', () => {
    const first = a31('20260311100000', FULL, nk1('Boer^Karin'), nk1('Bos^Jan', 'BRO'));
    const again = a31('20260312100000', FULL, nk1('Boer^Karin'));
    const activeAfter = (settings: Partial<MappingSettings>) => {
      const hospital = new Hospital(settings);
      hospital.receive(first);
      hospital.receive(again);
      return hospital.store.all('RelatedPerson').map(({ active }) => active);
    };
    expect(activeAfter({})).toEqual([true, true]);
    expect(activeAfter({ completeLists: ['NK1'] })).toEqual([true, false]);
  });

  test('an employer is a contact of the patient', () => {
    const line = 'NK1|1||EMR^Werkgever^HL70063|Kade 1^^X|030-1^WPN^PH||||||||Fabriek BV';
    const hospital = new Hospital();
    hospital.receive(a31('20260311100000', FULL, line));
    expect(hospital.store.all('RelatedPerson')).toEqual([]);
    expect(hospital.store.all('Patient')).toMatchObject([
      { contact: [{ organization: { display: 'Fabriek BV' } }] },
    ]);
  });
});

test('the general practitioner, once, by AGB; a new one replaces the old', () => {
  const hospital = new Hospital();
  const gp = (code: string) => [
    `PD1||||${code}^Huisarts^H.^^^^^^VEKTIS`,
    `ROL|1|UP|PP^Primary Care Provider^HL70443|${code}^Huisarts^H.^^^^^^VEKTIS^L`,
  ];
  hospital.receive(a31('20260311100000', FULL, ...gp('01098765')));
  hospital.receive(a31('20260312100000', FULL, ...gp('1098766')));
  expect(
    hospital.store.all('Practitioner').map((one) => objectsAt(one, 'identifier')),
  ).toMatchObject([
    [{ system: 'http://fhir.nl/fhir/NamingSystem/agb-z', value: '01098765' }],
    [{ value: '01098766' }],
  ]);
  const [patient] = hospital.store.all('Patient');
  const [role] = objectsAt(patient ?? {}, 'generalPractitioner');
  expect(objectsAt(patient ?? {}, 'generalPractitioner')).toHaveLength(1);
  const practitioner = hospital.store.get(stringAt(role ?? {}, 'reference') ?? '')?.resource;
  expect(JSON.stringify(practitioner)).toContain(hospital.store.all('Practitioner')[1]?.id ?? '-');
});

test('an insurance with its insurer by UZOVI', () => {
  const in1 =
    'IN1|1|^Polis^LOCAL|3311^^^VEKTIS^UZOVI|TESTZORG|Postbus 1^^Tilburg|||||||20260101|||B|||||||||||||||||||||971040351';
  const hospital = new Hospital();
  hospital.receive(a31('20260311100000', FULL, in1));
  expect(hospital.store.all('Coverage')).toMatchObject([
    {
      meta: {
        profile: ['http://nictiz.nl/fhir/StructureDefinition/nl-core-Payer.InsuranceCompany'],
      },
      status: 'active',
      type: { coding: [{ code: 'B' }] },
      subscriberId: '971040351',
      period: { start: '2026-01-01' },
      payor: [{ display: 'TESTZORG' }],
    },
  ]);
  expect(hospital.store.all('Organization')).toMatchObject([
    { identifier: [{ system: 'http://fhir.nl/fhir/NamingSystem/uzovi', value: '3311' }] },
  ]);
});

describe('an allergy', () => {
  const al1 = 'AL1|1|FA|256349002^Pinda-eiwit^SCT|SV|anafylaxie|20200101';

  test('of the zib, with how bad the reaction was', () => {
    const hospital = new Hospital();
    hospital.receive(a31('20260311100000', FULL, al1));
    hospital.receive(a31('20260312100000', FULL, al1));
    expect(hospital.store.all('AllergyIntolerance')).toMatchObject([
      {
        clinicalStatus: { coding: [{ code: 'active' }] },
        category: ['food'],
        code: { coding: [{ code: '256349002' }] },
        onsetDateTime: '2020-01-01',
        reaction: [{ manifestation: [{ text: 'anafylaxie' }], severity: 'severe' }],
      },
    ]);
  });

  test('of a source that means how dangerous it is', () => {
    const hospital = new Hospital({ allergySeverity: 'criticality' });
    hospital.receive(a31('20260311100000', FULL, 'AL1|1|DA|X^X^99|SV'));
    expect(hospital.store.all('AllergyIntolerance')).toMatchObject([{ criticality: 'high' }]);
    expect(hospital.store.all('AllergyIntolerance')[0]).not.toHaveProperty('reaction');
  });

  test('with an action code: added, changed, taken back', () => {
    const a60 = (time: string, action: string, severity: string) =>
      messageOf(
        header('ADT^A60', time),
        pid(),
        `IAM|1|DA|J01CA04^amoxicilline^ATC|${severity}|huiduitslag|${action}|ALG1^ZIS`,
      );
    const hospital = new Hospital();
    hospital.receive(a60('20260311100000', 'A', 'MI'));
    hospital.receive(a60('20260312100000', 'U', 'MO'));
    expect(hospital.store.all('AllergyIntolerance')).toMatchObject([
      { reaction: [{ severity: 'moderate' }], category: ['medication'] },
    ]);
    hospital.receive(a60('20260313100000', 'D', 'MO'));
    const [allergy, ...others] = hospital.store.all('AllergyIntolerance');
    expect(others).toEqual([]);
    expect(allergy).toMatchObject({
      verificationStatus: { coding: [{ code: 'entered-in-error' }] },
    });
    expect(allergy).not.toHaveProperty('clinicalStatus');
  });
});

test('a diagnosis belongs to its visit', () => {
  const hospital = new Hospital();
  const message = messageOf(
    header('ADT^A01'),
    FULL,
    'PV1|1|I|||||||||||||||||26000373^^^OLZ^VN',
    'DG1|1||I21.0^Hartinfarct^I10||20260316100000|A||||||||||||||',
    'PR1|1||33.24^Bronchoscopie^99zis||202603151000||30',
  );
  hospital.receive(message);
  hospital.receive(message);
  const [condition, ...others] = hospital.store.all('Condition');
  expect(others).toEqual([]);
  const [encounter] = hospital.store.all('Encounter');
  expect(condition).toMatchObject({
    clinicalStatus: { coding: [{ code: 'active' }] },
    encounter: { reference: `Encounter/${encounter?.id ?? ''}` },
  });
  expect(encounter).toMatchObject({
    diagnosis: [
      {
        condition: { reference: `Condition/${condition?.id ?? ''}` },
        use: { coding: [{ code: 'AD' }] },
      },
    ],
  });
  expect(hospital.store.all('Procedure')).toMatchObject([
    {
      status: 'preparation',
      performedPeriod: { start: '2026-03-15T10:00:00+01:00', end: '2026-03-15T10:30:00+01:00' },
    },
  ]);
});
