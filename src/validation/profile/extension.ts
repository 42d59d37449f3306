/** Extensions and where they may stand: https://hl7.org/fhir/R4/extensibility.html */
import { isObject, stringAt } from '../../fhir/json.js';
import { compileFhirPath } from '../../fhirpath/engine/compile.js';
import { FhirNode } from '../../fhirpath/engine/node.js';
import type { Structure } from '../../packages/structures.js';
import type { HooksFor } from './invariant.js';
import type { Compiling } from './place.js';
import type { ElementCheck, Run } from './run.js';
import { InvariantVariables } from './variables.js';

const ABSOLUTE = /^[a-z][a-z0-9+.-]*:/i;

/** Checks an extension by the definition that its url names. */
export function extensionCheck(compiling: Compiling, hooksFor: HooksFor): ElementCheck {
  return (node, run) => {
    const url = isObject(node.value) ? stringAt(node.value, 'url') : undefined;
    if (url === undefined) return;
    const modifier = node.key === 'modifierExtension';
    if (!ABSOLUTE.test(url)) {
      // Parts of an extension are named within it; its definition says which there are.
      if (node.parent?.type === 'Extension') return;
      run.report('extension-url', node, 'the url of an extension must be absolute.');
      return;
    }
    const definition = compiling.profile(url, run.scope);
    if (definition?.structure.type !== 'Extension') {
      unknownExtension(node, modifier, run, compiling.parts.source.failure(url, run.scope));
      return;
    }
    const { structure } = definition;
    checkModifier(node, modifier, structure, run);
    if (!mayStand(node, structure, run, hooksFor)) {
      const allowed = (structure.context ?? []).map(({ expression }) => expression).join(', ');
      run.report(
        'extension-context',
        node,
        `the extension may not stand here, but on: ${allowed}.`,
        {
          origin: { profile: structure.url },
        },
      );
    }
    run.once(definition.check, node);
  };
}

/** @param failure why the definition that there is can't be used */
function unknownExtension(
  node: FhirNode,
  modifier: boolean,
  run: Run,
  failure: string | undefined,
): void {
  if (modifier) {
    run.report(
      'modifier-extension',
      node,
      'this modifier extension is not known; the element can not be understood without it.',
    );
    return;
  }
  if (failure !== undefined) {
    const text = `the extension was not checked, its definition can not be used: ${failure}.`;
    run.note('profile-invalid', node, text, { origin: {}, severity: 'warning' });
    return;
  }
  run.report(
    'extension-unknown',
    node,
    'the definition of the extension is not known; it was not checked.',
    {
      severity: run.session.policy.unknownExtension,
    },
  );
}

function checkModifier(node: FhirNode, modifier: boolean, structure: Structure, run: Run): void {
  if ((structure.elements[0]?.isModifier === true) === modifier) return;
  const text = modifier
    ? 'this extension is no modifier and must stand in "extension".'
    : 'this extension is a modifier and must stand in "modifierExtension".';
  run.report('modifier-extension', node, text, { origin: { profile: structure.url } });
}

function mayStand(node: FhirNode, structure: Structure, run: Run, hooksFor: HooksFor): boolean {
  const holder = node.parent;
  const contexts = structure.context ?? [];
  if (holder === undefined || contexts.length === 0) return true;
  return contexts.some(({ type, expression }) => {
    if (type === 'extension') {
      return isObject(holder.value) && holder.value['url'] === expression;
    }
    if (type === 'fhirpath') return isSelected(holder, expression, run, hooksFor);
    return isElement(holder, expression, run);
  });
}

/** `Element`, `Observation`, `Observation.component`, `HumanName.family`, or a profile's element. */
function isElement(holder: FhirNode, expression: string, run: Run): boolean {
  const { types } = run.session.navigator;
  const wanted = expression
    .replace(/^.*#/, '')
    .replaceAll('[x]', '')
    .replace(/:[^.]+/g, '');
  // Whatever is in a resource is an element; authors also write Resource where they mean any.
  if (wanted === 'Element' || wanted === '*') return true;
  if (wanted.startsWith('http')) return true;
  // A nested element has its path for a type, also where another element refers to its content.
  if (holder.type === wanted) return true;
  if (!wanted.includes('.')) return types.isA(holder.type, wanted);
  return pathsOf(holder).some((path) => isAt(path, wanted, run));
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
function elementName(node: FhirNode): string {
  const { type, key } = node;
  const suffix = type.charAt(0).toUpperCase() + type.slice(1);
  return key.endsWith(suffix) && key !== suffix ? key.slice(0, -suffix.length) : key;
}

function isSelected(holder: FhirNode, expression: string, run: Run, hooksFor: HooksFor): boolean {
  const self = [run.resource];
  try {
    const found = compileFhirPath(expression)(self, {
      navigator: run.session.navigator,
      hooks: hooksFor(run, run.scope),
      variables: new InvariantVariables(self, run),
      budget: 100_000,
      self,
      position: 0,
    });
    return found.some((item) => item instanceof FhirNode && item.value === holder.value);
  } catch {
    return true;
  }
}
