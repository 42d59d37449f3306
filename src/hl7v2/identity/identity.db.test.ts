// Who messages are about, over MLLP: by numbers, by proposal, by a person's decision.
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { objectsAt, stringAt, type JsonObject } from '../../fhir/json.js';
import { msh, startFeedServer, type FeedServer } from '../../testing/hl7v2/feed-server.js';

const BSN = 'http://fhir.nl/fhir/NamingSystem/bsn';

let feeds: FeedServer;
beforeAll(async () => {
  feeds = await startFeedServer({
    zis: {},
    lab: { mapping: { scope: 'OLZ' } },
    strict: { identity: { review: 'probable', unknown: 'create' } },
    known: { identity: { unknown: 'wait' } },
    regional: { identity: { systems: [BSN, 'urn:hl7v2:OLZ:OLZ'] } },
  });
});
afterAll(() => feeds.stop());

interface Somebody {
  readonly number?: string;
  readonly bsn?: string;
  readonly name?: string;
  readonly birthDate?: string;
  readonly address?: string;
}

function pid({
  number,
  bsn,
  name = 'Jansen&&Jansen^Piet',
  birthDate = '',
  address = '',
}: Somebody) {
  const numbers = [
    ...(number === undefined ? [] : [`${number}^^^OLZ^PI`]),
    ...(bsn === undefined ? [] : [`${bsn}^^^NLMINBIZA^NNNLD`]),
  ];
  return `PID|1||${numbers.join('~')}||${name}^^^^^L||${birthDate}|M|||${address}`;
}

const processed = (feed: string, who: string, event = 'ADT^A31') =>
  feeds.process(feed, msh(event), who);

function candidatesOf(message: { readonly outcome: JsonObject | null }): JsonObject[] {
  return objectsAt(message.outcome ?? {}, 'candidates');
}

const STATES = { received: 1, processed: 2, waiting: 3, failed: 4 };

describe('numbers', () => {
  test('the citizen service number names the patient, and takes a new local number in', async () => {
    await processed('zis', pid({ bsn: '999900006', name: 'Bos&&Bos^Ada', birthDate: '19500101' }));
    await processed(
      'zis',
      pid({ bsn: '999900006', number: 'n1', name: 'Bos&&Bos^Ada', birthDate: '19500101' }),
    );
    const found = await feeds.search(`Patient?identifier=${BSN}|999900006`);
    expect(found).toHaveLength(1);
    expect(await feeds.search('Patient?identifier=urn:hl7v2:OLZ:OLZ|n1')).toEqual(found);
  });

  test('that name two patients are an error, and nothing is chosen', async () => {
    await processed('zis', pid({ bsn: '999900018', name: 'Een&&Een^A', birthDate: '19600101' }));
    await processed('zis', pid({ number: 'n2', name: 'Twee&&Twee^B', birthDate: '19700101' }));
    const both = await processed('zis', pid({ bsn: '999900018', number: 'n2', name: 'Drie' }));
    expect(both).toMatchObject({ state: STATES.failed, reason: 'bsn-and-number-differ' });
    expect(candidatesOf(both)).toHaveLength(2);
    expect(await feeds.search('Patient?family=Drie')).toEqual([]);
  });

  test('that are known of somebody else by birth date and surname are an error', async () => {
    await processed('zis', pid({ number: 'n3', name: 'Visser&&Visser^C', birthDate: '19600101' }));
    const other = pid({ number: 'n3', name: 'Mulder&&Mulder^D', birthDate: '19811203' });
    expect(await processed('zis', other)).toMatchObject({ reason: 'overlay-suspected' });
    // What comes after it is not given to either of them.
    const later = await processed('zis', pid({ number: 'n3', name: 'Mulder&&Mulder^D' }));
    expect(later.state).toBe(STATES.received);
    expect(await feeds.search('Patient?family=Mulder')).toEqual([]);
  });

  test('of an authority that the feed does not trust are kept and name nobody', async () => {
    const who = { number: 'n4', name: 'Smit&&Smit^E', birthDate: '19650203' };
    await processed('zis', pid(who));
    const foreign = pid(who).replace('n4^^^OLZ', '88^^^ELDERS');
    const message = await processed('regional', foreign);
    expect(message).toMatchObject({ state: STATES.waiting, reason: 'identity-no-number' });
    expect(candidatesOf(message)).toMatchObject([{ grade: 'possible' }]);
    await processed('regional', foreign.replace('88^^^ELDERS', 'n4^^^OLZ^PI~89^^^ELDERS'));
    expect(await feeds.search('Patient?identifier=88')).toHaveLength(0);
    expect(await feeds.search('Patient?identifier=89')).toHaveLength(1);
  });
});

describe('somebody whose numbers are not known', () => {
  const who = {
    name: 'van der Meer&van der&Meer^Fenna',
    birthDate: '19771109',
    address: 'Dorpsstraat 1&Dorpsstraat&1^^Utrecht^^3511AA^NL^H',
  };

  test('is new, with those alike named for a data steward', async () => {
    await processed('zis', pid({ ...who, number: 'm1' }));
    const second = await processed('zis', pid({ ...who, number: 'm2' }));
    expect(second).toMatchObject({ state: STATES.processed });
    expect(second.outcome).toMatchObject({
      notes: ['possible-duplicate'],
      candidates: [{ grade: 'probable' }],
    });
    expect(await feeds.search('Patient?family=Meer')).toHaveLength(2);
  });

  test('waits when several known patients are alike, and is given to none of them', async () => {
    const third = await processed('zis', pid({ ...who, number: 'm3' }));
    expect(third).toMatchObject({ state: STATES.waiting, reason: 'identity-review' });
    expect(candidatesOf(third)).toHaveLength(2);
    const [candidate] = candidatesOf(third);
    expect(stringAt(candidate ?? {}, 'reference')).toMatch(/^Patient\//);
    expect(candidate?.['score']).toBeGreaterThan(0.9);
    expect(JSON.stringify(third.outcome)).not.toMatch(/Meer|1977-?11|3511 ?[A-Z]/);
    expect(await feeds.search('Patient?identifier=m3')).toEqual([]);
  });

  test('keeps what comes after waiting, in whatever feed', async () => {
    const result = await feeds.process(
      'lab',
      msh('ORU^R01'),
      'PID|1||m3^^^OLZ^PI||van der Meer&van der&Meer^Fenna',
      'OBR|1|P1|F1|GLUC|||20260310||||||||||||||||||F',
      'OBX|1|NM|14749-6^Glucose^LN||5|mmol/L|||||F',
    );
    expect(result.state).toBe(STATES.received);
    expect(await feeds.search('Patient?identifier=m3')).toEqual([]);
  });

  test('waits for one alike where the feed says so', async () => {
    const one = { name: 'Kuipers&&Kuipers^Geert', birthDate: '19580214', address: who.address };
    await processed('zis', pid({ ...one, number: 'm4' }));
    const message = await processed('strict', pid({ ...one, number: 'm5' }));
    expect(message).toMatchObject({ state: STATES.waiting, reason: 'identity-review' });
  });

  test('waits always where the feed makes no patients', async () => {
    const message = await processed('known', pid({ number: 'm6', name: 'Nieuw&&Nieuw^Hans' }));
    expect(message).toMatchObject({ state: STATES.waiting, reason: 'identity-unknown' });
  });

  test('is compared by nothing when the name says nothing', async () => {
    const baby = { name: 'Baby van der Meer', birthDate: '20260309', address: who.address };
    await processed('zis', pid({ ...baby, number: 'm7' }));
    const second = await processed('zis', pid({ ...baby, number: 'm8' }));
    expect(second).toMatchObject({ state: STATES.processed });
    expect(candidatesOf(second)).toEqual([]);
  });
});

test('two PIDs of somebody new in one message are one patient', async () => {
  const message = await feeds.process(
    'zis',
    msh('ORU^R01'),
    pid({ number: 't1', name: 'Tweemaal&&Tweemaal^I' }),
    'OBR|1|P2|F2|GLUC|||20260310||||||||||||||||||F',
    pid({ number: 't1', name: 'Tweemaal&&Tweemaal^I' }),
    'OBR|2|P3|F3|GLUC|||20260310||||||||||||||||||F',
  );
  expect(message.state).toBe(STATES.processed);
  const [patient, ...others] = await feeds.search('Patient?identifier=t1');
  expect(others).toEqual([]);
  const reports = await feeds.search(`DiagnosticReport?patient=${patient?.id ?? ''}`);
  expect(reports).toHaveLength(2);
});
