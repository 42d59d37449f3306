/** `vuurtoren launch`: what an EHR does when somebody opens an app in it. */
import { createLaunch } from '../../auth/administration/launches.js';
import type { Config } from '../../config/load.js';
import { UsageError } from '../usage.js';
import { options, printJson, withAuth } from './context.js';
import { findUser } from './user.js';

const OPTIONS = {
  client: { type: 'string' },
  patient: { type: 'string' },
  encounter: { type: 'string' },
  user: { type: 'string' },
  intent: { type: 'string' },
  'no-banner': { type: 'boolean' },
  context: { type: 'string', multiple: true },
} as const;

export async function launchCommand(config: Config, args: readonly string[]): Promise<number> {
  const { values } = options(args, OPTIONS);
  const { client, patient, encounter, user } = values;
  if (client === undefined) throw new UsageError('Say which app, by --client.');
  await withAuth(config, async ({ database, settings }) => {
    const account = user === undefined ? undefined : await findUser(database, user);
    const launch = await createLaunch(
      database,
      {
        clientId: client,
        patient,
        encounter,
        intent: values.intent,
        accountId: account?.id,
        needPatientBanner: values['no-banner'] !== true,
        fhirContext: (values.context ?? []).map((reference) => ({ reference })),
      },
      settings.fhirBase,
    );
    printJson({
      launch: launch.value,
      iss: settings.fhirBase,
      expires_in: launch.expiresIn,
      launch_url: launch.url,
    });
  });
  return 0;
}
