// Token parameters: https://hl7.org/fhir/R4/search.html#token
import { describe } from '@jest/globals';
import { searchTables } from '../testing/search/tables.js';

const S = 'http://s.example';
const T = 'http://t.example';
const ROLES = 'http://terminology.hl7.org/CodeSystem/v2-0203';

const observation = (code: object, more: object = {}) => ({ status: 'final', code, ...more });
const codings = (...coding: object[]) => observation({ coding });
const valueSet = (id: string, content: object) => ({
  status: 'active',
  url: `http://vs.example/${id}`,
  ...content,
});

const { finds, refuses } = searchTables({
  Observation: {
    sx: observation({
      coding: [{ system: S, code: 'x', display: 'Systolic pressure' }],
      text: 'Bovendruk',
    }),
    tx: codings({ system: T, code: 'x' }),
    x: codings({ code: 'x' }),
    sy: codings({ system: S, code: 'y', display: 'Bovenarm' }),
    // Codes are compared as they are, case included.
    sX: codings({ system: S, code: 'X' }),
    text: observation({ text: 'bovendruk staand' }),
    both: codings({ system: S, code: 'x' }, { system: T, code: 'y' }),
    s: codings({ system: S, display: 'Druk' }),
    odd: codings({ system: 'http://o|d', code: 'p|q,r$s\\t' }),
    accents: observation({ text: 'Één – twee’s' }),
    preliminary: { status: 'preliminary', code: { text: 'preliminary' } },
  },
  ValueSet: {
    listed: valueSet('listed', {
      compose: { include: [{ system: S, concept: [{ code: 'x' }, { code: 'z' }] }] },
    }),
    preliminary: valueSet('preliminary', {
      compose: {
        include: [
          {
            system: 'http://hl7.org/fhir/observation-status',
            concept: [{ code: 'preliminary' }],
          },
        ],
      },
    }),
    'other-preliminary': valueSet('other-preliminary', {
      compose: { include: [{ system: S, concept: [{ code: 'preliminary' }] }] },
    }),
    'of-y': valueSet('of-y', {
      compose: {
        include: [
          { system: S, concept: [{ code: 'y' }] },
          { system: T, concept: [{ code: 'y' }] },
        ],
      },
    }),
  },
  Patient: {
    ann: {
      active: true,
      gender: 'female',
      identifier: [
        {
          system: S,
          value: '1',
          type: { coding: [{ system: ROLES, code: 'MR' }], text: 'Dossiernummer' },
        },
        { system: T, value: '2', type: { coding: [{ system: ROLES, code: 'PPN' }] } },
      ],
      telecom: [
        { system: 'email', value: 'Ann@Example.org' },
        { system: 'phone', value: '+31612345678' },
      ],
      communication: [{ language: { coding: [{ system: 'urn:ietf:bcp:47', code: 'nl' }] } }],
    },
    bob: {
      active: false,
      gender: 'male',
      identifier: [{ system: T, value: '1' }],
      telecom: [{ system: 'phone', value: 'ann@example.org' }],
      deceasedBoolean: false,
    },
    cas: { identifier: [{ value: '1' }], deceasedBoolean: true },
    dirk: { gender: 'unknown', deceasedDateTime: '2020-01-01' },
  },
  Encounter: {
    amb: { status: 'finished', class: { system: S, code: 'AMB', display: 'Ambulatory' } },
    imp: { status: 'planned', class: { system: T, code: 'IMP' } },
    bare: { status: 'planned', class: { code: 'AMB' } },
  },
});

describe('code, system|code, |code and system|', () => {
  finds('Observation', [
    ['code=x', 'sx tx x both'],
    ['code=X', 'sX'],
    [`code=${S}|x`, 'sx both'],
    [`code=${S}|X`, 'sX'],
    [`code=${T}|x`, 'tx'],
    ['code=http://S.example|x', ''],
    ['code=|x', 'x'],
    ['code=|y', ''],
    [`code=${S}|`, 'sx sy sX both s'],
    [`code=${T}|`, 'tx both'],
    ['code=z', ''],
  ]);
  refuses('Observation', ['code=', 'code=|', 'code=a|b|c', 'code=x,', 'code=,x']);
});

describe('lists and repetitions', () => {
  finds('Observation', [
    ['code=x,y', 'sx tx x sy both'],
    [`code=${S}|x,${T}|y`, 'sx both'],
    [`code=${S}|y,|x`, 'sy x'],
    ['code=x&code=y', 'both'],
    [`code=${S}|x&code=${T}|y`, 'both'],
    [`code=${S}|y&code=${T}|x`, ''],
    ['code=x&status=preliminary', ''],
  ]);
});

describe('escaped signs', () => {
  finds('Observation', [
    ['code=p\\|q\\,r\\$s\\\\t', 'odd'],
    ['code=http://o\\|d|p\\|q\\,r\\$s\\\\t', 'odd'],
    ['code=http://o\\|d|', 'odd'],
    ['code=p\\|q\\,r\\$s\\\\', ''],
  ]);
  refuses('Observation', ['code=p|q\\,r|t']);
});

describe(':not', () => {
  finds('Observation', [
    // Also those without any code.
    ['code:not=x', 'sy sX text s odd accents preliminary'],
    [`code:not=${S}|x`, 'tx x sy sX text s odd accents preliminary'],
    ['code:not=|x', 'sx tx sy sX text both s odd accents preliminary'],
    [`code:not=${S}|`, 'tx x text odd accents preliminary'],
    ['code:not=x,y', 'sX text s odd accents preliminary'],
    ['code:not=x&code:not=X', 'sy text s odd accents preliminary'],
    ['code=x&code:not=y', 'sx tx x'],
    ['status:not=final', 'preliminary'],
  ]);
  finds('Patient', [
    [`identifier:not=${T}|1`, 'ann cas dirk'],
    ['gender:not=male', 'ann cas dirk'],
    ['active:not=true', 'bob cas dirk'],
  ]);
});

describe(':text', () => {
  finds('Observation', [
    ['code:text=bovendruk', 'sx text'],
    ['code:text=Bovendruk staand', 'text'],
    ['code:text=BOVEN', 'sx sy text'],
    ['code:text=systolic p', 'sx'],
    ['code:text=pressure', ''],
    ['code:text=x', ''],
    ['code:text=druk', 's'],
    ['code:text=systolic,prelim', 'sx preliminary'],
    // As strings are: without regard to accents and punctuation.
    ['code:text=een twee', 'accents'],
    ['code:text=ÉÉN', 'accents'],
    ['code:text=één-twee', 'accents'],
    ["code:text=één twee's", 'accents'],
    ['code:text=twee', ''],
  ]);
  finds('Encounter', [['class:text=ambu', 'amb']]);
  finds('Patient', [['identifier:text=dossier', 'ann']]);
  refuses('Patient', ['gender:text=f', 'active:text=t', 'identifier:text=.*']);
});

describe(':in and :not-in', () => {
  const listed = 'http://vs.example/listed';
  finds('Observation', [
    [`code:in=${listed}`, 'sx both'],
    [`code:not-in=${listed}`, 'tx x sy sX text s odd accents preliminary'],
    ['code:in=http://vs.example/of-y', 'sy both'],
    [`code:in=${listed},http://vs.example/of-y`, 'sx sy both'],
    [`code:in=${listed}&code:not-in=http://vs.example/of-y`, 'sx'],
    ['status:in=http://hl7.org/fhir/ValueSet/request-status', ''],
    [
      'status:not-in=http://hl7.org/fhir/ValueSet/request-status',
      'sx tx x sy sX text both s odd accents preliminary',
    ],
  ]);
  finds('Patient', [
    ['gender:in=http://hl7.org/fhir/ValueSet/administrative-gender', 'ann bob dirk'],
    ['gender:not-in=http://hl7.org/fhir/ValueSet/administrative-gender', 'cas'],
  ]);
  refuses('Observation', ['code:in=http://vs.example/unknown', 'code:not-in=x']);
});

describe(':of-type', () => {
  finds('Patient', [
    [`identifier:of-type=${ROLES}|MR|1`, 'ann'],
    [`identifier:of-type=${ROLES}|MR|2`, ''],
    [`identifier:of-type=${ROLES}|PPN|2`, 'ann'],
    [`identifier:of-type=${S}|MR|1`, ''],
    [`identifier:of-type=${ROLES}|MR|1,${ROLES}|PPN|2`, 'ann'],
  ]);
  refuses('Patient', [
    'identifier:of-type=MR|1',
    `identifier:of-type=${ROLES}||1`,
    `identifier:of-type=${ROLES}|MR|`,
    `gender:of-type=${ROLES}|MR|1`,
  ]);
});

describe(':missing', () => {
  finds('Observation', [
    ['code:missing=true', ''],
    ['category:missing=true', 'sx tx x sy sX text both s odd accents preliminary'],
    ['status:missing=false&code=y', 'sy both'],
  ]);
  finds('Patient', [
    ['gender:missing=true', 'cas'],
    ['gender:missing=false', 'ann bob dirk'],
    ['active:missing=true', 'cas dirk'],
    ['active:missing=false', 'ann bob'],
    ['identifier:missing=true', 'dirk'],
    ['identifier:missing=false', 'ann bob cas'],
    ['telecom:missing=false', 'ann bob'],
    ['language:missing=true', 'bob cas dirk'],
    ['phone:missing=true', 'cas dirk'],
  ]);
  refuses('Patient', ['gender:missing=', 'gender:missing=1', 'gender:missing=true,false']);
});

describe('each data type', () => {
  finds('Patient', [
    ['gender=female', 'ann'],
    ['gender=Female', ''],
    ['gender=http://hl7.org/fhir/administrative-gender|female', 'ann'],
    ['active=true', 'ann'],
    ['active=false', 'bob'],
    ['active=true,false', 'ann bob'],
    ['identifier=1', 'ann bob cas'],
    [`identifier=${S}|1`, 'ann'],
    ['identifier=|1', 'cas'],
    [`identifier=${T}|`, 'ann bob'],
    [`identifier=${S}|1,|1`, 'ann cas'],
    ['email=ann@example.org', 'ann'],
    ['phone=ann@example.org', 'bob'],
    ['telecom=ANN@example.org', 'ann bob'],
    ['telecom=ann@example', ''],
    ['phone=+31612345678', 'ann'],
    ['language=nl', 'ann'],
    ['language=urn:ietf:bcp:47|nl', 'ann'],
    ['language=|nl', ''],
    ['deceased=true', 'cas dirk'],
    ['deceased=false', 'ann bob'],
  ]);
  finds('Encounter', [
    ['class=AMB', 'amb bare'],
    [`class=${S}|AMB`, 'amb'],
    ['class=|AMB', 'bare'],
    [`class=${T}|`, 'imp'],
    ['class:not=AMB', 'imp'],
    ['status=planned', 'imp bare'],
  ]);
});

// "The system is defined in the value set": https://hl7.org/fhir/R4/search.html#token
describe('codes have the system of their binding', () => {
  const STATUS = 'http://hl7.org/fhir/observation-status';
  const final = 'sx tx x sy sX text both s odd accents';
  finds('Observation', [
    [`status=${STATUS}|preliminary`, 'preliminary'],
    [`status=${STATUS}|final`, final],
    [`status=${STATUS}|amended`, ''],
    // The same word of another system is another code.
    ['status=http://wrong|preliminary', ''],
    ['status=http://hl7.org/fhir/request-status|preliminary', ''],
    ['status=|preliminary', ''],
    [`status=${STATUS}|`, `${final} preliminary`],
    ['status=http://wrong|', ''],
    [`status=http://wrong|final,${STATUS}|preliminary`, 'preliminary'],
    ['status:not=http://wrong|final', `${final} preliminary`],
    [`status:not=${STATUS}|final`, 'preliminary'],
    [`status:not=${STATUS}|`, ''],
    ['status:in=http://vs.example/preliminary', 'preliminary'],
    ['status:in=http://vs.example/other-preliminary', ''],
    ['status:not-in=http://vs.example/other-preliminary', `${final} preliminary`],
    [`_filter=status eq ${STATUS}|preliminary`, 'preliminary'],
    ['_filter=status eq http://wrong|preliminary', ''],
  ]);
  finds('Patient', [
    ['gender=http://hl7.org/fhir/administrative-gender|', 'ann bob dirk'],
    ['gender=|female', ''],
    ['gender=http://hl7.org/fhir/special-values|female', ''],
  ]);
  refuses('Patient', [
    'active=|true',
    'active=http://hl7.org/fhir/special-values|true',
    'phone=|ann@example.org',
    'telecom=http://s|',
  ]);
});

describe('what tokens do not take', () => {
  refuses('Observation', [
    'code:exact=x',
    'code:contains=x',
    'code:identifier=x',
    'code:above=x',
    'code:below=x',
    'code:below=http://unknown.example|x',
    'code:Patient=x',
    'code:nonsense=x',
  ]);
});
