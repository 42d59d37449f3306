/** What waits in the HL7 v2 inbox, for Prometheus: from the database, so the same whoever is asked. */
import type { FeedCounts } from '../storage/inbox/feed-counts.js';

/**
 * Lines in the text format of Prometheus.
 * @param feeds names of those that are configured, which are told also when nothing is open
 */
export function hl7Gauges(feeds: readonly string[], counts: readonly FeedCounts[]): string {
  const names = new Set([...feeds, ...counts.map(({ feed }) => feed)]);
  const all = [...names].map(
    (feed) => counts.find((one) => one.feed === feed) ?? { feed, open: {}, held: 0, lag: 0 },
  );
  const lines = [
    '# HELP vuurtoren_hl7_open HL7 v2 messages that are not done, by feed and state',
    '# TYPE vuurtoren_hl7_open gauge',
    ...all.flatMap(({ feed, open }) =>
      (['received', 'waiting', 'failed'] as const).map(
        (state) => `vuurtoren_hl7_open{feed="${feed}",state="${state}"} ${open[state] ?? 0}`,
      ),
    ),
    '# HELP vuurtoren_hl7_held HL7 v2 messages that wait behind one that waits for a person',
    '# TYPE vuurtoren_hl7_held gauge',
    ...all.map(({ feed, held }) => `vuurtoren_hl7_held{feed="${feed}"} ${held}`),
    '# HELP vuurtoren_hl7_lag_seconds Age of the oldest HL7 v2 message that could be processed',
    '# TYPE vuurtoren_hl7_lag_seconds gauge',
    ...all.map(({ feed, lag }) => `vuurtoren_hl7_lag_seconds{feed="${feed}"} ${lag / 1000}`),
  ];
  return `${lines.join('\n')}\n`;
}
