/**
 * Lays a differential over the tree of its base. Branches that the differential does not touch are
 * the base's own, so a snapshot costs what its differential says and no more.
 * https://hl7.org/fhir/R4/profiling.html#snapshot
 */
import type { ProfileProblem } from '../structures.js';
import { mergeFacts, maxOf } from './merge-element.js';
import { newSlice, typeNamed, withSlicing } from './slices.js';
import { childId, newDraft, nodeOf, without, type Draft, type ElementNode } from './tree.js';

/** Where the trees of types and profiles come from. */
export interface Trees {
  /** The tree of an R4 type. */
  ofType(code: string): ElementNode | undefined;
  /** The tree of a profile that an element names, or the reason why there is none. */
  ofProfile(canonical: string): ElementNode | string;
}

export interface Differential {
  readonly trees: Trees;
  /** True for a type of its own, which may have elements that its base lacks. */
  readonly extendsBase: boolean;
  readonly report: (problem: ProfileProblem) => void;
}

export function applyDifferential(
  base: ElementNode,
  draft: Draft,
  differential: Differential,
): ElementNode {
  return new Application(differential).apply(base, draft, draft.name);
}

class Application {
  readonly #trees: Trees;
  readonly #extendsBase: boolean;
  readonly #report: (problem: ProfileProblem) => void;

  constructor({ trees, extendsBase, report }: Differential) {
    this.#trees = trees;
    this.#extendsBase = extendsBase;
    this.#report = report;
  }

  apply(base: ElementNode, draft: Draft, id: string): ElementNode {
    const facts = mergeFacts(base.facts, draft.facts, (text) => {
      this.#say('warning', id, text);
    });
    let node = facts === base.facts ? base : { ...base, facts };
    if (draft.children.size > 0) node = this.#withChildren(node, draft, id);
    return draft.slices.size > 0 ? this.#withSlices(node, draft, id) : node;
  }

  #withChildren(node: ElementNode, draft: Draft, id: string): ElementNode {
    const opened = this.#opened(node, id);
    const children = [...opened.children];
    const isKnown = ({ name }: Draft): boolean => isAmong(children, name);
    if (![...draft.children.values()].every(isKnown)) this.#addMissing(children, opened, id);
    for (const child of draft.children.values()) {
      const at = children.findIndex(({ name }) => name === child.name);
      const base = children[at];
      if (base !== undefined) children[at] = this.apply(base, child, childId(id, child));
      else if (isAmong(children, child.name)) continue;
      else if (this.#extendsBase) children.push(nodeOf(child));
      else this.#say('error', childId(id, child), 'the base has no such element');
    }
    return { ...opened, children: this.#withShortSlices(children, draft, id) };
  }

  /** `valueQuantity` is short for slice `valueQuantity` of `value[x]`. */
  #withShortSlices(children: readonly ElementNode[], draft: Draft, id: string): ElementNode[] {
    return children.map((child) => {
      const whole = newDraft(child.name);
      for (const [name, own] of draft.children) {
        if (typeNamed(child, name) === undefined || draft.children.has(child.name)) continue;
        whole.slices.set(name, { ...own, name: child.name, sliceName: name, short: true });
      }
      return whole.slices.size === 0 ? child : this.apply(child, whole, childId(id, whole));
    });
  }

  /** A choice that the base opened for all its types has more inside once one type is left. */
  #addMissing(children: ElementNode[], node: ElementNode, id: string): void {
    const names = new Set(children.map(({ name }) => name));
    children.push(...this.#insideType(node, id).filter(({ name }) => !names.has(name)));
  }

  /** The slices of the base first, each with what the profile adds to it, then new ones. */
  #withSlices(node: ElementNode, draft: Draft, id: string): ElementNode {
    const sliced = withSlicing(node, draft);
    if (sliced.facts.slicing === undefined) {
      const text = 'it has slices, but neither it nor its base says how to tell them apart';
      this.#say('error', id, text);
    }
    const slices = new Map(node.slices.map((slice) => [slice.sliceName ?? '', slice]));
    for (const [name, own] of draft.slices) {
      const base = slices.get(name) ?? newSlice(node, name, own.facts.type !== undefined);
      const sliceId = childId(id.slice(0, Math.max(0, id.lastIndexOf('.'))), own);
      slices.set(name, this.#slice(base, own, { id: sliceId, sliced: node }));
    }
    return { ...sliced, slices: [...slices.values()] };
  }

  #slice(base: ElementNode, own: Draft, at: { id: string; sliced: ElementNode }): ElementNode {
    const slice = this.apply(base, own, at.id);
    if ((slice.facts.min ?? 0) > maxOf(at.sliced.facts.max)) {
      this.#say('warning', at.id, 'the slice asks for more than the sliced element may have');
    }
    return slice;
  }

  /** The element with what is inside it: its own children, or those of its type or profile. */
  #opened(node: ElementNode, id: string): ElementNode {
    if (node.children.length > 0) return node;
    const { contentReference } = node.facts;
    if (contentReference !== undefined) return this.#referred(node, contentReference, id);
    return { ...node, children: this.#insideType(node, id) };
  }

  #insideType(node: ElementNode, id: string): readonly ElementNode[] {
    const types = node.facts.type ?? [];
    const codes = new Set(types.map(({ code }) => code));
    const [type] = types;
    if (type === undefined) return [];
    if (codes.size > 1) return this.#trees.ofType('Element')?.children ?? [];
    const [profile, ...others] = types.flatMap((each) => each.profile ?? []);
    if (profile !== undefined && others.length === 0) {
      const tree = this.#trees.ofProfile(profile);
      if (typeof tree !== 'string') return tree.children;
      this.#say('error', id, tree);
    }
    return this.#trees.ofType(type.code)?.children ?? [];
  }

  /** `#Observation.referenceRange`: what is inside is the same as inside that element. */
  #referred(node: ElementNode, reference: string, id: string): ElementNode {
    const [type, ...names] = reference.replace(/^.*#/, '').split('.');
    let target = this.#trees.ofType(type ?? '');
    for (const name of names) target = target?.children.find((child) => child.name === name);
    if (target === undefined || target.facts.contentReference !== undefined) {
      this.#say('error', id, `its content reference ${reference} leads nowhere`);
      return node;
    }
    const facts = without(node.facts, 'contentReference');
    const types = target.facts.type === undefined ? {} : { type: target.facts.type };
    return { ...node, facts: { ...facts, ...types }, children: target.children };
  }

  #say(severity: ProfileProblem['severity'], element: string, text: string): void {
    this.#report({ severity, element, text });
  }
}

/** True for the name of a child, and for that of a choice with one of its types. */
function isAmong(children: readonly ElementNode[], name: string): boolean {
  return children.some((child) => child.name === name || typeNamed(child, name) !== undefined);
}
