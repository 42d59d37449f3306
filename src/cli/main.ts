/** The command line: `vuurtoren COMMAND …`. */
import { ConfigError, loadConfig, type Config } from '../config/load.js';
import { processEnvironment, ROOT } from '../config/process.js';
import { clientCommand } from './auth/client.js';
import { grantCommand } from './auth/grant.js';
import { keysCommand } from './auth/keys.js';
import { policyCommand } from './auth/policy.js';
import { launchCommand } from './auth/launch.js';
import { tokenCommand } from './auth/token.js';
import { userCommand } from './auth/user.js';
import { doctor } from './doctor.js';
import { explainCommand } from './explain.js';
import { hl7Command } from './hl7/hl7.js';
import { importCommand } from './import/import.js';
import { migrateCommand } from './migrate.js';
import { packagesCommand } from './packages.js';
import { reindexCommand } from './reindex.js';
import { start } from './start.js';
import { UsageError } from './usage.js';
import { validateCommand } from './validate/validate.js';

const USAGE = `usage: vuurtoren COMMAND

  start                     start the server
  migrate                   bring the database to the schema of this version
  import FILE|DIR …         load Bundles, resources and NDJSON files (also .gz)
                            --concurrency N   items under way at once (4)
                            --restart         forget how far an interrupted import came
  validate FILE|DIR …       check resources (JSON, XML, NDJSON; also .gz)
                            --profile URL     check this profile too; may be repeated
                            --output FORM     text, outcome or sarif (text)
                            --base            R4 only
                            --best-practice   with remarks on best practice
  packages list             name the FHIR packages that are there
  packages add NAME@VERSION|FILE
                            add one, with those it depends on
  reindex [TYPE …]          index what is stored for search parameters that were added
                            --concurrency N   chunks under way at once (4)
  explain SEARCH            show the SQL and the plan of a search: "Patient?name=jan"
  hl7 send FILE …           send HL7 v2 messages over MLLP and show the answers
                            --feed NAME       to the listener of this feed (default)
                            --to HOST:PORT    to another system
                            --tls             with TLS; --ca, --cert, --key FILE, --server-name NAME
                            --timeout SECONDS for an answer (30)
                            --raw             leave segment ends as they are
  hl7 destinations          list the systems that messages are sent to
      pause NAME [REASON]   send nothing more to one; resume NAME goes on
  hl7 outbox                list messages that were not taken
                            --destination NAME, --state queued|sent|dead|skipped, --count N
      show ID               show a message
      retry|skip ID …       send messages again, or give them up; or --destination NAME
  token                     print an access token, for --seconds N (3600)
                            --patient ID      for one patient
                            --user NAME       in the name of a user
                            --scope "…"       other scopes than for reading
                            --admin           for everything, administration too
                            --medmij          as a PGO gets one for --patient ID, for --seconds N (900)
                            --gegevensdienst ID  of MedMij, may be repeated (all)
  client add                register an app or service: --name N --type T --redirect-uri U …
                            --scope "…" --jwks FILE|--jwks-uri U, and more (docs/authorization.md)
  client list|change ID|secret ID|remove ID
  user add                  --username U --password P --role patient|practitioner|admin
                            --fhir-user Type/id --name N
                            --source ID       of who signs in elsewhere (docs/sign-in.md)
  user list|change NAME|remove NAME
  launch                    start an app as an EHR does: --client ID --patient ID --encounter ID
  grant list|remove ID      what users granted to apps
  policy show|set FILE|reset  whose records people other than patients may see
  keys list|rotate          the keys that id tokens are signed with
  hl7 list                  list HL7 v2 messages, newest first
                            --state, --feed, --event, --reason, --note, --sender, --control-id,
                            --from, --until, --before, --limit, --json
  hl7 show ID               show one: text, outcome, candidates; --json
  hl7 decide ID WHO …       say whom its PIDs are about: Patient/1, new, - (open)
                            --approve         have it do the merge or move that it orders
  hl7 ignore ID             make nothing of it
  hl7 replay [ID …]         process messages again; filters as for list
  hl7 try FILE …            show what messages would become, field by field
                            --feed NAME       as if they came over this feed (default)
                            --map FILE        with these mapping settings
                            --stored [ID …]   messages that came in; filters as for list
  hl7 feeds                 show the feeds and how far behind they are
  hl7 merge STAYS GOES      make one Patient stand for two
  hl7 unmerge GONE          take that back
  doctor                    check configuration, database and definitions
`;

type Command = (config: Config, args: readonly string[]) => number | Promise<number>;

const help: Command = () => {
  process.stdout.write(USAGE);
  return 0;
};

const COMMANDS = new Map<string | undefined, Command>(
  Object.entries<Command>({
    start: async (config) => {
      await start(config);
      return 0;
    },
    migrate: migrateCommand,
    import: importCommand,
    validate: validateCommand,
    packages: packagesCommand,
    reindex: reindexCommand,
    explain: explainCommand,
    token: tokenCommand,
    client: clientCommand,
    user: userCommand,
    launch: launchCommand,
    grant: grantCommand,
    policy: policyCommand,
    keys: keysCommand,
    hl7: hl7Command,
    doctor,
    help,
    '--help': help,
  }),
);

/** Runs one command. @returns the exit code */
export async function main(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  try {
    const config = loadConfig(processEnvironment(), ROOT);
    const run = COMMANDS.get(name);
    if (run === undefined) throw new UsageError('There is no such command.');
    return await run(config, rest);
  } catch (error) {
    return complain(error);
  }
}

function complain(error: unknown): number {
  if (error instanceof ConfigError) {
    for (const line of error.lines) process.stderr.write(`${line}\n`);
    return 2;
  }
  if (error instanceof UsageError) {
    process.stderr.write(`${error.message}\n\n${USAGE}`);
    return 2;
  }
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return 1;
}
