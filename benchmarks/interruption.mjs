/** Ends the benchmark cleanly when it is told to stop, or when those who wait for it are gone. */
import { readFileSync } from 'node:fs';

const CHECK_MILLISECONDS = 500;

/**
 * @param {() => Promise<void>} close leaves nothing behind
 */
export function closeWhenInterrupted(close) {
  const leave = (code) => {
    void close().finally(() => process.exit(code));
  };
  process.on('SIGINT', () => leave(130));
  process.on('SIGTERM', () => leave(143));
  process.on('SIGHUP', () => leave(129));
  // npm ends without passing a signal on to what it runs.
  if (process.env.npm_lifecycle_event === undefined) return;
  const before = ancestors();
  setInterval(() => {
    if (ancestors() !== before) leave(143);
  }, CHECK_MILLISECONDS).unref();
}

/** The launcher and what started it; only the launcher where there is no /proc. */
function ancestors() {
  const parent = process.ppid;
  try {
    const status = readFileSync(`/proc/${parent}/status`, 'utf8');
    return `${parent} ${/^PPid:\s*(\d+)/m.exec(status)?.[1]}`;
  } catch {
    return `${parent}`;
  }
}
