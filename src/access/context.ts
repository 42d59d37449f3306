/**
 * Who is asking: made by the door (bearer token, v2 sender, command line), judged by `decide.ts`. What
 * none of the rules knows is refused.
 */
import type { ResourceKey } from '../fhir/resource.js';
import type { GrantedScopes } from './scopes.js';

export type AccessContext = SystemAccess | NobodyAccess | LimitedAccess;

/** A caller whose limits become part of every statement. */
export type LimitedAccess = AppAccess | MedmijAccess;

/** The server itself or its operator, without limits; every caller while `AUTH` is off. */
export interface SystemAccess {
  readonly kind: 'system';
}

/** A caller of whom nothing is known. */
export interface NobodyAccess {
  readonly kind: 'nobody';
}

/** An app with an access token: https://hl7.org/fhir/smart-app-launch/STU2.2/ */
export interface AppAccess {
  readonly kind: 'app';
  /** Of the registered client. */
  readonly clientId: string;
  /** Who signed in; undefined for a backend service, which acts for itself. */
  readonly subject?: Subject;
  /** What was granted, which can be less than was asked. */
  readonly scopes: GrantedScopes;
  readonly launch: LaunchContext;
  /** Names the token in the audit trail. Never the token itself. */
  readonly tokenId: string;
  /** Names the grant that the token came from; a backend service has none. */
  readonly grantId?: string;
}

/** The person who uses the app. */
export interface Subject {
  /** The `sub` of id tokens. */
  readonly id: string;
  /** The resource on this server that stands for the person, such as `Practitioner/1`. */
  readonly fhirUser?: ResourceKey;
}

/** What was chosen at launch, as logical ids. `patient/` scopes are about this patient. */
export interface LaunchContext {
  readonly patient?: string;
  readonly encounter?: string;
}

/**
 * A PGO with the access token of one patient, for some gegevensdiensten of one provider:
 * https://afsprakenstelsel.medmij.nl/asverplicht/mmverplicht/resource-interface
 */
export interface MedmijAccess {
  readonly kind: 'medmij';
  /** Logical id of the patient whom everything is about. */
  readonly patient: string;
  /** Ids of the gegevensdiensten that the patient agreed to. */
  readonly services: readonly string[];
  /** Name of the provider (aanbieder), without `@medmij`. */
  readonly provider?: string;
  /** Hostname of the PGO, its `client_id`. */
  readonly pgo?: string;
  /** `X-Correlation-ID` of the authorization that the token came from. */
  readonly correlation?: string;
  /** Logical id of the Consent. */
  readonly consentId?: string;
  /** Names the token in the audit trail. Never the token itself. */
  readonly tokenId: string;
}

export const SYSTEM_ACCESS: SystemAccess = { kind: 'system' };
export const NOBODY: NobodyAccess = { kind: 'nobody' };
