import type { JsonObject } from '../fhir/json.js';
import { identify, type Candidate, type Identification } from './identify.js';
import { personOf } from './person.js';

const BSN = 'http://fhir.nl/fhir/NamingSystem/bsn';
const HOSPITAL = 'urn:oid:2.16.528.1.1007.1';
const FIRST = '999990019';
const SECOND = '999990020';

interface Facts {
  readonly bsn?: string;
  readonly number?: string;
  readonly surname?: string;
  readonly given?: string;
  readonly birthDate?: string;
}

function patient({ bsn, number, ...facts }: Facts): JsonObject {
  const identifier = [
    ...(bsn === undefined ? [] : [{ system: BSN, value: bsn }]),
    ...(number === undefined ? [] : [{ system: HOSPITAL, value: number }]),
  ];
  const { surname = 'Jansen', given = 'Karin', birthDate = '1980-05-06' } = facts;
  return { identifier, name: [{ family: surname, given: [given] }], gender: 'female', birthDate };
}

function known(id: string, facts: Facts): Candidate {
  return { id, person: personOf(patient(facts)) };
}

function identified(incoming: Facts, ...candidates: Candidate[]): Identification {
  return identify(personOf(patient(incoming)), candidates);
}

describe('identifiers', () => {
  it.each<[string, Facts, Candidate[], Partial<Identification>]>([
    [
      'the BSN names the patient',
      { bsn: FIRST },
      [known('a', { bsn: FIRST }), known('b', { bsn: SECOND })],
      { kind: 'matched', id: 'a', by: 'bsn', findings: [] },
    ],
    [
      'the number of the authority names the patient',
      { number: '7' },
      [known('a', { number: '7' }), known('b', { number: '8' })],
      { kind: 'matched', id: 'a', by: 'identifier', findings: [] },
    ],
    [
      'a BSN is added to whom the number names, when the demographics fit',
      { number: '7', bsn: FIRST },
      [known('a', { number: '7' })],
      { kind: 'matched', id: 'a', by: 'identifier', findings: ['bsn-added'] },
    ],
    [
      'and a person looks when they do not',
      { number: '7', bsn: FIRST, birthDate: '1981-11-30' },
      [known('a', { number: '7' })],
      { kind: 'review' },
    ],
    [
      'a second number of one authority is told',
      { number: '9', bsn: FIRST },
      [known('a', { number: '7', bsn: FIRST })],
      { kind: 'matched', id: 'a', by: 'bsn', findings: ['second-number-of-authority'] },
    ],
    [
      'BSN and number of two patients are a conflict',
      { number: '8', bsn: FIRST },
      [known('a', { number: '7', bsn: FIRST }), known('b', { number: '8' })],
      { kind: 'conflict', reason: 'bsn-and-number-differ', ids: ['a', 'b'] },
    ],
    [
      'a number with another BSN is a conflict',
      { number: '7', bsn: SECOND },
      [known('a', { number: '7', bsn: FIRST })],
      { kind: 'conflict', reason: 'number-with-another-bsn', ids: ['a'] },
    ],
    [
      'two patients with one BSN are a conflict',
      { bsn: FIRST },
      [known('a', { bsn: FIRST }), known('b', { bsn: FIRST })],
      { kind: 'conflict', reason: 'identifier-of-several', ids: ['a', 'b'] },
    ],
    [
      'somebody else’s facts under a known number stop the message',
      { number: '7', surname: 'Pietersen', birthDate: '1933-12-25' },
      [known('a', { number: '7' })],
      { kind: 'conflict', reason: 'overlay-suspected', ids: ['a'] },
    ],
    [
      'and so they do under a known BSN',
      { bsn: FIRST, surname: 'Pietersen', birthDate: '1933-12-25' },
      [known('a', { bsn: FIRST })],
      { kind: 'conflict', reason: 'overlay-suspected', ids: ['a'] },
    ],
  ])('%s', (_, incoming, candidates, expected) => {
    expect(identified(incoming, ...candidates)).toMatchObject(expected);
  });

  it('of one kind that the message gives twice are a conflict', () => {
    const incoming = personOf({
      identifier: [FIRST, SECOND].map((value) => ({ system: BSN, value })),
    });
    expect(identify(incoming, [])).toMatchObject({ kind: 'conflict', reason: 'several-bsns' });
  });

  it('of another authority say nothing', () => {
    const candidate = known('a', { number: '7', surname: 'Pietersen', birthDate: '1933-12-25' });
    const incoming = personOf({
      identifier: [{ system: 'urn:oid:2.16.528.1.1007.2', value: '7' }],
    });
    expect(identify(incoming, [candidate])).toMatchObject({ kind: 'new' });
  });
});

describe('without a known identifier', () => {
  const telecom = [{ value: '0612341234' }];
  const stored = (facts: Facts): Candidate => ({
    id: 'a',
    person: personOf({ ...patient(facts), telecom }),
  });
  const incoming = (facts: Facts) => personOf({ ...patient(facts), telecom });

  it('somebody alike is proposed, never taken', () => {
    expect(identify(incoming({ number: '9' }), [stored({ number: '7' })])).toMatchObject({
      kind: 'review',
      proposals: [{ id: 'a', match: { grade: 'probable' } }],
    });
  });

  it('a twin gets a record of its own, and the likeness is told', () => {
    expect(
      identify(incoming({ number: '9', given: 'Sofie' }), [stored({ number: '7' })]),
    ).toMatchObject({
      kind: 'new',
      findings: ['possible-duplicate'],
      proposals: [{ id: 'a', match: { grade: 'possible' } }],
    });
  });

  it('a policy makes possible ones wait, or none', () => {
    const twin = incoming({ number: '9', given: 'Sofie' });
    const candidates = [stored({ number: '7' })];
    expect(identify(twin, candidates, { review: 'possible' })).toMatchObject({ kind: 'review' });
    expect(identify(incoming({ number: '9' }), candidates, { review: 'never' })).toMatchObject({
      kind: 'new',
    });
  });

  it('nobody alike makes a new patient', () => {
    const other = known('a', { surname: 'Pietersen', birthDate: '1933-12-25' });
    expect(identified({ number: '9' }, other)).toEqual({
      kind: 'new',
      findings: [],
      proposals: [],
    });
  });
});
