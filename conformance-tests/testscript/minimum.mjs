/** `minimumId`: a resource has at least what another one has. */

/**
 * @param {unknown} whole
 * @param {unknown} minimum
 * @param {string} [path] where this is, for the answer
 * @returns {string | undefined} the place of the first thing that `whole` lacks
 */
export function missingIn(whole, minimum, path = minimum?.resourceType ?? '') {
  if (Array.isArray(minimum)) return missingInList(whole, minimum, path);
  if (minimum !== null && typeof minimum === 'object') return missingInObject(whole, minimum, path);
  return whole === minimum ? undefined : path;
}

function missingInObject(whole, minimum, path) {
  if (whole === null || typeof whole !== 'object' || Array.isArray(whole)) return path;
  for (const [name, value] of Object.entries(minimum)) {
    const missing =
      value === undefined ? undefined : missingIn(whole[name], value, `${path}.${name}`);
    if (missing !== undefined) return missing;
  }
  return undefined;
}

/** Each item needs one of its own; their order doesn't count. */
function missingInList(whole, minimum, path) {
  if (!Array.isArray(whole)) return path;
  const left = [...whole];
  for (const [index, item] of minimum.entries()) {
    const place = left.findIndex((one) => missingIn(one, item) === undefined);
    if (place === -1) return `${path}[${index}]`;
    left.splice(place, 1);
  }
  return undefined;
}
