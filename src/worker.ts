/** One worker, of HTTP requests and received HL7 v2 messages: `cluster.ts` starts and stops it. */
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { AggregatorRegistry } from 'prom-client';
import { composeAuth } from './compose-auth.js';
import { composeCore, composeHttp } from './compose.js';
import { openHl7Door } from './compose-hl7.js';
import { loadConfig, type Config } from './config/load.js';
import { createLogger } from './log.js';
import type { ToWorker } from './messages.js';
import { runProcess, stopRequest, tellPrimary } from './primary.js';
import type { HttpServer } from './rest/server.js';
import { processEnvironment, ROOT, WORKER_BASE } from './config/process.js';

/** After this the connections that are left are cut. */
const DRAIN_MILLISECONDS = 20_000;

async function main(): Promise<void> {
  const stopped = stopRequest();
  const config = loadConfig(processEnvironment(), ROOT);
  const log = createLogger(config.logLevel);
  const base = processEnvironment()[WORKER_BASE] ?? '';
  const databaseUrl = config.databaseUrl ?? '';
  const core = await composeCore({ config, databaseUrl, base }, log);
  const auth = await composeAuth(core, config, log);
  const { server, metrics, receiveHl7 } = composeHttp(core, config, log, {
    auth,
    metricsText: metricsFromPrimary(),
  });
  AggregatorRegistry.setRegistries(metrics.registry);
  // Its presence makes this process answer when the primary asks for its numbers.
  new AggregatorRegistry();
  await listen(server, config);
  const { database, environment } = core;
  const door = await openHl7Door({
    ...{ config, databaseUrl, database, environment, log, metrics },
    listens: false,
    onReceived: (messages) => {
      tellPrimary({ kind: 'hl7-received', messages });
    },
  });
  receiveHl7(door.reception);
  process.on('message', (message: ToWorker) => {
    if (message.kind === 'hl7-received') door.wake(message.messages);
  });
  tellPrimary({ kind: 'ready' });
  await stopped;
  await stop(server, [door.close()], async () => {
    await auth?.close();
    await core.close();
  });
}

/** The server that ran before may need a moment to let go of the port. */
const PORT_ATTEMPTS = 20;
const PORT_PAUSE = 200;

async function listen(server: HttpServer, config: Config): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    server.listen({ host: config.host, port: config.port, backlog: 1024 });
    try {
      await once(server, 'listening');
      return;
    } catch (error) {
      const isTaken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
      if (!isTaken || attempt === PORT_ATTEMPTS) throw error;
      await setTimeout(PORT_PAUSE);
    }
  }
}

/** No new connections; requests under way are answered; then the database is let go. */
async function stop(
  server: HttpServer,
  others: readonly Promise<void>[],
  letGo: () => Promise<void>,
): Promise<void> {
  const closed = Promise.all([once(server, 'close'), ...others]);
  server.close();
  server.closeIdleConnections();
  const cut = globalThis.setTimeout(() => {
    server.closeAllConnections();
  }, DRAIN_MILLISECONDS);
  await closed;
  clearTimeout(cut);
  await letGo();
}

/** Asks the primary, which adds up what all workers have counted. */
function metricsFromPrimary(): () => Promise<string> {
  const waiting = new Map<number, (text: string) => void>();
  let last = 0;
  process.on('message', (message: ToWorker) => {
    if (message.kind !== 'metrics') return;
    waiting.get(message.id)?.(message.text);
    waiting.delete(message.id);
  });
  return () =>
    new Promise((resolve) => {
      const id = ++last;
      waiting.set(id, resolve);
      tellPrimary({ kind: 'metrics', id });
    });
}

runProcess(main);
