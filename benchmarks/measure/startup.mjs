/** The time from the command to the line that says the server is ready. */
import { startServer } from '../server.mjs';
import { median } from '../statistics.mjs';
import { inQuiet } from './rounds.mjs';

/**
 * The database is migrated and filled, the build is up to date. Once with a database that runs
 * already, once with the embedded one, which is then part of the start.
 * @param {object} parts
 * @param {import('../lab.mjs').Lab} parts.lab
 * @param {import('../progress.mjs').Progress} parts.progress
 * @param {number} times
 */
export async function measureStartup({ lab, progress }, times) {
  const series = async (what, environment) => {
    const start = async (name) => {
      const { result, use } = await lab.watch(process.pid, () => startOnce(lab, environment));
      const others = use === undefined ? '' : ` (others ${Math.round(use.others * 100)} %)`;
      progress(`${what} ${name}: ${result.toFixed(2)} s${others}`);
      return { seconds: result, others: use?.others };
    };
    return inQuiet(times, start, (one) => [one]);
  };
  const running = await series('startup', { DATABASE_URL: lab.url });
  await lab.stopDatabase();
  const embedded = await series('startup, embedded database', { DATA_DIR: lab.folder });
  const middle = ({ rounds }) => median(rounds.map(({ seconds }) => seconds));
  return {
    seconds: middle(running),
    embeddedSeconds: middle(embedded),
    disturbed: running.disturbed + embedded.disturbed,
    starts: running.rounds,
    embeddedStarts: embedded.rounds,
  };
}

/**
 * @param {import('../lab.mjs').Lab} lab
 * @param {Readonly<Record<string, string>>} environment
 */
async function startOnce(lab, environment) {
  const { seconds, stop } = await startServer(lab, environment);
  await stop();
  return seconds;
}
