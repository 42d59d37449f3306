/** String parameters as they are asked: https://hl7.org/fhir/R4/search.html#string */
import { TOKEN_FORMS, tokenKey } from '../keys.js';
import type { Asked } from '../parse/context.js';
import { unknownModifier, wrongValue } from '../parse/errors.js';
import type { Criterion, TextCriterion } from '../query.js';
import type { QueryPath } from '../query-path.js';
import { unescapeValue } from '../value.js';
import { indexedString } from './string.js';

/** @param values of the comma list, still escaped */
export function stringCriterion(
  paths: readonly QueryPath[],
  values: readonly string[],
  asked: Asked,
): Criterion {
  switch (asked.modifier) {
    case undefined:
      return textCriterion(paths, 'prefix', values, asked);
    case 'contains':
      return textCriterion(paths, 'contains', values, asked);
    case 'exact':
      return {
        kind: 'keys',
        keys: values.flatMap((value) =>
          paths.map(({ search }) =>
            tokenKey(search.key, TOKEN_FORMS.exactString, '', unescapeValue(value)),
          ),
        ),
      };
    default:
      throw unknownModifier(asked.name, asked.modifier);
  }
}

/** A value is compared as a whole: "van den Berg" is one beginning, not three. */
export function textCriterion(
  paths: readonly QueryPath[],
  match: TextCriterion['match'],
  values: readonly string[],
  { name }: Pick<Asked, 'name'>,
): TextCriterion {
  const texts = values.map((value) => {
    const text = indexedString(unescapeValue(value));
    if (text === '') throw wrongValue(name, 'a value has no letter or digit to search for');
    return text;
  });
  return { kind: 'text', paths: paths.map(({ search }) => search.key), match, values: texts };
}
