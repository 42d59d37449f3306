/** How a process that the primary has started talks to it. */
import type { ToPrimary, ToWorker } from './messages.js';

/** Long enough for a message to leave. */
const LEAVE_MILLISECONDS = 200;

export function tellPrimary(message: ToPrimary): void {
  process.send?.(message);
}

/** Resolves when the primary asks to stop. Listened for from the start on, or it would be lost. */
export function stopRequest(): Promise<void> {
  // Ctrl-C reaches every process of the terminal; the primary decides what happens.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => undefined);
  return new Promise((resolve) => {
    process.on('message', (message: ToWorker) => {
      if (message.kind === 'stop') resolve();
    });
  });
}

/** Runs the process to its end; a start that fails is told. */
export function runProcess(main: () => Promise<void>): void {
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      const reason = error instanceof Error ? error.message : 'unknown';
      tellPrimary({ kind: 'failed', reason });
      setTimeout(() => process.exit(1), LEAVE_MILLISECONDS);
    },
  );
}
