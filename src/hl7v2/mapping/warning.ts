/** What a mapping has to say about a message besides its result. Never a value of a person. */

/** Each rule with the sentence that explains it; `docs/hl7v2-mapping.md` lists them. */
export const MAPPING_RULES = {
  'bsn-invalid': 'A citizen service number fails the check (elfproef) and is left out.',
  'bsn-dummy': 'A citizen service number is on the list of dummies and is left out.',
  'identifier-not-of-patient': 'A number in PID-3 is no number of a patient and is left out.',
  'identifier-incomplete': 'An identifier without a value is left out.',
  'authority-unknown': 'No system is known for an assigning authority; one is derived.',
  'authority-missing': 'An identifier has no assigning authority; the default is used.',
  'code-unmapped': 'A code has no counterpart in FHIR; it is kept in its own system.',
  'code-local': 'A code is in a local code system and no map translates it.',
  'code-ambiguous': 'A code map gives several codes; none is chosen.',
  'unit-unknown': 'A unit is no UCUM; its text is kept.',
  'date-invalid': 'A date or time can not be read and is left out.',
  'period-reversed': 'A period ends before it begins; only its begin is kept.',
  'date-ambiguous': 'A local time happened twice that night; the first is taken.',
  'date-skipped': 'A local time did not exist that night; the clock before is used.',
  'event-in-future': 'The event time lies in the future; the time of receipt is used.',
  'event-time-missing': 'The message has no time; the time of receipt is used.',
  'number-invalid': 'A number can not be read; its text is kept.',
  'attachment-invalid': 'Content is not in the encoding it says; it is left out.',
  'address-type-unknown': 'The type of an address is unknown; it has no use.',
  'telecom-invalid': 'A telephone number or address without a value is left out.',
  'visit-without-number': 'A visit has no number; no Encounter is made of it.',
  'key-missing': 'Something has no number of its own; the message and place identify it.',
  'key-repeated': 'The same key comes twice in one message; the second is told apart by place.',
  'reference-incomplete': 'What is referred to has no number; only its name is kept.',
  'status-unknown': 'A status has no counterpart in FHIR; the nearest safe one is taken.',
  'segment-not-mapped': 'A segment of this kind is not mapped; it is kept in the message.',
  'value-not-mapped': 'A value of this data type is not mapped; its text is kept.',
  'element-missing': 'A required element has no source; it says that it is unknown.',
  'profile-not-claimed': 'The result does not meet the Dutch profile and does not claim it.',
  'warnings-omitted': 'There are more findings; they are not shown.',
  'setting-unusable': 'A setting of this feed names something that can not be used.',
} as const;

export type MappingRule = keyof typeof MAPPING_RULES;

/** A finding that does not stop the mapping. */
export interface MappingWarning {
  /** Where in the message: `PID-3[2]`. */
  readonly path: string;
  readonly rule: MappingRule;
  /** For people; holds no value of the message. */
  readonly text: string;
  /** What is to be mapped, for lists of unmapped codes. Codes and systems only. */
  readonly code?: string;
  readonly system?: string;
}
