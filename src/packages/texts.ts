/**
 * Leaves out what machines do not use: narratives, descriptions, mappings. What a conformance
 * resource demands stays.
 */
import type { Resource } from '@medplum/fhirtypes';

/** Of any conformance resource. */
const OF_RESOURCE = new Set([
  'text',
  'description',
  'purpose',
  'copyright',
  'contact',
  'meta',
  'mapping',
]);

/** Of an ElementDefinition. */
const OF_ELEMENT = new Set([
  'short',
  'definition',
  'comment',
  'requirements',
  'alias',
  'mapping',
  'example',
  'label',
  'code',
  'isModifierReason',
  'meaningWhenMissing',
  'orderMeaning',
]);

/** Of a concept in a code system or value set. */
const OF_CONCEPT = new Set(['definition', 'designation', 'extension']);

const DROPPED_EXTENSIONS = new Set([
  'http://hl7.org/fhir/StructureDefinition/elementdefinition-bindingName',
  'http://hl7.org/fhir/StructureDefinition/elementdefinition-isCommonBinding',
]);

type Tree = Record<string, unknown>;

export function withoutTexts(resource: Resource): Resource {
  const kept = without(resource as unknown as Tree, OF_RESOURCE);
  switch (resource.resourceType) {
    case 'StructureDefinition':
      for (const part of ['snapshot', 'differential']) {
        if (isTree(kept[part]))
          kept[part] = { element: mapList(kept[part]['element'], elementWithout) };
      }
      return kept as unknown as Resource;
    case 'CodeSystem':
      kept['concept'] = mapList(kept['concept'], conceptWithout);
      return kept as unknown as Resource;
    case 'ValueSet':
      if (isTree(kept['compose'])) kept['compose'] = composeWithout(kept['compose']);
      return kept as unknown as Resource;
    default:
      return kept as unknown as Resource;
  }
}

function elementWithout(element: Tree): Tree {
  const kept = without(element, OF_ELEMENT);
  const { binding, constraint } = kept;
  if (isTree(binding)) kept['binding'] = bindingWithout(binding);
  if (constraint !== undefined) {
    kept['constraint'] = mapList(constraint, (each) => without(each, new Set(['xpath'])));
  }
  return kept;
}

/** Additional bindings are extensions of a binding; its name for code generators is not needed. */
function bindingWithout(binding: Tree): Tree {
  const kept = without(binding, new Set(['description']));
  const extensions = list(kept['extension']).filter(
    (each) => !DROPPED_EXTENSIONS.has(String(each['url'])),
  );
  delete kept['extension'];
  return extensions.length === 0 ? kept : { ...kept, extension: extensions };
}

function conceptWithout(concept: Tree): Tree {
  const kept = without(concept, OF_CONCEPT);
  return kept['concept'] === undefined
    ? kept
    : { ...kept, concept: mapList(kept['concept'], conceptWithout) };
}

function composeWithout(compose: Tree): Tree {
  const part = (name: string): Tree =>
    compose[name] === undefined
      ? {}
      : {
          [name]: mapList(compose[name], (each) =>
            each['concept'] === undefined
              ? each
              : {
                  ...each,
                  concept: mapList(each['concept'], (concept) => ({ code: concept['code'] })),
                },
          ),
        };
  return { ...compose, ...part('include'), ...part('exclude') };
}

function without(tree: Tree, names: ReadonlySet<string>): Tree {
  return Object.fromEntries(Object.entries(tree).filter(([name]) => !names.has(name)));
}

function mapList(value: unknown, change: (item: Tree) => Tree): Tree[] {
  return list(value).map(change);
}

function list(value: unknown): Tree[] {
  return Array.isArray(value) ? (value as Tree[]) : [];
}

function isTree(value: unknown): value is Tree {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
