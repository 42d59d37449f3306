// Checks any FHIR R4 server by its base URL. See README.md.
import { writeFileSync } from 'node:fs';
import { parseOptions, UsageError } from './lib/options.mjs';
import { printReport } from './lib/report.mjs';
import { runGroups } from './lib/runner.mjs';
import { connect } from './lib/server.mjs';
import { runTestScripts } from './testscript/command.mjs';
import { groups } from './groups.mjs';

async function main() {
  const options = parseOptions(process.argv.slice(2));
  if (options.testscripts !== undefined) return runTestScripts(options);
  const server = await connect(options);
  const report = await runGroups(groups, server, options);
  printReport(report);
  if (options.json !== undefined) {
    writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  }
  return report.totals.fail > 0 ? 1 : 0;
}

try {
  process.exitCode = await main();
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
