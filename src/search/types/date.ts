/** Date parameters: https://hl7.org/fhir/R4/search.html#date */
import { parseDate } from '../../fhir/date.js';
import { isObject, objectAt, stringAt, type JsonObject, type JsonValue } from '../../fhir/json.js';
import type { DateSpan } from '../index-entries.js';
import { periodDuration } from './period-duration.js';

/** The span of a date, dateTime, instant, Period or Timing; undefined when it holds no date. */
export function dateSpan(value: JsonValue, type: string): DateSpan | undefined {
  if (typeof value === 'string') return spanOfText(value);
  if (!isObject(value)) return undefined;
  return type === 'Timing' ? timingSpan(value) : periodSpan(value);
}

function spanOfText(text: string | undefined): DateSpan | undefined {
  const date = text === undefined ? undefined : parseDate(text);
  return date && { low: date.low, high: date.high, offset: date.offset ?? 0 };
}

/** A missing end is open, the period goes on without limit, unless its duration is known. */
function periodSpan(period: JsonObject): DateSpan | undefined {
  const start = spanOfText(stringAt(period, 'start'));
  const end = spanOfText(stringAt(period, 'end'));
  const one = start ?? end;
  if (one === undefined) return undefined;
  if (start !== undefined && end !== undefined) return { ...start, high: end.high };
  const move = periodDuration(period);
  return start === undefined
    ? { ...one, low: move?.(one.high, -1) ?? -Infinity }
    : { ...one, high: move?.(one.low, 1) ?? Infinity };
}

/** From the first to the last moment that the timing names. */
function timingSpan(timing: JsonObject): DateSpan | undefined {
  const events = timing['event'];
  const spans = (Array.isArray(events) ? events : []).flatMap(
    (event) => (typeof event === 'string' ? spanOfText(event) : undefined) ?? [],
  );
  const repeat = objectAt(timing, 'repeat');
  const bounds = repeat && objectAt(repeat, 'boundsPeriod');
  const bounded = bounds && periodSpan(bounds);
  if (bounded !== undefined) spans.push(bounded);
  const [first] = spans;
  if (first === undefined) return undefined;
  return {
    low: Math.min(...spans.map((span) => span.low)),
    high: Math.max(...spans.map((span) => span.high)),
    offset: first.offset,
  };
}
