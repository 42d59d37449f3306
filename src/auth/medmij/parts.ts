/** What the parts of MedMij's authorization server are made of. */
import type { RunInteraction } from '../../interactions/types.js';
import type { Clock, Logger } from '../../ports.js';
import type { Database } from '../../storage/database.js';
import type { PatientsElsewhere } from '../interaction/elsewhere.js';
import type { FormGuard } from '../interaction/form.js';
import type { ChainLog } from './chain-log/events.js';
import type { PeerOf } from './client-certificate.js';
import type { Consents } from './consent/consents.js';
import type { MedmijLists } from './lists/types.js';
import type { ServiceCatalog } from './services.js';
import type { MedmijProvider, MedmijSettings } from './settings.js';

export interface MedmijParts {
  readonly settings: MedmijSettings;
  /** Public base URL of the authorization server. */
  readonly issuer: string;
  readonly database: Database;
  readonly lists: MedmijLists;
  readonly catalog: ServiceCatalog;
  readonly peerOf: PeerOf;
  readonly run: RunInteraction;
  readonly guard: FormGuard;
  readonly patients: PatientsElsewhere;
  readonly consents: Consents;
  readonly chainLog: ChainLog;
  readonly log: Logger;
  readonly clock: Clock;
}

/** Below the issuer. */
export const MEDMIJ_PATHS = {
  authorize: '/medmij/authorize',
  token: '/medmij/token',
  revoke: '/medmij/revoke',
  request: '/medmij/request',
} as const;

/** Path of a journey below the issuer. */
export function journeyPath(id: string): string {
  return `${MEDMIJ_PATHS.request}/${id}`;
}

/** The path of the issuer's URL: what stands before all paths of ours. */
export function rootOf(issuer: string): string {
  return new URL(issuer).pathname.replace(/\/$/, '');
}

export function providerNamed(
  { providers }: Pick<MedmijSettings, 'providers'>,
  name: string,
): MedmijProvider | undefined {
  return providers.find((one) => one.name === name);
}
