/** How destinations of HL7 v2 messages stand, for Prometheus: from the database, so the same whoever is asked. */
import type { DestinationState } from '../storage/outbox/destinations.js';

/** Lines in the text format of Prometheus; none without destinations. */
export function outboxGauges(all: readonly DestinationState[], now: number): string {
  if (all.length === 0) return '';
  const gauge = (
    name: string,
    help: string,
    value: (state: DestinationState) => number,
  ): readonly string[] => [
    `# HELP vuurtoren_hl7_outbox_${name} ${help}`,
    `# TYPE vuurtoren_hl7_outbox_${name} gauge`,
    ...all.map(
      (state) => `vuurtoren_hl7_outbox_${name}{destination="${state.name}"} ${value(state)}`,
    ),
  ];
  const lines = [
    ...gauge('queued', 'HL7 v2 messages that wait to be sent', ({ queued }) => queued),
    ...gauge('oldest_seconds', 'Age of the oldest of them', ({ oldest }) =>
      oldest === undefined ? 0 : Math.max(0, (now - oldest.getTime()) / 1000),
    ),
    ...gauge('dead', 'HL7 v2 messages that were not taken and are set aside', ({ dead }) => dead),
    ...gauge('paused', '1 while nothing is sent', ({ paused }) => (paused === undefined ? 0 : 1)),
  ];
  return `${lines.join('\n')}\n`;
}
