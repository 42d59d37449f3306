/** Executes one TestScript: set-up, tests, teardown (https://hl7.org/fhir/R4/testscript.html). */
import { judge } from './assertions.mjs';
import { exchange, targetOfExchange } from './exchange.mjs';
import { Fixtures } from './fixtures.mjs';
import { requestOf } from './operations.mjs';
import { ScriptError } from './problem.mjs';
import { stopsTest } from './rules.mjs';
import { Variables } from './variables.mjs';

/**
 * @param {{resource: object, file: string, root: string}} script
 * @param {{base: string, date: string, set?: Record<string, string>, validator?: object, claims?: boolean,
 *   authorize?: (request: object) => Promise<object>}} context `authorize` puts the server's tokens
 *   in the place of the published ones
 * @returns {Promise<object[]>} phases: `{ name, actions }` with the result of each action
 */
export async function runScript(script, context) {
  return new ScriptRun(script, context).run();
}

class ScriptRun {
  #script;
  #context;
  /** The last exchange; assertions look at it. */
  last;

  constructor(script, context) {
    this.#script = script.resource;
    this.#context = context;
    this.base = context.base;
    this.fixtures = new Fixtures(script, () => this.variables);
    this.variables = new Variables(this.#script.variable ?? [], {
      set: context.set,
      date: context.date,
      sourceOf: (id) => this.#sourceOf(id),
    });
  }

  async run() {
    const phases = [];
    const { setup, test = [], teardown } = this.#script;
    const before = await this.#phase(
      'Setup',
      [...this.#autocreate(), ...(setup?.action ?? [])],
      true,
    );
    if (before.actions.length > 0) phases.push(before);
    if (before.stopped !== true) {
      for (const [index, one] of test.entries()) {
        const name = one.name ?? `Test ${index + 1}`;
        phases.push({
          ...(await this.#phase(name, one.action ?? [], false)),
          about: one.description,
        });
      }
    }
    const after = await this.#phase('Teardown', teardown?.action ?? [], false);
    after.actions.push(...(await this.#autodelete()));
    if (after.actions.length > 0) phases.push(after);
    return phases;
  }

  /** @param {boolean} strict one failure ends it, as it does in the set-up */
  async #phase(name, actions, strict) {
    const results = [];
    for (const { operation, assert } of actions) {
      const result =
        operation === undefined ? await this.#assert(assert ?? {}) : await this.#operate(operation);
      results.push(result);
      const failed = result.result === 'fail' || result.result === 'error';
      const stops = strict || (assert === undefined ? true : stopsTest(assert));
      if (failed && stops) return { name, actions: results, stopped: true };
    }
    return { name, actions: results };
  }

  async #operate(operation) {
    const what =
      operation.description ?? operation.label ?? `Operation ${operation.type?.code ?? ''}`;
    try {
      const request = requestOf(operation, this);
      const sent = await (this.#context.authorize?.(request) ?? request);
      this.last = await exchange(sent);
    } catch (error) {
      return { kind: 'operation', what, result: 'error', problem: reasonOf(error) };
    }
    this.fixtures.keep(operation, this.last);
    return { kind: 'operation', what, result: 'pass', exchange: this.last };
  }

  async #assert(assert) {
    const what = assert.description ?? assert.label ?? 'Assertion';
    const base = {
      kind: 'assert',
      what,
      ...(assert.label === undefined ? {} : { label: assert.label }),
    };
    const isWarning = assert.warningOnly === true || assert.warningOnly === 'true';
    try {
      const { kind, problem, unchecked } = await judge(assert, this);
      if (unchecked !== undefined) return { ...base, kind, result: 'skip', problem: unchecked };
      if (problem === undefined) return { ...base, kind, result: 'pass' };
      return {
        ...base,
        kind,
        result: isWarning ? 'warning' : 'fail',
        problem,
        exchange: this.last,
      };
    } catch (error) {
      const problem = reasonOf(error);
      return { ...base, result: isWarning ? 'warning' : 'error', problem, exchange: this.last };
    }
  }

  /** A `sourceId` that the whole script doesn't have, as published ones do, is the last response. */
  #sourceOf(id) {
    return id !== undefined && this.fixtures.names(id)
      ? this.fixtures.find(id)
      : this.last?.response;
  }

  fixture(id) {
    return this.fixtures.get(id);
  }

  fill(text) {
    return this.variables.fill(String(text));
  }

  /** The canonical of a profile that the script declares: a Reference in R4, a canonical in R5. */
  profile(id) {
    const { profile = [], _profile = [] } = this.#script;
    const index = profile.findIndex((one, at) => (one?.id ?? _profile[at]?.id) === id);
    const found = profile[index]?.reference ?? profile[index]?.value ?? profile[index];
    if (typeof found !== 'string') {
      throw new ScriptError(`The script declares no profile "${id}".`);
    }
    return found;
  }

  async validate(content, canonical) {
    const { validator, claims } = this.#context;
    if (validator === undefined) return { unchecked: 'There is no validator.' };
    return validator.validate(content, canonical, { claims });
  }

  /** What is made beforehand keeps its id where it has one. */
  #autocreate() {
    return this.fixtures.marked('autocreate').map((sourceId) => ({
      operation: { ...this.#writing(sourceId), sourceId, responseId: `autocreate of ${sourceId}` },
    }));
  }

  #writing(sourceId) {
    const hasId = this.fixtures.get(sourceId).target().id !== undefined;
    return { type: { code: hasId ? 'updateCreate' : 'create' }, description: `Create ${sourceId}` };
  }

  async #autodelete() {
    const results = [];
    for (const id of this.fixtures.marked('autodelete').reverse()) {
      const made = this.fixtures.find(`autocreate of ${id}`)?.exchange;
      const target = (made && targetOfExchange(made)) ?? this.fixtures.get(id).target();
      if (target.id === undefined) continue;
      const operation = {
        type: { code: 'delete' },
        resource: target.type,
        params: `/${target.id}`,
      };
      results.push(await this.#operate({ ...operation, description: `Delete ${id}` }));
    }
    return results;
  }
}

function reasonOf(error) {
  const cause = error.cause?.message;
  return cause === undefined ? error.message : `${error.message} (${cause})`;
}
