/** `vuurtoren medmij consents` and `withdraw`: what patients agreed to. */
import { medmijConsentSummary } from '../../auth/administration/medmij-consents.js';
import type { Config } from '../../config/load.js';
import { endMedmijConsent, listMedmijConsents } from '../../storage/auth/medmij/consents.js';
import { options, printJson, withAuth } from '../auth/context.js';
import { UsageError } from '../usage.js';

const OPTIONS = { patient: { type: 'string' }, all: { type: 'boolean' } } as const;

/** `--patient ID`, and `--all` for those that have ended too. */
export async function consentsCommand(config: Config, args: readonly string[]): Promise<number> {
  const { patient, all = false } = options(args, OPTIONS).values;
  if (patient === undefined) throw new UsageError('Say whose consents: --patient ID.');
  await withAuth(config, async ({ database }) => {
    printJson((await listMedmijConsents(database, patient, all)).map(medmijConsentSummary));
  });
  return 0;
}

/**
 * Ends a consent with all tokens at once. Its Consent resource says so within a minute, when a server runs
 * on the database.
 */
export async function withdrawCommand(config: Config, args: readonly string[]): Promise<number> {
  const [id] = options(args, {}).positionals;
  if (id === undefined) throw new UsageError('Say which consent, by its id.');
  await withAuth(config, async ({ database }) => {
    const ended = await database.inTransaction((session) =>
      endMedmijConsent(session, id, 'withdrawn'),
    );
    if (!ended) throw new UsageError('There is no such consent that could end.');
    printJson({ id, withdrawn: true });
  });
  return 0;
}
