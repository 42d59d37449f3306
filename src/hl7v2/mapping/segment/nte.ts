/** NTE: Annotation. V2-to-FHIR: NTE[Observation], NTE[ServiceRequest]. */
import type { JsonObject } from '../../../fhir/json.js';
import { dateTime } from '../datatype/time.js';
import { collect, object } from '../element.js';
import type { Site } from '../site.js';
import type { SegmentSource } from '../source.js';

/** The text of an NTE: its repetitions are lines. */
export function noteText(nte: SegmentSource): string | undefined {
  const lines = nte.field(3).repetitions.map((source) => source.text);
  const text = lines.join('\n').trim();
  return text === '' ? undefined : text;
}

/**
 * Comments as one Annotation: each NTE is a line, and the Dutch profiles take one note. Who wrote it
 * and when is kept where all lines agree, or only one has it.
 */
export function annotation(ntes: readonly SegmentSource[], site: Site): JsonObject | undefined {
  const texts = collect(ntes, noteText);
  if (texts.length === 0) return undefined;
  const times = new Set(collect(ntes, (nte) => dateTime(nte.field(6), site)));
  const [time] = times;
  return object({ time: times.size === 1 ? time : undefined, text: texts.join('\n') });
}
