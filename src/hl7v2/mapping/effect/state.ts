/**
 * What is remembered beside a resource: when each of its elements was last said to be so, and by
 * whom. It makes the result of messages independent of the order in which they arrive: for every
 * element the newest fact wins, and what an older message says of it is not news.
 *
 * It holds no values of the resource, but hashes of list items, to know them again.
 */
import { hashOf } from './canonical.js';

/** When an element was said to be so. */
export interface Register {
  /** Event time, in milliseconds since the epoch. */
  readonly at: number;
  /** When the message was sent, unless that is the same. */
  readonly sent?: number;
  /** 1 when the source decides about the resource, 0 when it only fills gaps. */
  readonly rank: 0 | 1;
  /** The feed. */
  readonly source: string;
  /**
   * Which message of the inbox it was: those that came in later have higher numbers. Of two messages
   * with the same time the later one counts, also when the earlier one is processed anew.
   */
  readonly arrival: number;
}

/** Who sent a message, and which one it is. */
export interface Sender {
  readonly feed: string;
  readonly arrival: number;
}

/** One line in the history of a visit. */
export interface VisitLine {
  readonly at: number;
  /** As in `Register`; undefined for what was no message. */
  readonly arrival?: number;
  readonly kind: 'present' | 'cancel-transfer' | 'depart' | 'reopen' | 'cancel';
  readonly occurred: string;
  readonly location?: string;
  readonly prior?: string;
  readonly temporary?: string;
  readonly planned?: string;
  /** A Coding as JSON. */
  readonly class?: string;
}

/** What is stored: registers with the same time are together. */
export interface ResourceState {
  readonly registers: readonly (Register & { readonly elements: readonly string[] })[];
  /** Hashes of the items of each slice, by register. */
  readonly items: Readonly<Record<string, readonly string[]>>;
  readonly visit: readonly VisitLine[];
}

/** The register of a snapshot: what it did not say was not so. */
export const WHOLE = '*';

export const EMPTY_STATE: ResourceState = { registers: [], items: {}, visit: [] };

/** The state of a resource while effects are applied to it. */
export class WorkingState {
  readonly #registers = new Map<string, Register>();
  /** Hashes, or canonical texts of items that were added just now. */
  readonly #items = new Map<string, readonly string[]>();
  readonly #hashes = new Map<string, string>();
  #visit: readonly VisitLine[];

  constructor(state: ResourceState) {
    for (const { elements, ...register } of state.registers) {
      for (const element of elements) this.#registers.set(element, register);
    }
    for (const [key, hashes] of Object.entries(state.items)) this.#items.set(key, hashes);
    this.#visit = state.visit;
  }

  get visit(): readonly VisitLine[] {
    return this.#visit;
  }

  set visit(lines: readonly VisitLine[]) {
    this.#visit = lines;
  }

  /** When an element was said to be so; if nobody has said it, when all was said together. */
  register(element: string): Register | undefined {
    return this.#registers.get(element) ?? this.#registers.get(WHOLE);
  }

  /** Elements that a source has said something about. */
  elementsOf(source: string): readonly string[] {
    return [...this.#registers]
      .filter(([element, register]) => register.source === source && element !== WHOLE)
      .map(([element]) => element);
  }

  record(element: string, register: Register): void {
    this.#registers.set(element, register);
  }

  /** Slices of a list, by name. */
  slicesOf(list: string): readonly string[] {
    return [...this.#items.keys()].filter((key) => key.startsWith(`${list}#`));
  }

  /** Whether an item is of a slice; what was there before is known by its hash. */
  owns(slice: string, text: string): boolean {
    const items = this.#items.get(slice);
    if (items === undefined || items.length === 0) return false;
    return items.includes(text) || items.includes(this.#hash(text));
  }

  #hash(text: string): string {
    const known = this.#hashes.get(text);
    if (known !== undefined) return known;
    const hash = hashOf(text);
    this.#hashes.set(text, hash);
    return hash;
  }

  recordItems(slice: string, texts: readonly string[]): void {
    this.#items.set(slice, texts);
  }

  /**
   * What is to be stored.
   * @param settle gives references to new resources, which are `urn:uuid`, their ids
   */
  toState(settle: (text: string) => string): ResourceState {
    const groups = new Map<string, Register & { readonly elements: string[] }>();
    // Elements of one message share their register: its name is made once.
    const names = new Map<Register, string>();
    for (const [element, register] of this.#registers) {
      let name = names.get(register);
      if (name === undefined) names.set(register, (name = nameOf(register)));
      const group = groups.get(name) ?? { ...register, elements: [] };
      group.elements.push(element);
      groups.set(name, group);
    }
    return {
      registers: [...groups.values()],
      items: Object.fromEntries(
        [...this.#items].map(([slice, texts]) => [
          slice,
          texts.map((text) => storedItem(text, settle)),
        ]),
      ),
      visit: this.#visit.map((line) => JSON.parse(settle(JSON.stringify(line))) as VisitLine),
    };
  }
}

function nameOf({ at, sent, rank, source, arrival }: Register): string {
  return `${at} ${sent ?? at} ${rank} ${source} ${arrival}`;
}

/** Items that were there before are hashes already; a canonical text begins with `{` or `"`. */
function storedItem(text: string, settle: (text: string) => string): string {
  return /^[{["]/.test(text) ? hashOf(settle(text)) : text;
}

/** Whether a fact is to replace what a register stands for. */
export function isNews(fact: Register, known: Register | undefined): boolean {
  if (known === undefined) return true;
  if (fact.rank !== known.rank) return fact.rank > known.rank;
  if (fact.at !== known.at) return fact.at > known.at;
  const [sent, before] = [fact.sent ?? fact.at, known.sent ?? known.at];
  if (sent !== before) return sent > before;
  // At the same time: of one source what came in later, of two always the same one.
  return fact.source === known.source ? fact.arrival >= known.arrival : fact.source > known.source;
}
