/** What is not FHIR: liveness, readiness, metrics. */
import express, { type Express } from 'express';
import type { JsonObject } from '../fhir/json.js';
import { SECURITY_HEADERS } from './reply.js';

/** One thing that must be in order for the server to be of use. */
export interface ReadinessCheck {
  readonly name: string;
  /** Resolves when it is in order, rejects when it is not. */
  check(): Promise<Finding | undefined>;
}

/** What a check tells besides. */
export interface Finding {
  /** `degraded`: something does not work, and the server is of use all the same. */
  readonly status: 'ok' | 'degraded';
  readonly details: JsonObject;
}

export interface OperationsParts {
  readonly checks: readonly ReadinessCheck[];
  readonly metricsText: () => Promise<string>;
}

export function createOperationsApp({ checks, metricsText }: OperationsParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('etag', false);
  app.use((_request, response, next) => {
    response.set(SECURITY_HEADERS);
    next();
  });
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'ok' });
  });
  app.get('/readyz', async (_request, response) => {
    const results = await Promise.all(checks.map(result));
    const ready = results.every(({ status }) => status !== 'failed');
    if (!ready) response.set('Retry-After', '2');
    response
      .status(ready ? 200 : 503)
      .json({ status: ready ? 'ok' : 'unavailable', checks: results });
  });
  app.get('/metrics', async (_request, response) => {
    const text = await metricsText();
    response.type('text/plain; version=0.0.4').send(text);
  });
  app.use((_request, response) => {
    response.status(404).type('text/plain').send('Not found. The FHIR API is below /fhir.\n');
  });
  return app;
}

async function result(check: ReadinessCheck): Promise<{ name: string; status: string }> {
  const { name } = check;
  try {
    const { status, details } = (await check.check()) ?? { status: 'ok', details: {} };
    return { name, status, ...details };
  } catch {
    return { name, status: 'failed' };
  }
}
