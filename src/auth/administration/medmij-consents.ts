/** What people agreed to in MedMij, for administrators. */
import type { KnownConsent } from '../../storage/auth/medmij/consents.js';

export function medmijConsentSummary(consent: KnownConsent): Record<string, unknown> {
  const { id, patient, client, provider, kind, services, longTerm } = consent;
  return {
    id,
    patient,
    pgo: client,
    pgo_name: consent.clientName,
    provider,
    kind,
    gegevensdiensten: services,
    long_term: longTerm,
    given: consent.given.toISOString(),
    used: consent.used.toISOString(),
    ended: consent.ended?.toISOString(),
    end_reason: consent.endReason,
  };
}
