/**
 * What the codes of a script's operations stand for; all others are `$code`:
 * https://hl7.org/fhir/R4/codesystem-testscript-operation-codes.html
 */

/** By code: the method, which part of the server it is sent to, and whether it needs a body. */
const INTERACTIONS = {
  read: { method: 'GET', level: 'instance' },
  vread: { method: 'GET', level: 'version' },
  search: { method: 'GET', level: 'type' },
  history: { method: 'GET', level: 'history' },
  capabilities: { method: 'GET', level: 'metadata' },
  create: { method: 'POST', level: 'type', body: true },
  createCond: { method: 'POST', level: 'type', body: true },
  update: { method: 'PUT', level: 'instance', body: true },
  updateCreate: { method: 'PUT', level: 'instance', body: true },
  updateCond: { method: 'PUT', level: 'type', body: true },
  patch: { method: 'PATCH', level: 'instance', body: true },
  patchCond: { method: 'PATCH', level: 'type', body: true },
  delete: { method: 'DELETE', level: 'instance' },
  deleteCond: { method: 'DELETE', level: 'type' },
  deleteCondSingle: { method: 'DELETE', level: 'type' },
  deleteCondMultiple: { method: 'DELETE', level: 'type' },
  batch: { method: 'POST', level: 'system', body: true },
  transaction: { method: 'POST', level: 'system', body: true },
};
const READING = new Set(['GET', 'HEAD', 'OPTIONS']);
/** These change nothing, also when their input is a body. */
const READING_OPERATIONS =
  /^(?:validate|validate-code|expand|lookup|translate|subsumes|everything|lastn|find-matches|match|document|stats|data-requirements|conforms|graphql|latest-stops)$/;

/**
 * @param {object} operation `TestScript.setup.action.operation`
 * @returns {{code?: string, method: string, level: string, named: boolean, body: boolean}} `named` for
 *   an operation by `$code`
 */
export function meaningOf({ type, method, sourceId }) {
  const code = type?.code;
  const known = INTERACTIONS[code];
  const usual = known?.method ?? (sourceId === undefined ? 'GET' : 'POST');
  return {
    code,
    method: method?.toUpperCase() ?? usual,
    level: known?.level ?? 'operation',
    named: known === undefined && code !== undefined,
    body: known?.body === true,
  };
}

/** True for a method that has no body and changes nothing. */
export function isReadingMethod(method) {
  return READING.has(method);
}

/** True for an operation that leaves a server as it was. */
export function onlyReads(operation) {
  const { code, method, named } = meaningOf(operation);
  if (code === 'search' || (named && READING_OPERATIONS.test(code))) return true;
  return READING.has(method);
}
