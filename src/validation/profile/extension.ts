/** Extensions and where they may stand: https://hl7.org/fhir/R4/extensibility.html */
import { isObject, stringAt } from '../../fhir/json.js';
import type { FhirNode } from '../../fhirpath/engine/node.js';
import type { Structure } from '../../packages/structures.js';
import { checkContext } from './extension-context.js';
import type { HooksFor } from './invariant.js';
import type { Compiling } from './place.js';
import type { ElementCheck, Run } from './run.js';

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
    checkContext(node, structure, run, { compiling, hooksFor });
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
