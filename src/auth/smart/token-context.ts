/**
 * What an app is told about its launch, in the token response and by introspection.
 * https://hl7.org/fhir/smart-app-launch/STU2.2/scopes-and-launch-context.html#launch-context-arrives-with-your-access_token
 */

/** Logical ids, where SMART has ids. */
export interface TokenContext {
  readonly patient?: string;
  readonly encounter?: string;
  readonly fhirContext?: readonly FhirContextItem[];
  readonly need_patient_banner?: boolean;
  readonly intent?: string;
  readonly smart_style_url?: string;
  readonly tenant?: string;
}

export interface FhirContextItem {
  readonly reference?: string;
  readonly canonical?: string;
  readonly identifier?: Readonly<Record<string, unknown>>;
  readonly type?: string;
  readonly role?: string;
}

const NAMES: readonly (keyof TokenContext)[] = [
  'patient',
  'encounter',
  'fhirContext',
  'need_patient_banner',
  'intent',
  'smart_style_url',
  'tenant',
];

/** The launch parameters among what a token carries, which are those of the token response. */
export function launchParameters(extra: Readonly<Record<string, unknown>>): TokenContext {
  return Object.fromEntries(
    NAMES.flatMap((name) => (extra[name] === undefined ? [] : [[name, extra[name]]])),
  );
}
