/** What Prometheus is told: https://prometheus.io/docs/instrumenting/exposition_formats/ */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  /** One answered request. @param seconds from its first byte to its answer */
  request(interaction: string, status: number, seconds: number): void;
  /** A request came in (+1) or was answered (-1). */
  inFlight(change: 1 | -1): void;
  /** Of HL7 v2 messages that are sent: see `hl7v2/outbound/metrics.ts`. */
  readonly outbound: Outbound;
}

interface Outbound {
  delivered(destination: string, state: string): void;
  standing(destination: string, standing: Standing | undefined): void;
}

interface Standing {
  readonly queued: number;
  /** Of the oldest message, in seconds. */
  readonly age: number;
  readonly dead: number;
  readonly isPaused: boolean;
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
    outbound: outboundMetrics(registry),
  };
}

/** One process tells how the destinations stand: the sum over all processes is its own number. */
function outboundMetrics(registry: Registry): Outbound {
  const gauge = (name: string, help: string): Gauge<'destination'> =>
    new Gauge({
      name: `vuurtoren_hl7_outbox_${name}`,
      help,
      labelNames: ['destination'],
      registers: [registry],
    });
  const queued = gauge('queued', 'HL7 v2 messages that wait to be sent');
  const age = gauge('oldest_seconds', 'Age of the oldest HL7 v2 message that waits to be sent');
  const dead = gauge('dead', 'HL7 v2 messages that were not taken and are set aside');
  const paused = gauge('paused', '1 while nothing is sent to the destination');
  const deliveries = new Counter({
    name: 'vuurtoren_hl7_deliveries_total',
    help: 'HL7 v2 messages sent, by destination and how they fared: sent, queued again, dead',
    labelNames: ['destination', 'state'],
    registers: [registry],
  });
  return {
    delivered(destination, state) {
      deliveries.inc({ destination, state });
    },
    standing(destination, standing) {
      if (standing === undefined) {
        for (const one of [queued, age, dead, paused]) one.remove({ destination });
        return;
      }
      queued.set({ destination }, standing.queued);
      age.set({ destination }, standing.age);
      dead.set({ destination }, standing.dead);
      paused.set({ destination }, standing.isPaused ? 1 : 0);
    },
  };
}
