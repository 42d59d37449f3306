// The settings of a feed: their check, and what they do
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { Hospital } from '../../testing/hl7v2/hospital.js';
import { header, messageOf } from '../../testing/hl7v2/message-of.js';
import { prepareMessage } from './prepare.js';
import { readMappingSettings } from './settings-check.js';
import { MAPPING_SETTINGS_SCHEMA } from './settings-schema.js';
import { completeSettings, DEFAULT_SETTINGS } from './settings.js';
import { printMessage } from '../parser/print.js';

const PID = 'PID|1||4100063^^^OLZ^PI||Bos^Anna|||V';

describe('the check of settings', () => {
  test('takes the default ones, and none', () => {
    expect(readMappingSettings({})).toEqual({ kind: 'settings', settings: DEFAULT_SETTINGS });
    const all = JSON.parse(JSON.stringify(DEFAULT_SETTINGS)) as Record<string, string>;
    expect(readMappingSettings(all).kind).toBe('settings');
  });

  test.each([
    [[], 'mapping: must be of type object.'],
    [{ zone: 'x' }, 'mapping.zone: there is no such setting.'],
    [{ timeZone: 'Europe/Nergens' }, 'mapping.timeZone: there is no time zone of that name.'],
    [{ timeZone: 5 }, 'mapping.timeZone: must be of type string.'],
    [{ visitsFromOthers: 'x' }, 'mapping.visitsFromOthers: must be one of create, refer.'],
    [{ inlineAttachment: -1 }, 'mapping.inlineAttachment: must be from 0 to 100000000.'],
    [{ moves: [{ from: 'PID-3' }] }, 'mapping.moves[0]: to is missing.'],
    [{ moves: [{ from: 'PID.3', to: 'PID-3' }] }, 'mapping.moves[0].from: must have the form'],
    [{ defaults: { PV1: 'I' } }, 'mapping.defaults.PV1: the name must have the form'],
    [{ identifierSystems: { OLZ: 'olz' } }, 'mapping.identifierSystems.OLZ: must have the form'],
    [{ ignore: ['A01'] }, 'mapping.ignore[0]: must have the form'],
    [{ completeLists: ['PV1'] }, 'mapping.completeLists[0]: must be one of AL1, DG1, NK1, IN1.'],
  ])('%j: %s', (given, finding) => {
    const result = readMappingSettings(given);
    expect(result.kind === 'wrong' && result.findings.join('\n')).toContain(finding);
  });

  test('finds all that is wrong at once', () => {
    const result = readMappingSettings({ timeZone: 5, ignore: ['x'], foo: 1 });
    expect(result.kind === 'wrong' && result.findings).toHaveLength(3);
  });

  test('says what ajv says', () => {
    const validate = new Ajv2020({ strict: false, allErrors: true }).compile(
      MAPPING_SETTINGS_SCHEMA,
    );
    const value = fc.oneof(
      fc.constantFrom(
        'PID-3',
        'ADT^A01',
        'ADT',
        'OLZ',
        'urn:x:y',
        'create',
        'HL70002',
        '999999990',
      ),
      fc.integer({ min: -2, max: 3 }),
      fc.boolean(),
      fc.constant(null),
    );
    const nested = fc.oneof(
      value,
      fc.array(value, { maxLength: 2 }),
      fc.dictionary(fc.constantFrom('from', 'to', 'at', 'conceptMap', 'PV1-2', 'OLZ'), value),
      fc.array(fc.dictionary(fc.constantFrom('from', 'to', 'at', 'conceptMap', 'url'), value), {
        maxLength: 2,
      }),
    );
    const names = fc.constantFrom(...Object.keys(DEFAULT_SETTINGS), 'scope', 'other');
    fc.assert(
      fc.property(fc.dictionary(names, nested), (settings) => {
        fc.pre(typeof settings['timeZone'] !== 'string');
        const isRight = readMappingSettings(settings).kind === 'settings';
        expect(isRight).toBe(validate(settings));
      }),
      { numRuns: 500 },
    );
  });
});

describe('a prepared message', () => {
  const message = messageOf(
    header('ADT^A01'),
    PID,
    'PV1|1||||||||||||||||||^^^OLZ',
    'ZPI|1|a&b^c~d',
  );
  const prepared = (settings: Parameters<typeof completeSettings>[0]) =>
    printMessage(prepareMessage(message, completeSettings(settings))).split('\r');

  test('has its fields where the standard has them', () => {
    const [, pid, pv1] = prepared({
      moves: [
        { from: 'ZPI-2[1].1.2', to: 'PV1-19.1' },
        { from: 'ZPI-2[2]', to: 'PID-13' },
        { from: 'ZPI-9', to: 'PID-3' },
      ],
    });
    expect(pv1).toBe('PV1|1||||||||||||||||||b^^^OLZ');
    expect(pid).toBe('PID|1||4100063^^^OLZ^PI||Bos^Anna|||V|||||d');
  });

  test('has defaults where nothing was sent', () => {
    const [msh, pid, pv1] = prepared({
      defaults: { 'PV1-2': 'I', 'PID-8': 'M', 'MSH-18': '8859/1' },
    });
    expect(pv1).toMatch(/^PV1\|1\|I\|/);
    expect(pid).toContain('|V');
    expect(msh).toMatch(/\|P\|2\.4\|\|\|\|\|\|8859\/1$/);
  });

  test('without settings is the message', () => {
    expect(prepareMessage(message, completeSettings())).toBe(message);
  });
});

test('a Z field becomes an extension', () => {
  const url = 'https://olz.example/fhir/StructureDefinition/dieet';
  const settings = {
    extensions: [{ from: 'ZPI-2', resource: 'Patient', url, type: 'CodeableConcept' }],
  } as const;
  const hospital = new Hospital(settings);
  const receipt = hospital.receive(messageOf(header('ADT^A31'), PID, 'ZPI|1|VEG^Vegetarisch^L'));
  expect(hospital.store.all('Patient')).toMatchObject([
    { extension: [{ url, valueCodeableConcept: { text: 'Vegetarisch' } }] },
  ]);
  expect(receipt.kind === 'processed' && receipt.mapped.trace).toContainEqual(
    expect.objectContaining({ element: `Patient.extension('${url}')`, from: ['ZPI-2'] }),
  );
  hospital.receive(messageOf(header('ADT^A31', '20260311100000'), PID, 'ZPI|1|""'));
  expect(hospital.store.all('Patient')[0]).not.toHaveProperty('extension');
});

test('a table can be mapped by code map; ambiguous ones are not chosen from', () => {
  const map = (codes: readonly string[]) => ({
    resourceType: 'ConceptMap',
    group: [
      {
        element: [
          { code: 'V', target: codes.map((code) => ({ code, equivalence: 'equivalent' })) },
        ],
      },
    ],
  });
  const genderWith = (codes: readonly string[]) => {
    const hospital = new Hospital({ codeMaps: [{ at: 'HL70001', conceptMap: map(codes) }] });
    const receipt = hospital.receive(messageOf(header('ADT^A31'), PID));
    const rules =
      receipt.kind === 'processed' ? receipt.mapped.warnings.map(({ rule }) => rule) : [];
    return [hospital.store.all('Patient')[0]?.['gender'], rules.includes('code-ambiguous')];
  };
  expect(genderWith(['other'])).toEqual(['other', false]);
  expect(genderWith(['other', 'unknown'])).toEqual(['female', true]);
});

test('a code map that is not there is reported', () => {
  const hospital = new Hospital({
    codeMaps: [{ at: 'OBX-3', conceptMap: 'https://olz.example/ConceptMap/lab' }],
  });
  const receipt = hospital.receive(messageOf(header('ADT^A31'), PID));
  expect(receipt.kind === 'processed' && receipt.mapped.warnings).toContainEqual(
    expect.objectContaining({ rule: 'setting-unusable', code: 'OBX-3' }),
  );
});
