/** What Prometheus is told: https://prometheus.io/docs/instrumenting/exposition_formats/ */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  /** One answered request. @param seconds from its first byte to its answer */
  request(interaction: string, status: number, seconds: number): void;
  /** A request came in (+1) or was answered (-1). */
  inFlight(change: 1 | -1): void;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Counter({
    name: 'vuurtoren_http_requests_total',
    help: 'FHIR requests by interaction and status',
    labelNames: ['interaction', 'status'],
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'vuurtoren_http_request_seconds',
    help: 'Time to answer FHIR requests by interaction',
    labelNames: ['interaction'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [registry],
  });
  const under = new Gauge({
    name: 'vuurtoren_http_requests_in_flight',
    help: 'FHIR requests that are being answered',
    registers: [registry],
  });
  return {
    registry,
    request(interaction, status, seconds) {
      requests.inc({ interaction, status });
      durations.observe({ interaction }, seconds);
    },
    inFlight(change) {
      under.inc(change);
    },
  };
}
