/**
 * What a case needs, asked of the CapabilityStatement. Each gives a sentence that says what the
 * server does not claim, or undefined when it does.
 */

const restOf = (statement) => statement.rest?.find(({ mode }) => mode === 'server') ?? {};

const resourceOf = (statement, type) =>
  restOf(statement).resource?.find((resource) => resource.type === type);

/** These interactions with this type. */
export function interactions(type, ...codes) {
  return (statement) => {
    const claimed = resourceOf(statement, type)?.interaction?.map(({ code }) => code) ?? [];
    const missing = codes.filter((code) => !claimed.includes(code));
    return missing.length === 0 ? undefined : `${missing.join(', ')} of ${type} is not claimed`;
  };
}

/** This interaction with the whole system: transaction, batch, history-system. */
export function systemInteraction(code) {
  return (statement) =>
    restOf(statement).interaction?.some((interaction) => interaction.code === code) === true
      ? undefined
      : `${code} is not claimed`;
}

/** This element of the type's entry has one of these values. */
export function feature(type, element, ...values) {
  return (statement) =>
    values.includes(resourceOf(statement, type)?.[element])
      ? undefined
      : `${element} of ${type} is not claimed`;
}

/** This format, by the end of its name: json, xml. */
export function format(name) {
  return (statement) =>
    statement.format?.some((mime) => mime === name || mime.endsWith(`+${name}`)) === true
      ? undefined
      : `the format ${name} is not claimed`;
}

export function patchFormat(mime) {
  return (statement) =>
    statement.patchFormat?.includes(mime) === true
      ? undefined
      : `the patch format ${mime} is not claimed`;
}

export function searchParameter(type, name) {
  return (statement) =>
    resourceOf(statement, type)?.searchParam?.some((parameter) => parameter.name === name) === true
      ? undefined
      : `the search parameter ${name} of ${type} is not claimed`;
}
