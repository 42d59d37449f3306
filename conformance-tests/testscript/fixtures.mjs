/** What the ids of a script stand for: its fixtures, and the requests and responses that it keeps. */
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { Content } from './content.mjs';
import { targetOfExchange, targetOfResource } from './exchange.mjs';
import { ScriptError } from './problem.mjs';
import { escapeFor } from './variables.mjs';

export class Fixtures {
  #declared;
  #named;
  #script;
  #variables;
  #kept = new Map();
  #read = new Map();

  /**
   * @param {{resource: object, file: string, root: string}} script its files lie below `root`
   * @param {() => object} variables
   */
  constructor(script, variables) {
    this.#script = script;
    this.#variables = variables;
    this.#declared = new Map((script.resource.fixture ?? []).map((one) => [one.id, one]));
    this.#named = new Set([...this.#declared.keys(), ...keptIds(script.resource)]);
  }

  /** Keeps an exchange by the ids that its operation has for its request and its response. */
  keep({ requestId, responseId }, exchange) {
    const target = () => targetOfExchange(exchange) ?? {};
    const headers = exchange.response.headers;
    if (responseId !== undefined) {
      const { content } = exchange.response;
      this.#kept.set(responseId, { content, headers, exchange, filled: () => content, target });
    }
    if (requestId !== undefined) {
      const { content, headers: sent } = exchange.request;
      this.#kept.set(requestId, {
        content,
        headers: sent,
        exchange,
        filled: () => content,
        target,
      });
    }
  }

  /** True for an id that the script gives to a fixture, a request or a response. */
  names(id) {
    return this.#named.has(id);
  }

  /** @returns {object | undefined} what was kept, or the fixture; undefined when there is neither */
  find(id) {
    return this.#kept.get(id) ?? this.#fixture(id);
  }

  /** @throws {ScriptError} when nothing has this id */
  get(id) {
    const found = this.find(id);
    if (found === undefined) throw new ScriptError(`There is no fixture or response "${id}".`);
    return found;
  }

  /** Ids of the fixtures that are to be made before the tests, or deleted after them. */
  marked(element) {
    return [...this.#declared.values()].filter((one) => isTrue(one[element])).map(({ id }) => id);
  }

  #fixture(id) {
    const declared = this.#declared.get(id);
    if (declared === undefined) return undefined;
    if (!this.#read.has(id)) this.#read.set(id, this.#entry(declared));
    return this.#read.get(id);
  }

  #entry(declared) {
    const content = this.#contentOf(declared);
    const filled = () => {
      const text = this.#variables().fillBody(content.text, escapeFor(content.format));
      return new Content(text, content.format);
    };
    return { content, filled, target: () => targetOfResource(content.resource) };
  }

  #contentOf({ id, resource }) {
    const reference = resource?.reference;
    if (reference === undefined) throw new ScriptError(`The fixture "${id}" has no resource.`);
    if (reference.startsWith('#')) {
      const inside = this.#script.resource.contained?.find((one) => `#${one.id}` === reference);
      if (inside === undefined) throw new ScriptError(`The script does not contain ${reference}.`);
      return new Content(JSON.stringify(inside), 'json');
    }
    return new Content(this.#textOf(reference));
  }

  /** A script that somebody else wrote must not send other files of this machine to a server. */
  #textOf(reference) {
    const { file, root } = this.#script;
    const full = path.resolve(path.dirname(file), reference);
    if (!existsSync(full)) throw new ScriptError(`The fixture file ${reference} is not there.`);
    const inside = path.relative(realpathSync(root), realpathSync(full));
    if (inside.startsWith('..') || path.isAbsolute(inside)) {
      throw new ScriptError(
        `The fixture file ${reference} lies outside the folder of the scripts.`,
      );
    }
    return readFileSync(full, 'utf8').replace(/^\uFEFF/, '');
  }
}

function keptIds({ setup, test = [], teardown }) {
  return [setup, ...test, teardown]
    .flatMap((phase) => phase?.action ?? [])
    .flatMap(({ operation = {} }) => [operation.requestId, operation.responseId])
    .filter((id) => id !== undefined);
}

function isTrue(value) {
  return value === true || value === 'true';
}
