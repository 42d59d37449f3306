// Resources in Dutch words: a heading and details for each. What has no words is named by its code.

/** @typedef {{ heading: string, details: string[] }} Line */

/** Modifier extensions that this app understands; a resource with another one must not be shown. */
const STOP_TYPE = 'http://nictiz.nl/fhir/StructureDefinition/ext-StopType';
const PERIOD_OF_USE = 'http://nictiz.nl/fhir/StructureDefinition/ext-TimeInterval.Period';

const CLINICAL_STATUS = {
  active: 'actief',
  inactive: 'niet actief',
  recurrence: 'teruggekeerd',
  relapse: 'terugval',
  remission: 'in remissie',
  resolved: 'over',
};
const VERIFICATION_STATUS = {
  unconfirmed: 'niet bevestigd',
  provisional: 'voorlopig',
  differential: 'mogelijk',
  refuted: 'weerlegd: is er niet',
};
const CRITICALITY = { low: 'licht', high: 'ernstig', 'unable-to-assess': 'onbekend' };
const MEDICATION_STATUS = { active: 'loopt', 'on-hold': 'onderbroken' };
const RESULT_STATUS = {
  registered: 'nog geen uitslag',
  preliminary: 'voorlopige uitslag',
  amended: 'aangepast',
  corrected: 'verbeterd',
  cancelled: 'niet uitgevoerd',
  unknown: 'status onbekend',
};
const INTERPRETATION = {
  H: 'te hoog',
  HH: 'veel te hoog',
  L: 'te laag',
  LL: 'veel te laag',
  N: 'normaal',
  A: 'afwijkend',
  AA: 'sterk afwijkend',
};

/** @returns {Line} */
export function problemLine(condition) {
  return safely(condition, () => [
    conceptWords(condition.code),
    [
      codeWords(condition.clinicalStatus, CLINICAL_STATUS),
      codeWords(condition.verificationStatus, VERIFICATION_STATUS, ''),
      dateOf('sinds', condition.onsetDateTime),
      dateOf('tot', condition.abatementDateTime),
    ],
  ]);
}

/** @returns {Line} */
export function allergyLine(allergy) {
  const reactions = (allergy.reaction ?? []).flatMap(({ manifestation }) => manifestation ?? []);
  return safely(allergy, () => [
    conceptWords(allergy.code),
    [
      reactions.length === 0 ? '' : `reactie: ${reactions.map(conceptWords).join(', ')}`,
      allergy.criticality === undefined
        ? ''
        : `risico: ${CRITICALITY[allergy.criticality] ?? allergy.criticality}`,
      codeWords(allergy.clinicalStatus, CLINICAL_STATUS),
      codeWords(allergy.verificationStatus, VERIFICATION_STATUS, ''),
    ],
  ]);
}

/** @returns {Line} */
export function medicationLine(request) {
  const { medicationReference, medicationCodeableConcept, dosageInstruction = [] } = request;
  const use = extension(request.extension, PERIOD_OF_USE)?.valuePeriod;
  const stop = extension(request.modifierExtension, STOP_TYPE)?.valueCodeableConcept;
  return safely(
    request,
    () => [
      medicationReference?.display ?? conceptWords(medicationCodeableConcept),
      [
        request.doNotPerform === true ? 'NIET gebruiken' : '',
        ...dosageInstruction.map(({ text }) => text),
        stop === undefined
          ? (MEDICATION_STATUS[request.status] ?? request.status)
          : conceptWords(stop),
        dateOf('sinds', use?.start),
        dateOf('tot en met', use?.end),
      ],
    ],
    [STOP_TYPE],
  );
}

/** @returns {Line} */
export function resultLine(observation) {
  return safely(observation, () => [
    [conceptWords(observation.code), valueWords(observation)].filter(Boolean).join(': '),
    [
      codeWords(observation.interpretation?.[0], INTERPRETATION, ''),
      rangeWords(observation.referenceRange?.[0]),
      RESULT_STATUS[observation.status],
      ...(observation.component ?? []).map(
        (one) => `${conceptWords(one.code)}: ${valueWords(one)}`,
      ),
      dateWords(observation.effectiveDateTime ?? observation.effectivePeriod?.start),
    ],
  ]);
}

/**
 * The line, unless the resource says that it means something else than it seems to:
 * https://hl7.org/fhir/R4/extensibility.html#modifierExtension
 */
function safely({ resourceType, modifierExtension = [] }, words, understood = []) {
  if (modifierExtension.some(({ url }) => !understood.includes(url))) {
    return { heading: 'Dit gegeven kan deze app niet goed weergeven', details: [resourceType] };
  }
  const [heading, details] = words();
  return { heading: capital(heading), details: details.filter((text) => text) };
}

/** `Henk van der Berg` */
export function nameWords({ name = [] }) {
  const official = name.find(({ use }) => use === 'official') ?? name[0];
  if (official === undefined) return 'Naam onbekend';
  return official.text ?? [...(official.given ?? []), official.family].filter(Boolean).join(' ');
}

/** `12 maart 1948`, `maart 1948`, `1948`, as precise as it is. */
export function dateWords(text) {
  const [, year, month, day] = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(text ?? '') ?? [];
  if (year === undefined) return '';
  // A moment has a time zone; the date that people wrote down is the one in the text.
  const date = new Date(Date.UTC(Number(year), Number(month ?? 1) - 1, Number(day ?? 1)));
  return new Intl.DateTimeFormat('nl', {
    year: 'numeric',
    ...(month === undefined ? {} : { month: 'long' }),
    ...(day === undefined ? {} : { day: 'numeric' }),
    timeZone: 'UTC',
  }).format(date);
}

function dateOf(word, text) {
  return text === undefined ? '' : `${word} ${dateWords(text)}`;
}

function conceptWords(concept) {
  const coding = concept?.coding ?? [];
  const shown = coding.find(({ display }) => display)?.display ?? coding[0]?.code;
  return concept?.text ?? shown ?? 'onbekend';
}

/** @param [otherwise] for a code without words; without it the concept's own words */
function codeWords(concept, words, otherwise) {
  if (concept === undefined) return '';
  const code = concept.coding?.map((one) => one.code).find((one) => Object.hasOwn(words, one));
  return code === undefined ? (otherwise ?? conceptWords(concept)) : words[code];
}

function valueWords({
  valueQuantity,
  valueCodeableConcept,
  valueString,
  dataAbsentReason,
  ...rest
}) {
  if (valueQuantity !== undefined) return quantityWords(valueQuantity);
  if (valueCodeableConcept !== undefined) return conceptWords(valueCodeableConcept);
  if (valueString !== undefined) return valueString;
  if (dataAbsentReason !== undefined) return 'geen uitslag';
  if (rest.component !== undefined) return '';
  return 'uitslag die deze app niet kan weergeven';
}

/** `< 5 mmol/L`, with a comma as the decimal sign. */
function quantityWords({ comparator = '', value, unit, code }) {
  const number = value === undefined ? '?' : String(value).replace('.', ',');
  return [comparator, number, unit ?? code].filter(Boolean).join(' ');
}

function rangeWords(range) {
  if (range === undefined) return '';
  const { low, high, text } = range;
  if (text !== undefined) return `normaal: ${text}`;
  if (low !== undefined && high !== undefined) {
    return `normaal: ${quantityWords({ value: low.value })} tot ${quantityWords(high)}`;
  }
  if (low !== undefined) return `normaal: vanaf ${quantityWords(low)}`;
  return high === undefined ? '' : `normaal: tot ${quantityWords(high)}`;
}

function extension(extensions = [], url) {
  return extensions.find((one) => one.url === url);
}

function capital(text) {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
