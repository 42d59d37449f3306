/**
 * The messages of a hospital that is made up: admissions, orders and results, number changes and
 * merges, from two feeds that know their patients by different numbers and the same citizen service
 * number. The same ones for the same seed.
 */

export interface LifecycleMessage {
  readonly feed: 'zis' | 'lab';
  readonly text: string;
}

/** Numbers that look random and are the same in every run. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** From 0 up to, not including, 1. */
  next(): number {
    this.#state = (this.#state + 0x9e3779b9) | 0;
    let bits = Math.imul(this.#state ^ (this.#state >>> 16), 0x21f0aaad);
    bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
    return ((bits ^ (bits >>> 15)) >>> 0) / 2 ** 32;
  }

  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  pick<T>(choices: readonly [T, ...T[]]): T {
    return choices[this.below(choices.length)] ?? choices[0];
  }
}

/** Patients whose messages are mixed with one another. */
const TOGETHER = 20;
const SURNAMES = ['Bakker', 'Visser', 'Smit', 'Meijer', 'Mulder', 'Bos', 'Vos', 'Dekker'] as const;
const GIVEN = ['Anna', 'Bram', 'Cato', 'Daan', 'Eva', 'Finn', 'Gijs', 'Hanna'] as const;
const PLACES = ['A^1^1', 'A^2^1', 'B^1^2', 'C^3^1'] as const;

/** All messages in the order in which things happened. */
export function lifecycle(patients: number, seed: number): LifecycleMessage[] {
  const random = new Random(seed);
  const all: LifecycleMessage[] = [];
  const clock = new Clock();
  for (let first = 0; first < patients; first += TOGETHER) {
    const lives = Array.from({ length: Math.min(TOGETHER, patients - first) }, (_, index) =>
      life(first + index, random),
    );
    // Each goes on by one event when it is its turn.
    while (lives.length > 0) {
      const place = random.below(lives.length);
      const event = lives[place]?.shift();
      if (event === undefined) lives.splice(place, 1);
      else all.push(event(clock.tick()));
    }
  }
  return all.map(({ feed, text }, index) => ({ feed, text: text.replace('CONTROL', `M${index}`) }));
}

/** A second for each message, so that no two events are at the same time. */
class Clock {
  #now = Date.UTC(2026, 2, 1);

  tick(): string {
    this.#now += 1000;
    return new Date(this.#now).toISOString().replace(/\D/g, '').slice(0, 14);
  }
}

type Event = (at: string) => LifecycleMessage;

/** What happens to one patient. */
function life(index: number, random: Random): Event[] {
  const person: Person = {
    index,
    bsn: bsnOf(index),
    surname: random.pick(SURNAMES),
    given: random.pick(GIVEN),
    born: `${1930 + random.below(90)}0${1 + random.below(9)}1${random.below(10)}`,
  };
  const events: Event[] = [];
  const isMerged = random.next() < 0.25;
  if (isMerged) events.push(...emergency(person, random));
  events.push(adt('A28', person));
  for (let stay = 0; stay < 1 + random.below(2); stay += 1) {
    events.push(...stayOf(person, stay, random));
  }
  if (isMerged) events.splice(2 + random.below(events.length - 2), 0, merge(person));
  return events;
}

interface Person {
  readonly index: number;
  readonly bsn: string;
  readonly surname: string;
  readonly given: string;
  readonly born: string;
  /** When it is known under a number that is given up later. */
  readonly temporary?: boolean;
}

/** Somebody comes in, is not recognised, and gets a number and a result under it. */
function emergency(person: Person, random: Random): Event[] {
  const unknown = { ...person, temporary: true };
  return [adt('A28', unknown), result(unknown, 'E', 'F', random)];
}

function stayOf(person: Person, stay: number, random: Random): Event[] {
  const visit = { number: `V${person.index}x${stay}`, place: random.pick(PLACES) };
  const moved = { ...visit, place: random.pick(PLACES) };
  const order = `${stay}`;
  return [
    adt('A01', person, visit),
    ordered(person, order),
    result(person, order, 'P', random),
    adt('A08', { ...person, given: random.pick(GIVEN) }, visit),
    adt('A02', person, moved),
    result(person, order, 'F', random),
    ...(random.next() < 0.3 ? [result(person, order, 'C', random)] : []),
    adt('A03', person, moved),
    ...(random.next() < 0.2 ? [adt('A13', person, moved), adt('A03', person, moved)] : []),
  ];
}

function adt(
  trigger: string,
  person: Person,
  visit?: { readonly number: string; readonly place: string },
): Event {
  return (at) => ({
    feed: 'zis',
    text: [
      `MSH|^~\\&|ZIS|OLZ|||${at}||ADT^${trigger}|CONTROL|P|2.4`,
      `EVN|${trigger}|${at}`,
      pidOfHospital(person),
      ...(visit === undefined
        ? []
        : [`PV1|1|I|${visit.place}||||||||||||||||${visit.number}^^^OLZ^VN`]),
    ].join('\r'),
  });
}

function merge(person: Person): Event {
  return (at) => ({
    feed: 'zis',
    text: [
      `MSH|^~\\&|ZIS|OLZ|||${at}||ADT^A40|CONTROL|P|2.4`,
      `EVN|A40|${at}`,
      pidOfHospital(person),
      `MRG|T${person.index}^^^OLZ^PI`,
    ].join('\r'),
  });
}

function ordered(person: Person, order: string): Event {
  return (at) => ({
    feed: 'zis',
    text: [
      `MSH|^~\\&|ZIS|OLZ|||${at}||ORM^O01|CONTROL|P|2.4`,
      pidOfHospital(person),
      `ORC|NW|P${person.index}x${order}^ZIS||||||||${at}`,
      `OBR|1|P${person.index}x${order}^ZIS||GLUC^Glucose^99lab`,
    ].join('\r'),
  });
}

/** The laboratory names patients by a number of its own. */
function result(person: Person, order: string, status: string, random: Random): Event {
  const value = (4 + random.below(60) / 10).toFixed(1);
  const numbers = `P${person.index}x${order}^ZIS|F${person.index}x${order}^LAB`;
  return (at) => ({
    feed: 'lab',
    text: [
      `MSH|^~\\&|LAB|LAB|||${at}||ORU^R01|CONTROL|P|2.4`,
      person.temporary === true ? pidOfHospital(person) : pidOfLaboratory(person),
      `OBR|1|${numbers}|GLUC^Glucose^99lab|||${at}|||||||||||||||${at}|||${status}`,
      `OBX|1|NM|14749-6^Glucose^LN||${value}|mmol/L|||||${status}`,
    ].join('\r'),
  });
}

function pidOfHospital(person: Person): string {
  const { index, bsn, temporary = false } = person;
  const numbers = temporary ? `T${index}^^^OLZ^PI` : `Z${index}^^^OLZ^PI~${bsn}^^^NLMINBIZA^NNNLD`;
  return `PID|1||${numbers}||${nameOf(person)}`;
}

function pidOfLaboratory(person: Person): string {
  const { index, bsn } = person;
  return `PID|1||L${index}^^^LAB^PI~${bsn}^^^NLMINBIZA^NNNLD||${nameOf(person)}`;
}

function nameOf({ surname, given, born }: Person): string {
  return `${surname}&&${surname}^${given}^^^^^L||${born}|F`;
}

/** Those that were given out so far. */
const bsns: string[] = [];

/** Citizen service numbers that pass the check and were never given to anyone. */
function bsnOf(index: number): string {
  for (let known = bsns[index]; ; known = bsns[index]) {
    if (known !== undefined) return known;
    // 999999990 is on lists of dummies.
    let next = Number(bsns.at(-1) ?? 999_999_990) - 1;
    while (!passes(String(next))) next -= 1;
    bsns.push(String(next));
  }
}

/** https://nl.wikipedia.org/wiki/Burgerservicenummer */
function passes(number: string): boolean {
  const weights = [9, 8, 7, 6, 5, 4, 3, 2, -1];
  return weights.reduce((sum, weight, at) => sum + weight * Number(number[at]), 0) % 11 === 0;
}

/**
 * As an interface engine delivers them: each message late by up to so many others, some twice.
 * @param delay how many messages can overtake another one
 */
export function delivered(
  messages: readonly LifecycleMessage[],
  seed: number,
  delay: number,
): LifecycleMessage[] {
  const random = new Random(seed);
  const sent = messages.flatMap((message, index) => {
    const copies = random.next() < 0.1 ? 2 : 1;
    return Array.from({ length: copies }, () => ({
      message,
      at: index + random.next() * delay,
    }));
  });
  return sent.sort((one, other) => one.at - other.at).map(({ message }) => message);
}
