/** A draft with its header as a message. */
import { USUAL_DELIMITERS } from '../../parser/delimiters.js';
import { Hl7Message } from '../../parser/message.js';
import { makeSegment } from '../../parser/print.js';
import type { Destination } from '../destination.js';
import { msh, type HeaderFacts } from '../segment/msh.js';
import type { Draft } from './context.js';

/** @param facts what no resource says: MSH-10 and MSH-7 */
export function messageOf(
  { type, lines }: Draft,
  destination: Destination,
  facts: Omit<HeaderFacts, 'type'>,
): Hl7Message {
  const syntax = { delimiters: USUAL_DELIMITERS, charset: destination.charset };
  const header = msh(destination, { ...facts, type });
  const segments = [header, ...lines].map(({ name, fields }) => makeSegment(name, fields, syntax));
  return new Hl7Message(segments, syntax);
}
