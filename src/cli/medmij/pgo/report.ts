/** What a journey came to, for people as it happens, and for programs at the end. */
import type { Collected } from './collect.js';
import type { CollectedService, Listener, Step } from './journey.js';

export class Report implements Listener {
  readonly #out: { write(text: string): unknown } | undefined;
  readonly #steps: Step[] = [];
  readonly #services: CollectedService[] = [];
  #failure: string | undefined;

  /** @param out where lines go; undefined: nowhere */
  constructor(out: { write(text: string): unknown } | undefined) {
    this.#out = out;
  }

  step(step: Step): void {
    this.#steps.push(step);
    this.#line(`${step.name.padEnd(14)} ${step.text} (${milliseconds(step)})`);
  }

  service(service: CollectedService): void {
    this.#services.push(service);
    this.#line(`${service.id}  ${service.name}`);
    for (const one of service.collected) {
      this.#line(`  GET ${one.query}`);
      this.#line(`      ${one.status} ${countsOf(one)} (${milliseconds(one)})`);
      for (const warning of one.warnings) this.#line(`      warning: ${warning}`);
    }
  }

  fail(message: string): void {
    this.#failure = message;
  }

  /** True when the journey came to its end and every answer was one. */
  get isGood(): boolean {
    return this.#failure === undefined && this.#queries().every(({ status }) => status === 200);
  }

  end(): void {
    const queries = this.#queries();
    const resources = queries.reduce((sum, { counts }) => sum + total(counts), 0);
    const warnings = queries.reduce((sum, one) => sum + one.warnings.length, 0);
    const failed = queries.filter(({ status }) => status !== 200).length;
    this.#line(
      `result         ${queries.length} queries, ${resources} resources, ${failed} refused, ${warnings} warnings`,
    );
    if (this.#failure !== undefined) this.#line(`failed         ${this.#failure}`);
  }

  toJson(): unknown {
    const services = this.#services.map(({ collected, ...service }) => ({
      ...service,
      queries: collected.map(({ counts, ...one }) => ({
        ...one,
        counts: Object.fromEntries(counts),
      })),
    }));
    return { good: this.isGood, failure: this.#failure, steps: this.#steps, services };
  }

  #queries(): Collected[] {
    return this.#services.flatMap(({ collected }) => collected);
  }

  #line(text: string): void {
    this.#out?.write(`${text}\n`);
  }
}

function countsOf({ counts, pages }: Collected): string {
  const all = [...counts].map(([type, count]) => `${count} ${type}`).join(', ');
  return `${all === '' ? 'nothing' : all}${pages > 1 ? ` on ${pages} pages` : ''}`;
}

function total(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0);
}

function milliseconds({ milliseconds: value }: { readonly milliseconds: number }): string {
  return `${Math.round(value)} ms`;
}
