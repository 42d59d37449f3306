/**
 * Tokens by what value sets and code systems say of them: `:in`, `:above` and `:below`.
 * https://hl7.org/fhir/R4/search.html#token
 */
import { isOfSystem, type ImpliedSystem } from '../implied-system.js';
import { TOKEN_FORMS, tokenKey, type Key } from '../keys.js';
import type { Asked, ConceptCode, FoundCodes } from '../parse/context.js';
import { unknownModifier, wrongValue } from '../parse/errors.js';
import type { Criterion } from '../query.js';
import type { QueryPath } from '../query-path.js';
import { unescapeValue } from '../value.js';
import { anyToken, codeKeys, parseToken, pathsWith, type AskedToken } from './asked-token.js';
import { bareMimeType, isMimeType, MIME_TYPES } from './mime-type.js';

const CODED = new Set(['code', 'Coding', 'CodeableConcept']);

/** Paths to codes, or that may be; there must be one. */
function codedPaths(
  paths: readonly QueryPath[],
  { name, modifier = '' }: Asked,
): readonly QueryPath[] {
  const coded = paths.filter(({ types }) => types.every((type) => CODED.has(type)));
  if (coded.length === 0) throw unknownModifier(name, modifier);
  return coded;
}

/** `:in`: a code of the value set. */
export function valueSetCriterion(
  paths: readonly QueryPath[],
  values: readonly string[],
  asked: Asked,
): Criterion {
  const own = codedPaths(paths, asked);
  const keys = values.flatMap((value) => {
    const found = asked.parsing.context.concepts.inValueSet(unescapeValue(value));
    return conceptKeys(own, checked(found, asked), asked);
  });
  return anyToken([{ kind: 'keys', keys }]);
}

/** `:below`: the code or one that it subsumes. `:above`: the code or one that subsumes it. */
export function hierarchyCriterion(
  paths: readonly QueryPath[],
  values: readonly string[],
  asked: Asked & { readonly modifier: 'above' | 'below' },
): Criterion {
  const own = codedPaths(paths, asked);
  const keys = values.flatMap((value) => {
    const token = parseToken(value, asked.name);
    return own.flatMap((path) =>
      isMimeType(path)
        ? mimeTypeKeys(path, token, asked)
        : conceptsOf(path, token, asked).flatMap((concept) => {
            const found = asked.parsing.context.concepts.related(concept, asked.modifier);
            return conceptKeys([path], checked(found, asked), asked);
          }),
    );
  });
  return anyToken([{ kind: 'keys', keys }]);
}

/**
 * The keys for `:below`, which finds a type with any parameters, and for `:above`, which finds it
 * with these parameters or without.
 */
function mimeTypeKeys(
  { search }: QueryPath,
  { system = MIME_TYPES, code }: AskedToken,
  { name, modifier }: Asked,
): Key[] {
  if (code === undefined) throw wrongValue(name, 'a value is no MIME type');
  if (system !== MIME_TYPES) return [];
  const bare = bareMimeType(code);
  if (modifier === 'below') return [tokenKey(search.key, TOKEN_FORMS.bareMimeType, '', bare)];
  return [code, bare].map((own) => tokenKey(search.key, TOKEN_FORMS.code, '', own));
}

/** What a value means on a path: with its own system, or the one that the binding implies. */
function conceptsOf(
  { implied }: QueryPath,
  { system, code }: AskedToken,
  { name, modifier = '' }: Asked,
): ConceptCode[] {
  const systems = system === undefined ? systemsOf(implied) : [system];
  if (code === undefined || system === '' || systems === undefined) {
    throw wrongValue(name, `a value of :${modifier} is of the form system|code`);
  }
  return systems
    .filter((own) => implied === undefined || isOfSystem(implied, own, code))
    .map((own) => ({ system: own, code }));
}

function systemsOf(implied: ImpliedSystem | undefined): string[] | undefined {
  if (implied === undefined) return undefined;
  return implied.kind === 'one' ? [implied.system] : Object.keys(implied.codes);
}

function conceptKeys(
  paths: readonly QueryPath[],
  codes: readonly ConceptCode[],
  { name, parsing }: Asked,
): Key[] {
  parsing.countValues(name, codes.length);
  return codes.flatMap((token) =>
    pathsWith(paths, token.system, name).flatMap((path) => codeKeys(path, token)),
  );
}

/** @throws FhirError when the codes are not known, or too many */
function checked(found: FoundCodes, { name, parsing }: Asked): readonly ConceptCode[] {
  if ('problem' in found) throw wrongValue(name, found.problem);
  if (found.codes.length > parsing.context.limits.codes) {
    throw wrongValue(name, 'there are too many codes in the value set, or in the hierarchy');
  }
  return found.codes;
}
