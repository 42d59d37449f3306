/** Token parameters as they are asked: https://hl7.org/fhir/R4/search.html#token */
import { not } from '../criterion.js';
import { TOKEN_FORMS, tokenKey } from '../keys.js';
import type { Asked } from '../parse/context.js';
import { unknownModifier, wrongValue } from '../parse/errors.js';
import type { Criterion, IdentifierValue } from '../query.js';
import { placesOf, type QueryPath } from '../query-path.js';
import { foldedTexts } from '../body-texts.js';
import { splitValue, unescapeValue } from '../value.js';
import { anyToken, oneToken, parseToken, pathsWith } from './asked-token.js';
import { identityText } from './identity-text.js';
import { hierarchyCriterion, valueSetCriterion } from './token-concepts.js';
import { ofTypeText } from './token.js';

/** @param values of the comma list, still escaped */
export function tokenCriterion(
  paths: readonly QueryPath[],
  values: readonly string[],
  asked: Asked,
): Criterion {
  switch (asked.modifier) {
    case undefined:
      return tokensCriterion(paths, values, asked);
    case 'not':
      return not(tokensCriterion(paths, values, asked));
    case 'in':
      return valueSetCriterion(paths, values, asked);
    case 'not-in':
      // "None of the concepts are in the nominated value set", so a resource without any is found.
      return not(valueSetCriterion(paths, values, asked));
    case 'text':
      return displayCriterion(paths, values, asked);
    case 'of-type':
      return ofTypeCriterion(paths, values, asked);
    case 'above':
    case 'below':
      return hierarchyCriterion(paths, values, { ...asked, modifier: asked.modifier });
    default:
      throw unknownModifier(asked.name, asked.modifier);
  }
}

function tokensCriterion(
  paths: readonly QueryPath[],
  values: readonly string[],
  { name }: Asked,
): Criterion {
  const found: Criterion[] = [];
  const identifiers: IdentifierValue[] = [];
  const identifierPaths = paths.filter(isIdentifier);
  for (const value of values) {
    const token = parseToken(value, name);
    if (token.code !== undefined && identifierPaths.length > 0) {
      identifiers.push({ system: token.system, value: identityText(token.code) });
    }
    const others = token.code === undefined ? paths : paths.filter((path) => !isIdentifier(path));
    if (others.length === 0) continue;
    found.push(...pathsWith(others, token.system, name).map((path) => oneToken(path, token)));
  }
  if (identifiers.length > 0) {
    const own = identifierPaths.map(({ search }) => search.key);
    found.push({ kind: 'identifier', paths: own, values: identifiers });
  }
  return anyToken(found);
}

/** Identifiers are compared in plain text, except those that only the FHIRPath engine finds. */
function isIdentifier({ types }: QueryPath): boolean {
  return types.length > 0 && types.every((type) => type === 'Identifier');
}

/** `:of-type`: an identifier with this type and value. */
function ofTypeCriterion(
  paths: readonly QueryPath[],
  values: readonly string[],
  { name }: Asked,
): Criterion {
  const own = paths.filter(({ types }) => types.length === 0 || types.includes('Identifier'));
  if (own.length === 0) throw unknownModifier(name, 'of-type');
  const keys = values.flatMap((value) => {
    const [system = '', code = '', text = '', ...more] = splitValue(value, '|').map(unescapeValue);
    if (system === '' || code === '' || text === '' || more.length > 0) {
      throw wrongValue(name, 'a value is not of the form system|code|value');
    }
    return own.map(({ search }) =>
      tokenKey(search.key, TOKEN_FORMS.ofType, system, ofTypeText(code, text)),
    );
  });
  return { kind: 'keys', keys };
}

/** Where the text beside a code is: https://hl7.org/fhir/R4/search.html#modifiers */
const TEXTS: Readonly<Record<string, readonly (readonly string[])[]>> = {
  CodeableConcept: [['text'], ['coding', 'display']],
  Coding: [['display']],
  Identifier: [['type', 'text']],
};

/** `:text`: the text that goes with a code begins like this. It has no index. */
function displayCriterion(
  paths: readonly QueryPath[],
  values: readonly string[],
  { name }: Asked,
): Criterion {
  const places = paths.flatMap(({ typed }) =>
    typed.flatMap((end) => {
      const texts = TEXTS[end.type];
      const start = placesOf(end);
      if (texts === undefined || start === undefined) throw unknownModifier(name, 'text');
      return texts.map((text) => [...start, ...text]);
    }),
  );
  if (places.length === 0) throw unknownModifier(name, 'text');
  return { kind: 'content', places, match: 'folded', values: foldedTexts(values, name) };
}
