/** Structured logs on standard error; standard output is for what a person asked for. */
import { destination, pino } from 'pino';
import type { Logger } from './ports.js';

export function createLogger(level: string): Logger {
  return pino(
    { level, base: { pid: process.pid }, timestamp: () => `,"time":"${new Date().toISOString()}"` },
    destination({ fd: 2, sync: true }),
  );
}
