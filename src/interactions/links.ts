/**
 * The links in a resource: everything that may have to be rewritten when ids are given out.
 * https://hl7.org/fhir/R4/http.html#trules: references, uris, links in narrative; never canonicals.
 */
import { isObject, type JsonObject, type JsonValue } from '../fhir/json.js';
import type { Resource } from '../fhir/resource.js';
import type { Definitions, Property } from '../packages/registry.js';

export type LinkKind = 'reference' | 'uri' | 'narrative';

/** A text in the tree; `set` puts another one in its place. */
export interface Link {
  readonly kind: LinkKind;
  readonly text: string;
  set(text: string): void;
}

type Action = LinkKind | { readonly type: string };
type Plan = ReadonlyMap<string, Action>;

const URI_TYPES = new Set(['uri', 'url', 'oid', 'uuid']);

export class LinkFinder {
  readonly #definitions: Definitions;
  readonly #plans = new Map<string, Plan>();

  constructor(definitions: Definitions) {
    this.#definitions = definitions;
  }

  /** Calls `visit` for every link, also in extensions and contained resources. */
  find(resource: Resource, visit: (link: Link) => void): void {
    this.#walk(resource, resource.resourceType, visit);
  }

  #walk(object: JsonObject, type: string, visit: (link: Link) => void): void {
    const plan = this.#plan(type);
    for (const name in object) {
      const action = plan.get(name);
      const value = object[name];
      if (action === undefined || value === undefined) continue;
      if (!Array.isArray(value)) this.#visit(object, name, action, visit);
      else
        for (let index = 0; index < value.length; index++) this.#visit(value, index, action, visit);
    }
  }

  /** What stands at a place of an object or a list. An object is made only where there is a link. */
  #visit(
    holder: JsonObject | JsonValue[],
    place: string | number,
    action: Action,
    visit: (link: Link) => void,
  ): void {
    const at = holder as Record<string | number, JsonValue | undefined>;
    const value = at[place];
    if (typeof action === 'string') {
      if (typeof value !== 'string') return;
      const set = (text: string): void => {
        at[place] = text;
      };
      visit({ kind: action, text: value, set });
    } else if (isObject(value)) {
      const inner = value['resourceType'];
      const type = action.type === 'Resource' && typeof inner === 'string' ? inner : action.type;
      this.#walk(value, type, visit);
    }
  }

  #plan(type: string): Plan {
    let plan = this.#plans.get(type);
    if (plan === undefined) {
      const actions = [...this.#definitions.properties(type).values()].flatMap((property) =>
        planned(type, property),
      );
      plan = new Map(actions);
      this.#plans.set(type, plan);
    }
    return plan;
  }
}

function planned(type: string, property: Property): [string, Action][] {
  const { name } = property;
  if (type === 'Reference' && name === 'reference') return [[name, 'reference']];
  if (property.type === 'xhtml') return [[name, 'narrative']];
  if (!property.primitive) return [[name, { type: property.type }]];
  const extensions: [string, Action] = [`_${name}`, { type: 'Element' }];
  return URI_TYPES.has(property.type) ? [[name, 'uri'], extensions] : [extensions];
}

const NARRATIVE_LINK = /(\s(?:href|src)\s*=\s*)(?:"([^"]*)"|'([^']*)')/g;

/** Narrative with each link replaced by what `replace` gives for it. */
export function rewriteNarrative(
  xhtml: string,
  replace: (link: string) => string | undefined,
): string {
  return xhtml.replace(
    NARRATIVE_LINK,
    (whole, start: string, double: string | undefined, single: string | undefined) => {
      const replaced = replace(double ?? single ?? '');
      return replaced === undefined ? whole : `${start}"${replaced}"`;
    },
  );
}
