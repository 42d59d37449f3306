/** Where an extension may stand: https://hl7.org/fhir/R4/defining-extensions.html#context */
import { isObject, stringAt } from '../../fhir/json.js';
import { FhirPathSyntaxError } from '../../fhirpath/engine/ast.js';
import { compileFhirPath } from '../../fhirpath/engine/compile.js';
import { FhirNode } from '../../fhirpath/engine/node.js';
import { FhirPathError, truth, type Collection } from '../../fhirpath/engine/values.js';
import type { Structure } from '../../packages/structures.js';
import type { HooksFor } from './invariant.js';
import type { Compiling } from './place.js';
import type { Run } from './run.js';
import { InvariantVariables } from './variables.js';

type Context = NonNullable<Structure['context']>[number];

export interface ContextParts {
  readonly compiling: Compiling;
  readonly hooksFor: HooksFor;
}

/** Undefined where it can't be told. */
type Answer = boolean | undefined;

/** Reports an extension that stands where its definition does not allow it, or not in this case. */
export function checkContext(
  node: FhirNode,
  structure: Structure,
  run: Run,
  parts: ContextParts,
): void {
  const holder = node.parent;
  if (holder === undefined) return;
  const origin = { profile: structure.url };
  const contexts = structure.context ?? [];
  const answers = contexts.map((context) => mayStand(holder, context, { structure, run, parts }));
  if (contexts.length > 0 && !answers.includes(true)) {
    const allowed = contexts.map(({ expression }) => expression).join(', ');
    const text = `the extension may not stand here, but on: ${allowed}.`;
    if (!answers.includes(undefined)) run.report('extension-context', node, text, { origin });
    else {
      const unjudged = `whether the extension may stand here could not be told: ${allowed}.`;
      run.note('extension-context', node, unjudged, { origin, severity: 'warning' });
    }
  }
  for (const invariant of structure.contextInvariants ?? []) {
    checkInvariant(invariant, node, { structure, run, parts });
  }
}

interface Place {
  readonly structure: Structure;
  readonly run: Run;
  readonly parts: ContextParts;
}

function mayStand(holder: FhirNode, { type, expression }: Context, place: Place): Answer {
  if (type === 'extension') return isInExtension(holder, expression);
  if (type === 'fhirpath') return isSelected(holder, expression, place);
  return isElement(holder, expression, place);
}

/** The url of an extension; `url#part` for a part of one. */
function isInExtension(holder: FhirNode, expression: string): boolean {
  const [url = '', part] = expression.replace(/\|[^#]*/, '').split('#');
  const whole = part === undefined ? holder : holder.parent;
  const own = part === undefined || urlOf(holder) === part;
  return own && whole !== undefined && urlOf(whole) === url;
}

function urlOf(node: FhirNode): string | undefined {
  return node.type === 'Extension' && isObject(node.value)
    ? stringAt(node.value, 'url')
    : undefined;
}

/** Authors write these where they mean any element. */
const ANYWHERE = new Set(['Element', 'Any', '*']);
/** Of later versions of FHIR: resources with a canonical URL. */
const CANONICAL = new Set(['CanonicalResource', 'MetadataResource']);

/** `Observation`, `Observation.component`, `HumanName.family`, `[profile]#Patient.contact:partner`. */
function isElement(holder: FhirNode, expression: string, place: Place): Answer {
  const { types } = place.run.session.navigator;
  if (ANYWHERE.has(expression)) return true;
  if (CANONICAL.has(expression)) return types.properties(holder.type).has('url');
  const [, url, path] = /^(https?:[^#]*|urn:[^#]*)(?:#(.*))?$/.exec(expression) ?? [];
  return url === undefined
    ? isAtPath(holder, expression, place.run)
    : isInProfile(holder, { url, path }, place);
}

/** What has the path, in something that satisfies the profile. */
function isInProfile(
  holder: FhirNode,
  { url, path }: { url: string; path: string | undefined },
  { structure, run, parts: { compiling } }: Place,
): Answer {
  const profile = compiling.profile(url, structure.scope);
  if (profile === undefined) return undefined;
  const { type } = profile.structure;
  const { types } = run.session.navigator;
  if (!isAtPath(holder, path ?? type, run)) return false;
  for (let at: FhirNode | undefined = holder; at !== undefined; at = at.parent) {
    if (types.isA(at.type, type)) return run.satisfies(profile.check, at);
  }
  return false;
}

function isAtPath(holder: FhirNode, expression: string, run: Run): boolean {
  const { types } = run.session.navigator;
  const wanted = expression.replaceAll('[x]', '').replace(/:[^.]+/g, '');
  if (holder.type === wanted || types.isA(holder.type, wanted)) return true;
  return wanted.includes('.') && pathsOf(holder).some((path) => isAt(path, wanted, run));
}

interface TypedPath {
  readonly type: string;
  readonly rest: string;
}

/** Paths to an element from each of the elements above it: `HumanName` `.family`. */
function pathsOf(node: FhirNode): TypedPath[] {
  const paths: TypedPath[] = [];
  let rest = '';
  for (let at = node; at.parent !== undefined; at = at.parent) {
    rest = `.${elementName(at)}${rest}`;
    paths.push({ type: at.parent.type, rest });
  }
  return paths;
}

function isAt({ type, rest }: TypedPath, wanted: string, run: Run): boolean {
  const dot = wanted.indexOf('.');
  const fits =
    wanted.slice(dot) === rest && run.session.navigator.types.isA(type, wanted.slice(0, dot));
  return fits || `${type}${rest}` === wanted;
}

/** `value` for `valueQuantity`. */
function elementName({ type, key }: FhirNode): string {
  const suffix = type.charAt(0).toUpperCase() + type.slice(1);
  return key.endsWith(suffix) && key !== suffix ? key.slice(0, -suffix.length) : key;
}

/** An expression over the resource that selects what may hold the extension. */
function isSelected(holder: FhirNode, expression: string, place: Place): Answer {
  const found = evaluated(expression, place.run.resource, place);
  if (found === undefined) return undefined;
  return found.some((item) => item instanceof FhirNode && item.expression === holder.expression);
}

/** Steps for one expression. */
const BUDGET = 200_000;

function evaluated(
  expression: string,
  focus: FhirNode,
  { structure, run, parts }: Place,
  extension?: FhirNode,
): Collection | undefined {
  const self: Collection = [focus];
  try {
    return compileFhirPath(expression)(self, {
      navigator: run.session.navigator,
      hooks: parts.hooksFor(run, structure.scope),
      variables: new InvariantVariables(self, run, extension),
      budget: BUDGET,
      self,
      position: 0,
    });
  } catch (error) {
    if (error instanceof FhirPathError || error instanceof FhirPathSyntaxError) return undefined;
    throw error;
  }
}

/** Is about the element that holds the extension; `%extension` is the extension itself. */
function checkInvariant(expression: string, node: FhirNode, place: Place): void {
  const { run, structure } = place;
  const { parent } = node;
  if (parent === undefined) return;
  const origin = { profile: structure.url };
  const answer = evaluated(expression, parent, place, node);
  const met = answer === undefined ? undefined : (verdict(answer) ?? true);
  if (met === undefined) {
    const text = 'whether the extension may stand here could not be told.';
    run.note('extension-context', node, text, { origin, severity: 'warning' });
  } else if (!met) {
    const text = `the extension may only stand where: ${expression}.`;
    run.report('extension-context', node, text, { origin });
  }
}

function verdict(answer: Collection): boolean | undefined {
  return answer.length > 1 ? true : truth(answer);
}
