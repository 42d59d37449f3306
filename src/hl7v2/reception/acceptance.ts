/**
 * What is judged before a message is acknowledged: whether it is one that this server takes. HL7
 * v2.8, 2.9.2 (message response). Everything that is found later goes to the work list, for the
 * sender has been told by then.
 */
import type { Reason } from '../../storage/inbox/states.js';
import type { Feed } from '../feed.js';
import { Hl7Error } from '../hl7-error.js';
import type { MessageFacts, NotMapped, OrderKeys } from '../mapping/types.js';
import type { MessageHeader } from '../parser/header.js';
import type { Hl7Message } from '../parser/message.js';

/**
 * `error` (AE): the content of this message is wrong. `reject` (AR): such messages are not taken.
 * `ignore`: taken, stored, and nothing is made of it. `none`: an acknowledgement, which is never
 * answered.
 */
export type Verdict =
  | { readonly kind: 'accept'; readonly order: OrderKeys | undefined }
  | { readonly kind: 'ignore'; readonly reason: Reason }
  | { readonly kind: 'none' }
  | { readonly kind: 'error' | 'reject'; readonly error: Hl7Error };

const VERSIONS = new Set(
  '2.0 2.1 2.2 2.3 2.3.1 2.4 2.5 2.5.1 2.6 2.7 2.7.1 2.8 2.8.1 2.8.2 2.9 2.9.1'.split(' '),
);

/** Message codes that ask something; a feed is no place for an answer. */
const QUERIES = new Set('QRY QBP QSB QVR QCN QSX DSR ORF RSP RTB RDY'.split(' '));

/** Message codes of HL7 table 0076 that are known, mapped or not. */
const KNOWN_CODES = new Set(
  (
    'ADT ORU OUL ORM OML OMG OMP OMI OMB OMD OMN OMQ OMS OPL OPR ORA ORB ORD ORG ORI ORL ORN ORP ' +
    'ORR ORS ORX OSM OSU RDE RDS RGV RGR RAS RRA RRD RRE RRG RRI SIU SRM SRR MDM VXU VXQ VXR VXX ' +
    'PPR PPP PPT PGL PEX PPV PRR PIN PMU PPG BAR DFT MFN MFK MFR REF RQA RQC RQI RQP CRM CSU BPS ' +
    'BRP BRT BTS DBC DBU DFR EAC EAN EAR EHC ESR ESU INR INU LSU LSR NMD NMQ NMR SDR SDS SLR SMD ' +
    'STC STI SUR TBR TCR TCU UDM CCF CCI CCM CCQ CCR CCU CNQ CQU DEL DEO DER DPR DRG SIC SCN SSR SSU'
  ).split(' '),
);

const TRIGGER = /^[A-Z][A-Z0-9]{2}$/;

/** What the mapping reads of a message before it is mapped, or why it makes nothing of it. */
export type ReadFacts = (message: Hl7Message, feed: Feed) => MessageFacts | NotMapped;

/** Judges a message by its header, and by what the mapping needs of it. */
export function judge(
  message: Hl7Message,
  header: MessageHeader,
  { feed, readFacts }: { readonly feed: Feed; readonly readFacts: ReadFacts },
): Verdict {
  if (header.messageCode === 'ACK') return { kind: 'none' };
  const refusal = refuseIdentity(header, feed) ?? refuseKind(header, feed);
  if (refusal !== undefined) return refusal;
  const facts = readFacts(message, feed);
  if (facts.kind === 'facts') return { kind: 'accept', order: facts.order };
  switch (facts.reason) {
    case 'ignored':
      return { kind: 'ignore', reason: { code: facts.reason, text: facts.text, at: 'MSH-9' } };
    case 'unknown-event':
      return judgeUnknown(header, feed);
    default: {
      const error = new Hl7Error(CODES[facts.reason], facts.text, facts.location);
      return { kind: 'error', error };
    }
  }
}

/** HL7 table 0357 for what is wrong with a message. */
const CODES = {
  'field-too-long': '102',
  'patient-unidentified': '101',
  'segment-missing': '100',
  'several-patients': '100',
} as const;

function refuseIdentity(header: MessageHeader, feed: Feed): Verdict | undefined {
  if (header.controlId === undefined) {
    return error('101', 'MSH-10, the message control id, is missing.', 10);
  }
  const { sendingApplication, sendingFacility } = header;
  const isAllowed = feed.senders.some(
    ({ application, facility }) =>
      (application === undefined || application === sendingApplication) &&
      (facility === undefined || facility === sendingFacility),
  );
  if (feed.senders.length === 0 || isAllowed) return undefined;
  return reject('207', 'This sender, by MSH-3 and MSH-4, is not one of this feed.', 3);
}

function refuseKind(header: MessageHeader, feed: Feed): Verdict | undefined {
  const { messageCode, version = feed.defaultVersion, processingId = 'P' } = header;
  if (messageCode === undefined) return error('101', 'MSH-9, the message type, is missing.', 9);
  if (!VERSIONS.has(version)) {
    return reject('203', 'The version in MSH-12 is not one that is known here.', 12);
  }
  if (!feed.processingIds.includes(processingId.toUpperCase())) {
    return reject('202', 'Messages with this processing id, MSH-11, are not taken.', 11);
  }
  return undefined;
}

/** An event of which nothing is made. */
function judgeUnknown(header: MessageHeader, feed: Feed): Verdict {
  const { messageCode = '', triggerEvent = '' } = header;
  if (QUERIES.has(messageCode) || !KNOWN_CODES.has(messageCode)) {
    return reject('200', 'Messages of this type, MSH-9, are not taken.', 9);
  }
  if (triggerEvent !== '' && !TRIGGER.test(triggerEvent)) {
    return reject('201', 'The trigger event in MSH-9 is none of HL7.', 9);
  }
  if (feed.unmappedEvents === 'refuse') {
    return reject('201', 'Nothing is made of this event, MSH-9, and the feed refuses such.', 9);
  }
  const text = 'Nothing is made of this event.';
  return { kind: 'ignore', reason: { code: 'unknown-event', text, at: 'MSH-9' } };
}

function error(code: '101', text: string, field: number): Verdict {
  return { kind: 'error', error: new Hl7Error(code, text, { segment: 'MSH', sequence: 1, field }) };
}

function reject(code: '200' | '201' | '202' | '203' | '207', text: string, field: number): Verdict {
  return {
    kind: 'reject',
    error: new Hl7Error(code, text, { segment: 'MSH', sequence: 1, field }),
  };
}
