/** Rules that scripts name by an extension of Touchstone; their scripts lie elsewhere, so what they mean is written here. */

const RULE =
  'http://touchstone.aegis.net/touchstone/fhir/testing/StructureDefinition/testscript-assert-rule';
const STOP =
  'http://touchstone.aegis.net/touchstone/fhir/testing/StructureDefinition/testscript-assert-stopTestOnFail';

/** @returns {string | undefined} the id of the rule that an assertion stands for */
export function ruleOf({ extension = [] }) {
  const rule = extension.find(({ url }) => url === RULE);
  const id = rule?.extension?.find(({ url }) => url === 'ruleId');
  return id?.valueId ?? id?.valueString;
}

/** An element of R5, which scripts of R4 have as an extension, or just as it is. */
export function stopsTest({ stopTestOnFail, extension = [] }) {
  const own = extension.find(({ url }) => url === STOP)?.valueBoolean;
  return [stopTestOnFail, own].some((value) => value === true || value === 'true');
}

export const RULES = { 'assert-response-queryParamsInSelfLink': queryParamsInSelfLink };

/**
 * The self link repeats the parameters that the server processed. A reference may be there with or
 * without its type: https://hl7.org/fhir/R4/search.html#conformance
 */
function queryParamsInSelfLink({ request, response }) {
  const { link = [] } = response.content.resource;
  const self = link.find(({ relation }) => relation === 'self')?.url;
  if (self === undefined) return 'There is no self link.';
  const there = [...paramsOf(self)];
  const missing = [...paramsOf(request.url)].filter(
    ([name, value]) => !there.some(([other, its]) => other === name && isSame(value, its)),
  );
  if (missing.length === 0) return undefined;
  return `Not in the self link: ${missing.map(([name, value]) => `${name}=${value}`).join('&')}`;
}

function isSame(value, other) {
  const withoutType = (text) => text.replace(/^.*\/(?=[A-Za-z0-9\-.]{1,64}$)/, '');
  return value === other || (!value.includes('|') && withoutType(value) === withoutType(other));
}

function paramsOf(url) {
  const start = url.indexOf('?');
  return new URLSearchParams(start === -1 ? '' : url.slice(start + 1));
}
