/** What Prometheus is told: https://prometheus.io/docs/instrumenting/exposition_formats/ */
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

export interface Metrics {
  readonly registry: Registry;
  /** One answered request. @param seconds from its first byte to its answer */
  request(interaction: string, status: number, seconds: number): void;
  /** A request came in (+1) or was answered (-1). */
  inFlight(change: 1 | -1): void;
  /** An HL7 v2 message came in. @param state that it got when it did */
  hl7Received(feed: string, state: string): void;
  /** An HL7 v2 message left processing. @param seconds since it was received */
  hl7Settled(feed: string, state: string, seconds: number): void;
  /** An HL7 v2 message was sent. @param state how it fared: sent, queued (again), dead */
  readonly hl7Delivered: (destination: string, state: string) => void;
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
  const hl7 = createHl7Metrics(registry);
  return {
    registry,
    ...hl7,
    request(interaction, status, seconds) {
      requests.inc({ interaction, status });
      durations.observe({ interaction }, seconds);
    },
    inFlight(change) {
      under.inc(change);
    },
  };
}

function createHl7Metrics(
  registry: Registry,
): Pick<Metrics, 'hl7Received' | 'hl7Settled' | 'hl7Delivered'> {
  const received = new Counter({
    name: 'vuurtoren_hl7_received_total',
    help: 'HL7 v2 messages that came in, by feed and what was done with them then',
    labelNames: ['feed', 'state'],
    registers: [registry],
  });
  const settled = new Counter({
    name: 'vuurtoren_hl7_settled_total',
    help: 'HL7 v2 messages that left processing, by feed and outcome',
    labelNames: ['feed', 'state'],
    registers: [registry],
  });
  const durations = new Histogram({
    name: 'vuurtoren_hl7_processing_seconds',
    help: 'Time from the receipt of HL7 v2 messages to their outcome',
    labelNames: ['feed'],
    buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3600],
    registers: [registry],
  });
  const deliveries = new Counter({
    name: 'vuurtoren_hl7_deliveries_total',
    help: 'HL7 v2 messages that were sent, by destination and how they fared',
    labelNames: ['destination', 'state'],
    registers: [registry],
  });
  return {
    hl7Delivered(destination, state) {
      deliveries.inc({ destination, state });
    },
    hl7Received(feed, state) {
      received.inc({ feed, state });
    },
    hl7Settled(feed, state, seconds) {
      settled.inc({ feed, state });
      durations.observe({ feed }, seconds);
    },
  };
}
