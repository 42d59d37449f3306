/** `vuurtoren medmij try`: what a PGO gets from a running server, from the lists to the data. */
import { readFileSync } from 'node:fs';
import { origin } from '../../address.js';
import { DEMO_PGO } from '../../auth/medmij/lists/demo-lists.js';
import { ListRefused } from '../../auth/medmij/lists/list-kind.js';
import type { Config } from '../../config/load.js';
import { DEMO_PROVIDER } from '../../config/medmij/demo.js';
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from '../../demo/demo-access.js';
import { DEMO_PATIENTS } from '../../demo/demo-data.js';
import { options, printJson, wholeNumber } from '../auth/context.js';
import { UsageError } from '../usage.js';
import { JourneyFailed } from './pgo/authorize.js';
import { createFetch, type PgoTls } from './pgo/fetch.js';
import { walkJourney, type JourneyOrder } from './pgo/journey.js';
import { listsOfDemo, readLists, sourcesBelow, type PgoLists } from './pgo/network.js';
import { Report } from './pgo/report.js';
import { walkMany } from './pgo/many.js';

const OPTIONS = {
  base: { type: 'string' },
  provider: { type: 'string' },
  user: { type: 'string' },
  password: { type: 'string' },
  service: { type: 'string', multiple: true },
  once: { type: 'boolean' },
  lists: { type: 'string' },
  'client-id': { type: 'string' },
  'redirect-uri': { type: 'string' },
  forbid: { type: 'string', multiple: true },
  journeys: { type: 'string' },
  ca: { type: 'string' },
  cert: { type: 'string' },
  key: { type: 'string' },
  json: { type: 'boolean' },
} as const;

type Values = ReturnType<typeof options<typeof OPTIONS>>['values'];

const MOST_JOURNEYS = 1000;

/** @returns the exit code: 0 when the journey came to its end and every answer was good */
export async function tryCommand(config: Config, args: readonly string[]): Promise<number> {
  const { values, positionals } = options(args, OPTIONS);
  if (positionals.length > 0) throw new UsageError('medmij try has options only.');
  const count = wholeNumber('journeys', values.journeys) ?? 1;
  if (count < 1 || count > MOST_JOURNEYS) {
    throw new UsageError(`--journeys is 1 to ${MOST_JOURNEYS}.`);
  }
  const order = await orderOf(config, values);
  if (count > 1) {
    const summary = await walkMany({ ...order, thorough: false }, count);
    printJson(summary);
    return summary.failed === 0 ? 0 : 1;
  }
  const report = new Report(values.json === true ? undefined : process.stdout);
  try {
    await walkJourney(order, report);
  } catch (error) {
    if (!(error instanceof JourneyFailed)) throw error;
    report.fail(error.message);
  }
  if (values.json === true) printJson(report.toJson());
  else report.end();
  return report.isGood ? 0 : 1;
}

async function orderOf(config: Config, values: Values): Promise<JourneyOrder> {
  const base = values.base ?? config.baseUrl ?? `${origin(config, config.port)}/fhir`;
  const provider = values.provider ?? config.medmij?.providers[0]?.name ?? DEMO_PROVIDER;
  const tls = tlsOf(values);
  const clientId = values['client-id'] ?? DEMO_PGO.hostname;
  const lists = await listsOf(config, { base, provider, from: values.lists }, tls);
  const send = createFetch(tls);
  // fhir-kit-client speaks by the global function, which can show no certificate.
  if (send !== fetch) globalThis.fetch = send;
  return {
    ...{ lists, provider, clientId, fetch: send },
    catalog: config.gegevensdiensten,
    redirectUri: values['redirect-uri'] ?? `https://${clientId}/medmij`,
    ...personOf(values),
    longTerm: values.once !== true,
    services: values.service,
    forbidden: forbiddenOf(values),
    signInTurn: (work) => work(),
    thorough: true,
  };
}

/** The number of whoever signs in, as far as it is known. */
function forbiddenOf({ user, forbid = [] }: Values): readonly string[] {
  const [patient] = DEMO_PATIENTS;
  return user === undefined && patient !== undefined ? [...forbid, patient.bsn] : forbid;
}

/** Who signs in. */
function personOf({ user, password }: Values): Pick<JourneyOrder, 'user' | 'password'> {
  return {
    user: user ?? DEMO_ACCOUNTS[0]?.username ?? '',
    password: password ?? DEMO_PASSWORD,
  };
}

async function listsOf(
  config: Config,
  { base, provider, from }: { base: string; provider: string; from: string | undefined },
  tls: PgoTls,
): Promise<PgoLists> {
  const sources = from === undefined ? config.medmijLists.lists?.sources : sourcesBelow(from);
  if (sources === undefined) return listsOfDemo(base, provider, config.gegevensdiensten.ids);
  try {
    const { ca: authorities, cert: certificate, key } = tls;
    return await readLists(sources, { authorities, certificate, key });
  } catch (error) {
    throw error instanceof ListRefused ? new UsageError(`A list: ${error.message}.`) : error;
  }
}

function tlsOf({ ca, cert, key }: Values): PgoTls {
  if ((cert === undefined) !== (key === undefined)) {
    throw new UsageError('--cert and --key belong together.');
  }
  const read = (file: string): string => {
    try {
      return readFileSync(file, 'utf8');
    } catch {
      throw new UsageError(`The file ${file} can not be read.`);
    }
  };
  return {
    ...(ca === undefined ? {} : { ca: read(ca) }),
    ...(cert === undefined ? {} : { cert: read(cert) }),
    ...(key === undefined ? {} : { key: read(key) }),
  };
}
