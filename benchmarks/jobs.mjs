/** The inside of a helper process: takes jobs of the benchmark and answers them. */

/**
 * @param {Readonly<Record<string, (job: any) => Promise<unknown>>>} kinds what to do, by `job.kind`
 */
export function serveJobs(kinds) {
  // Ctrl-C reaches every process of the terminal; the benchmark itself ends this one.
  process.on('SIGINT', () => undefined);
  process.on('disconnect', () => process.exit());
  process.on('message', (job) => {
    const { kind } = /** @type {{ kind: string }} */ (job);
    kinds[kind](job).then(
      (result) => process.send?.({ result }),
      (error) => process.send?.({ failed: error instanceof Error ? error.message : String(error) }),
    );
  });
}

/**
 * Runs this many lanes at once. @returns seconds until the last of them ended
 * @param {number} count
 * @param {(lane: number) => Promise<void>} work
 */
export async function runLanes(count, work) {
  const started = performance.now();
  await Promise.all(Array.from({ length: count }, (_, lane) => work(lane)));
  return (performance.now() - started) / 1000;
}
