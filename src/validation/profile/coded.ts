/** Bindings, and what is known of codes: https://hl7.org/fhir/R4/terminologies.html#strength */
import { isObject, objectsAt, type JsonObject, type JsonValue } from '../../fhir/json.js';
import type { FhirNode } from '../../fhirpath/engine/node.js';
import type { PackageId, StructureSource, ValueSetContent } from '../../packages/structures.js';
import type { Origin } from '../report.js';
import { ucumUnit } from './quantity.js';
import type { ElementCheck, Run } from './run.js';

export type Strength = 'required' | 'extensible' | 'preferred';

/** Whether a code is in a value set; `system` names what is missing where that can't be told. */
export type Membership =
  | { readonly kind: 'member' | 'other' | 'none' }
  | { readonly kind: 'unjudged'; readonly system: string };

const MEMBER: Membership = { kind: 'member' };
const OTHER: Membership = { kind: 'other' };
const NO_CODE: Membership = { kind: 'none' };

/** A name in a media type: https://www.rfc-editor.org/rfc/rfc6838#section-4.2 */
const MEDIA_NAME = '[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}';
const MEDIA_TYPE = new RegExp(`^${MEDIA_NAME}/${MEDIA_NAME}(?:\\s*;.*)?$`);

/** Systems whose codes have a grammar: https://hl7.org/fhir/R4/terminologies-systems.html */
const GRAMMARS: ReadonlyMap<string, (code: string) => boolean> = new Map(
  Object.entries({
    'http://unitsofmeasure.org': (code) => ucumUnit(code) !== undefined,
    'urn:ietf:bcp:47': (code) => /^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*$/.test(code),
    'urn:ietf:bcp:13': (code) => MEDIA_TYPE.test(code),
  }),
);

/** The membership of any coded value in one value set. */
export class ValueSetJudge {
  readonly #canonical: string;
  readonly #find: () => ValueSetContent | undefined;
  #content: ValueSetContent | undefined | 'unread' = 'unread';

  constructor(source: StructureSource, canonical: string, scope: PackageId) {
    this.#canonical = canonical;
    this.#find = () => source.valueSet(canonical, scope);
  }

  judge(value: JsonValue | undefined): Membership {
    if (value === undefined) return NO_CODE;
    if (this.#content === 'unread') this.#content = this.#find();
    const content = this.#content;
    if (content === undefined) return { kind: 'unjudged', system: this.#canonical };
    if (typeof value === 'string') return codeOnly(content, value);
    if (!isObject(value)) return NO_CODE;
    if (!Array.isArray(value['coding'])) return coding(content, value);
    return best(objectsAt(value, 'coding').map((one) => coding(content, one)));
  }
}

/** For a CodeableConcept one coding is enough. */
function best(all: readonly Membership[]): Membership {
  const of = (kind: Membership['kind']): Membership | undefined =>
    all.find((one) => one.kind === kind);
  return of('member') ?? of('unjudged') ?? of('other') ?? NO_CODE;
}

function coding(content: ValueSetContent, value: JsonObject): Membership {
  const { system, code } = value;
  if (typeof code !== 'string') return NO_CODE;
  if (typeof system !== 'string') return OTHER;
  if (content.codes.get(system)?.has(code) === true) return MEMBER;
  const inOpen = content.open.has(system) ? inOpenSystem(system, code) : OTHER;
  return inOpen.kind === 'other' ? outside(content) : inOpen;
}

/** A part of the value set that is not loaded could hold any code. */
function outside({ unknown }: ValueSetContent): Membership {
  const [valueSet] = unknown ?? [];
  return valueSet === undefined ? OTHER : { kind: 'unjudged', system: valueSet };
}

function inOpenSystem(system: string, code: string): Membership {
  const fits = GRAMMARS.get(system);
  if (fits === undefined) return { kind: 'unjudged', system };
  return fits(code) ? MEMBER : OTHER;
}

/** A code without a system, as in an element of type `code`: any system of the value set. */
function codeOnly(content: ValueSetContent, code: string): Membership {
  for (const codes of content.codes.values()) if (codes.has(code)) return MEMBER;
  const inOpen = [...content.open].map((system) => inOpenSystem(system, code));
  return best([...inOpen, outside(content)]);
}

export interface BindingRule {
  readonly strength: Strength;
  readonly canonical: string;
  readonly judge: ValueSetJudge;
  /** Codes that may stand here though the value set has them not. */
  readonly besides?: ReadonlySet<JsonValue | undefined>;
}

export function bindingCheck(binding: BindingRule, origin: Origin): ElementCheck {
  return (node, run) => {
    if (!isCoded(node) || binding.besides?.has(node.value) === true) return;
    const found = binding.judge.judge(node.value);
    if (found.kind === 'unjudged') reportMissing(found.system, node, run, origin);
    else if (found.kind !== 'member') reportOther(binding, found.kind, node, { run, origin });
  };
}

const CODED = new Set(['code', 'Coding', 'CodeableConcept', 'Quantity', 'string', 'uri']);

/** A binding on a choice concerns the coded types among them. */
function isCoded({ type, value }: FhirNode): boolean {
  if (!CODED.has(type)) return false;
  // A Quantity without a unit has nothing that could be in a value set.
  return type !== 'Quantity' || (isObject(value) && 'value' in value);
}

export function reportOther(
  { strength, canonical }: Pick<BindingRule, 'strength' | 'canonical'>,
  kind: 'other' | 'none',
  node: FhirNode,
  { run, origin }: { run: Run; origin: Origin },
): void {
  const text =
    kind === 'none'
      ? `there is no code; one from ${canonical} is expected.`
      : `no code is from the value set ${canonical}.`;
  if (strength === 'required') run.report('binding-required', node, text, { origin });
  else if (kind === 'other') {
    const severity = strength === 'extensible' ? 'warning' : 'information';
    run.report(`binding-${strength}`, node, text, { origin, severity });
  }
}

/**
 * Once for each system: a record of one code system has thousands of its codes. Where it is only asked
 * whether something fits, a code that can't be judged does.
 */
export function reportMissing(system: string, node: FhirNode, run: Run, origin: Origin): void {
  const { missing, policy } = run.session;
  const severity = policy.unjudgedCode;
  if (missing.has(system)) return;
  const text = `codes could not be judged: ${system} is not loaded on this server.`;
  if (!run.probing) {
    missing.add(system);
    run.report('code-unjudged', node, text, { origin, severity });
  } else if (severity !== 'error') {
    run.note('code-unjudged', node, text, { origin, severity });
  }
}
