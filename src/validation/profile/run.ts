/** One validation under way: what has been found, and what surrounds the element that is looked at. */
import { isObject, type JsonValue } from '../../fhir/json.js';
import type { FhirNode, Navigator } from '../../fhirpath/engine/node.js';
import type { PackageId } from '../../packages/structures.js';
import type { Clock } from '../../ports.js';
import { attentionTo, type Attention, type ValidationPolicy } from '../policy.js';
import type { Findings, Origin } from '../report.js';
import type { RuleId } from '../rules.js';
import type { References } from './references.js';

/** Judges an element with all below it. */
export type ElementCheck = (node: FhirNode, run: Run) => void;

/** What all parts of one call of `validate` share. */
export interface Session {
  readonly navigator: Navigator;
  readonly policy: ValidationPolicy;
  readonly clock: Clock;
  readonly references: References;
  readonly findings: Findings;
  /** The resource that is judged, with all in it. */
  readonly subject: FhirNode;
  /** Which checks have reported on which values: each does it once. */
  readonly reported: Map<ElementCheck, Set<JsonValue>>;
  /** Which values satisfy which checks; `undefined` while that is being found out. */
  readonly verdicts: Map<ElementCheck, Map<JsonValue, boolean | undefined>>;
  /** Code systems and value sets that are already said to be missing. */
  readonly missing: Set<string>;
}

export class Run {
  readonly session: Session;
  /** The resource that the element is in: `%resource`. */
  readonly resource: FhirNode;
  /** Its container when it is contained, else itself: `%rootResource`. */
  readonly root: FhirNode;
  /** Canonicals in the instance are looked up as this package sees them. */
  readonly scope: PackageId;
  /** True while it is only asked whether something fits: nothing is reported. */
  readonly probing: boolean;
  #failed = false;

  constructor(
    session: Session,
    place: { readonly resource: FhirNode; readonly root: FhirNode; readonly scope: PackageId },
    probing = false,
  ) {
    this.session = session;
    this.resource = place.resource;
    this.root = place.root;
    this.scope = place.scope;
    this.probing = probing;
  }

  /** True when there is no use in looking further. */
  get stopped(): boolean {
    return this.probing ? this.#failed : this.session.findings.full;
  }

  get failed(): boolean {
    return this.#failed;
  }

  /**
   * Notes that an element breaks a rule.
   * @param text names the rule and the shape of the value, never the value itself
   */
  report(
    rule: RuleId,
    node: FhirNode,
    text: string,
    { origin = {}, severity = 'error' }: { origin?: Origin; severity?: Attention } = {},
  ): void {
    if (this.probing) this.#failed ||= severity === 'error';
    else this.#say(node.expression, { rule, text, severity }, origin);
  }

  /** As the operator has it. */
  #say(
    expression: string,
    { rule, text, severity: usual }: { rule: RuleId; text: string; severity: Attention },
    origin: Origin,
  ): void {
    const { policy, findings } = this.session;
    const severity = attentionTo(policy, { rule, usual, type: this.resource.type });
    if (severity !== 'ignore') findings.addAt(expression, { rule, text, severity }, origin);
  }

  /**
   * Notes what could not be checked, also when only asked whether something fits: the answer may be
   * wrong for it. What stands outside the resource that is judged is noted at that.
   */
  note(
    rule: RuleId,
    node: FhirNode,
    text: string,
    { origin, severity }: { origin: Origin; severity: Exclude<Attention, 'error'> },
  ): void {
    const { subject } = this.session;
    const { expression } = node.root === subject ? node : subject;
    this.#say(expression, { rule, text, severity }, origin);
  }

  /** The same elsewhere: in another resource, or only asking. */
  within(resource: FhirNode, root: FhirNode, scope: PackageId = this.scope): Run {
    return new Run(this.session, { resource, root, scope }, this.probing);
  }

  /** True when a check finds no error; nothing is reported. */
  satisfies(check: ElementCheck, node: FhirNode): boolean {
    const { verdicts } = this.session;
    const key = isObject(node.value) ? node.value : undefined;
    let known = verdicts.get(check);
    if (key !== undefined) {
      if (known === undefined) verdicts.set(check, (known = new Map<JsonValue, boolean>()));
      // What is still being found out is taken for right: references may go round in circles.
      if (known.has(key)) return known.get(key) ?? true;
      known.set(key, undefined);
    }
    const probe = new Run(this.session, this, true);
    check(node, probe);
    if (key !== undefined) known?.set(key, !probe.failed);
    return !probe.failed;
  }

  /** Runs a check that other ways may lead to as well; each value is reported on once. */
  once(check: ElementCheck, node: FhirNode): void {
    if (this.probing) {
      if (!this.satisfies(check, node)) this.#failed = true;
      return;
    }
    const key = node.value;
    if (!isObject(key)) {
      check(node, this);
      return;
    }
    const { reported } = this.session;
    let done = reported.get(check);
    if (done === undefined) reported.set(check, (done = new Set<JsonValue>()));
    if (done.has(key)) return;
    done.add(key);
    check(node, this);
  }
}
