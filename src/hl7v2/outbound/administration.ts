/** What an operator can see of destinations and decide about their messages: for the API and the CLI. */
import { FhirError } from '../../fhir/errors.js';
import type { DestinationState, OutboxMessage } from '../../storage/outbox/destinations.js';
import type { Outbox } from '../../storage/outbox/outbox.js';
import type { OutboxState } from '../../storage/outbox/states.js';
import type { Destination } from './destination.js';

/** A destination as it is configured, and as it stands. */
export interface DestinationView extends DestinationState {
  /** Where it is; undefined when it is not configured any more. */
  readonly address: string | undefined;
  readonly rules: readonly string[];
  /** Seconds that its oldest message has waited; 0 when none does. */
  readonly oldestSeconds: number;
}

export interface OutboxPage {
  readonly messages: readonly OutboxMessage[];
  /** To be given as `after` for the next page; undefined on the last one. */
  readonly next: number | undefined;
}

export interface ListOptions {
  readonly destination?: string;
  readonly state?: OutboxState;
  readonly after?: number;
  readonly count?: number;
}

const DEFAULT_COUNT = 50;
const MOST_COUNT = 1000;
const MOST_REASON = 500;

export class OutboundAdministration {
  readonly #outbox: Outbox;
  readonly #destinations: ReadonlyMap<string, Destination>;
  readonly #clock: () => number;

  constructor(outbox: Outbox, destinations: readonly Destination[], clock: () => number) {
    this.#outbox = outbox;
    this.#destinations = new Map(destinations.map((one) => [one.name, one]));
    this.#clock = clock;
  }

  /** All destinations, also those that have messages and are not configured any more. */
  async destinations(): Promise<DestinationView[]> {
    const states = await this.#outbox.destinations();
    return states.map((state) => this.#view(state));
  }

  /** @throws FhirError `not-found` */
  async destination(name: string): Promise<DestinationView> {
    const found = (await this.destinations()).find((one) => one.name === name);
    if (found === undefined) throw noDestination();
    return found;
  }

  /** Messages of a state, dead ones unless another is asked for, oldest first; without content. */
  async messages(options: ListOptions): Promise<OutboxPage> {
    const { destination, state = 'dead', after, count = DEFAULT_COUNT } = options;
    const most = Math.min(Math.max(1, count), MOST_COUNT);
    const found = await this.#outbox.list({
      state,
      most: most + 1,
      ...(destination !== undefined && { destination }),
      ...(after !== undefined && { after }),
    });
    const messages = found.slice(0, most);
    return { messages, next: found.length > most ? messages.at(-1)?.id : undefined };
  }

  /** One message with the bytes that are sent. @throws FhirError `not-found` */
  async message(
    id: number,
  ): Promise<{ readonly message: OutboxMessage; readonly content: Buffer | undefined }> {
    const found = await this.#outbox.find(id);
    if (found === undefined) throw new FhirError('not-found', 'There is no such message.');
    return found;
  }

  /** Sends dead messages again: some, or all of a destination. @returns how many */
  retry(chosen: Parameters<Outbox['retry']>[0]): Promise<number> {
    return this.#outbox.retry(chosen);
  }

  /** Gives up dead messages, or queued ones that are named. @returns how many */
  skip(chosen: Parameters<Outbox['skip']>[0]): Promise<number> {
    return this.#outbox.skip(chosen);
  }

  /** Sends nothing more to a destination. @throws FhirError `not-found` */
  async pause(name: string, reason = ''): Promise<void> {
    const text = reason.trim().slice(0, MOST_REASON);
    const found = await this.#outbox.setPaused(name, text === '' ? 'Paused by an operator.' : text);
    if (!found) throw noDestination();
  }

  /** Goes on with a destination. @throws FhirError `not-found` */
  async resume(name: string): Promise<void> {
    if (!(await this.#outbox.setPaused(name, undefined))) throw noDestination();
  }

  #view(state: DestinationState): DestinationView {
    const configured = this.#destinations.get(state.name);
    const { oldest } = state;
    const age = oldest === undefined ? 0 : (this.#clock() - oldest.getTime()) / 1000;
    return {
      ...state,
      address: configured === undefined ? undefined : `${configured.host}:${configured.port}`,
      rules: configured?.rules.map(({ name }) => name) ?? [],
      oldestSeconds: Math.max(0, Math.round(age)),
    };
  }
}

function noDestination(): FhirError {
  return new FhirError('not-found', 'There is no destination of that name.');
}
