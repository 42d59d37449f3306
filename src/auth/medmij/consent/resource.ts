/** A consent of MedMij as FHIR has it: https://hl7.org/fhir/R4/consent.html. Pure. */
import type { Resource } from '../../../fhir/resource.js';
import type { KnownConsent } from '../../../storage/auth/medmij/consents.js';

/** Names of the consent's parties and parts, as the person saw them. */
export interface ConsentWords {
  readonly providerName: string;
  /** Reference to the provider's Organization. */
  readonly organization: string | undefined;
  readonly serviceNames: readonly string[];
  /** Of the provider. */
  readonly privacyUrl: string;
}

/** An OAuth client is named by its host: https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2 */
const HOST_SYSTEM = 'urn:ietf:rfc:3986';

/**
 * Says who may have or send what. For once: the period ends when nothing can come of it any more. For an
 * indefinite time: it has no end, though it lapses without use.
 * @param onceSeconds how long a code and its token live together
 */
export function consentResource(
  consent: Omit<KnownConsent, 'used' | 'ended' | 'endReason'>,
  words: ConsentWords,
  onceSeconds: number,
): Resource {
  const { id, patient, given, longTerm } = consent;
  const start = given.toISOString();
  const end = new Date(given.getTime() + onceSeconds * 1000).toISOString();
  return {
    resourceType: 'Consent',
    id,
    status: 'active',
    scope: coded('http://terminology.hl7.org/CodeSystem/consentscope', 'patient-privacy'),
    category: [coded('http://terminology.hl7.org/CodeSystem/v3-ActCode', 'INFA')],
    patient: { reference: `Patient/${patient}` },
    dateTime: start,
    performer: [{ reference: `Patient/${patient}` }],
    organization: [
      {
        ...(words.organization === undefined ? {} : { reference: words.organization }),
        display: words.providerName,
      },
    ],
    policy: [{ authority: 'https://www.medmij.nl', uri: words.privacyUrl }],
    provision: {
      type: 'permit',
      period: longTerm ? { start } : { start, end },
      actor: [actorOf(consent)],
      action: [coded('http://terminology.hl7.org/CodeSystem/consentaction', ACTIONS[consent.kind])],
      code: words.serviceNames.map((text) => ({ text })),
    },
  } as unknown as Resource;
}

/** What the PGO may do: get data, or have the provider take in data. */
const ACTIONS = { collect: 'access', share: 'collect' } as const;

function actorOf({ client, clientName }: Pick<KnownConsent, 'client' | 'clientName'>): object {
  return {
    role: coded('http://terminology.hl7.org/CodeSystem/v3-ParticipationType', 'IRCP'),
    reference: {
      type: 'Organization',
      identifier: { system: HOST_SYSTEM, value: `https://${client}` },
      display: clientName,
    },
  };
}

function coded(system: string, code: string): object {
  return { coding: [{ system, code }] };
}
