/** What people agreed to: given, ended, and as a FHIR Consent for everybody who may see it. */
import { FhirError } from '../../../fhir/errors.js';
import { isObject, type JsonObject } from '../../../fhir/json.js';
import type { Resource } from '../../../fhir/resource.js';
import type { RunInteraction } from '../../../interactions/types.js';
import type { NewId } from '../../../ports.js';
import type { Database } from '../../../storage/database.js';
import {
  endMedmijConsent,
  findMedmijConsent,
  lapsedMedmijConsents,
  listMedmijConsents,
  markMedmijConsentClosed,
  medmijConsentsToClose,
  saveMedmijConsent,
  type EndReason,
  type KnownConsent,
  type MedmijConsent,
} from '../../../storage/auth/medmij/consents.js';
import type { ChainLog } from '../chain-log/events.js';
import { consentResource, type ConsentWords } from './resource.js';

export interface ConsentParts {
  readonly database: Database;
  readonly run: RunInteraction;
  readonly newId: NewId;
  readonly chainLog: ChainLog;
  /** How long a code and the token that comes of it live together. */
  readonly onceSeconds: number;
  /** The names that the Consent resource has. */
  readonly wordsOf: (consent: MedmijConsent) => ConsentWords;
}

export interface Consents {
  /** Notes a consent, and writes it down as a FHIR Consent. @returns its id */
  give(consent: Omit<MedmijConsent, 'id'>): Promise<string>;
  /** False when it has ended, also when its Consent was made inactive by another way than ours. */
  isActive(id: string): Promise<boolean>;
  /**
   * Ends it with every code and token, at once and everywhere.
   * @param patient when given, only if it is this patient's. @returns false when none could end
   */
  end(id: string, reason: EndReason, patient?: string): Promise<boolean>;
  /** Newest first. @param all also those that have ended */
  list(patient: string, all: boolean): Promise<readonly KnownConsent[]>;
  /** Ends those whose time has passed, and has every Consent resource say what has ended. */
  sweep(): Promise<void>;
}

const SYSTEM = { kind: 'system' } as const;

export function createConsents(parts: ConsentParts): Consents {
  const { database, run, chainLog } = parts;
  const end = async (id: string, reason: EndReason, patient?: string): Promise<boolean> => {
    const ended = await database.inTransaction((session) =>
      endMedmijConsent(session, id, reason, patient),
    );
    if (!ended) return false;
    chainLog.record({ event: 'end_consent', details: { reason } });
    // It is void already. What can't be written now is written by the next sweep.
    await closeAll(parts, id).catch(() => undefined);
    return true;
  };
  return {
    async give(given) {
      const consent = { ...given, id: parts.newId() };
      await saveMedmijConsent(database, consent);
      const resource = consentResource(
        { ...consent, given: new Date() },
        parts.wordsOf(consent),
        parts.onceSeconds,
      );
      await run({ kind: 'update', key: { type: 'Consent', id: consent.id }, resource }, SYSTEM);
      return consent.id;
    },
    async isActive(id) {
      const resource = await readConsent(run, id);
      if (resource?.['status'] === 'active') return true;
      await end(id, 'withdrawn');
      return false;
    },
    end,
    list: (patient, all) => listMedmijConsents(database, patient, all),
    async sweep() {
      for (const id of await lapsedMedmijConsents(database, parts.onceSeconds)) {
        await end(id, 'lapsed');
      }
      await closeAll(parts);
    },
  };
}

/** @param id only this one; without it all that are left */
async function closeAll({ database, run }: ConsentParts, id?: string): Promise<void> {
  const one = id === undefined ? undefined : await findMedmijConsent(database, id);
  const ended = id === undefined ? await medmijConsentsToClose(database) : [one];
  for (const consent of ended) {
    if (consent?.ended === undefined) continue;
    await close(run, consent.id, consent.ended);
    await markMedmijConsentClosed(database, consent.id);
  }
}

/** https://hl7.org/fhir/R4/valueset-consent-state-codes.html: inactive, and until when it was not. */
async function close(run: RunInteraction, id: string, ended: Date): Promise<void> {
  const resource = await readConsent(run, id);
  if (resource?.['status'] !== 'active') return;
  const provision = isObject(resource['provision']) ? resource['provision'] : {};
  const period = isObject(provision['period']) ? provision['period'] : {};
  const closed = {
    ...resource,
    status: 'inactive',
    provision: { ...provision, period: { ...period, end: ended.toISOString() } },
  } as unknown as Resource;
  const version = isObject(resource['meta']) ? resource['meta']['versionId'] : undefined;
  await run(
    {
      kind: 'update',
      key: { type: 'Consent', id },
      resource: closed,
      ...(typeof version === 'string' ? { ifMatch: [version] } : {}),
    },
    SYSTEM,
  );
}

async function readConsent(run: RunInteraction, id: string): Promise<JsonObject | undefined> {
  try {
    const { body } = await run({ kind: 'read', key: { type: 'Consent', id } }, SYSTEM);
    const resource: unknown = body?.kind === 'text' ? JSON.parse(body.text) : undefined;
    return isObject(resource) ? resource : undefined;
  } catch (error) {
    if (error instanceof FhirError && (error.kind === 'not-found' || error.kind === 'deleted')) {
      return undefined;
    }
    throw error;
  }
}
