/**
 * Acknowledgements: HL7 v2.8, 2.9 (original and enhanced mode), MSA (2.14.8) and ERR (2.14.5).
 * Pure: which answers are due, and their text.
 */
import type { AcknowledgementRules } from '../feed.js';
import type { Hl7Error, Hl7Location } from '../hl7-error.js';
import { USUAL_DELIMITERS, type Delimiters } from '../parser/delimiters.js';
import type { Syntax } from '../parser/escape.js';
import type { MessageHeader } from '../parser/header.js';
import type { Hl7Message } from '../parser/message.js';
import { makeSegment } from '../parser/print.js';

/** HL7 table 0008. */
export type AckCode = 'AA' | 'AE' | 'AR' | 'CA' | 'CE' | 'CR';

/** How a message fared: taken, wrong in its content, or of a kind that is not taken. */
export type Fate = 'good' | 'error' | 'reject';

/** Which answers a message wants: HL7 v2.8, 2.9.3. */
export interface AckPlan {
  /** Told as soon as the message is stored; undefined in the original mode. */
  readonly accept: Condition | undefined;
  /** Told when the message is stored (original mode) or processed. */
  readonly application: Condition;
  readonly applicationWhen: 'stored' | 'processed';
}

/** HL7 table 0155: always, never, on error or rejection only, on success only. */
type Condition = 'AL' | 'NE' | 'ER' | 'SU';

/** Which answers a message is to get, by its header and the rules of its feed. */
export function planAcknowledgement(
  { acceptAcknowledgement, applicationAcknowledgement }: Partial<MessageHeader>,
  rules: AcknowledgementRules,
): AckPlan {
  const accept = condition(acceptAcknowledgement);
  const application = condition(applicationAcknowledgement);
  const asks = accept !== undefined || application !== undefined;
  if (rules.mode === 'original' || (rules.mode === 'message' && !asks)) {
    return { accept: undefined, application: 'AL', applicationWhen: rules.when };
  }
  const isSilent = ![accept, application].includes('AL');
  const always = rules.mode === 'enhanced' || (rules.always && isSilent);
  return {
    accept: always ? 'AL' : (accept ?? acceptByDefault(application)),
    application: application ?? 'NE',
    applicationWhen: 'processed',
  };
}

/**
 * MSH-15 when only MSH-16 is valued: never, says the standard. A sender that means silence says NE in
 * both; one that says it of the application's answer alone waits for the other.
 */
function acceptByDefault(application: Condition | undefined): Condition {
  return application === 'NE' ? 'AL' : 'NE';
}

function condition(value: string | undefined): Condition | undefined {
  switch (value) {
    case undefined:
      return undefined;
    case 'AL':
    case 'NE':
    case 'ER':
    case 'SU':
      return value;
    default:
      // Whoever writes something else wants an answer.
      return 'AL';
  }
}

/** The answer to be given once a message is stored or refused; undefined when none is due. */
export function immediateCode(plan: AckPlan, fate: Fate): AckCode | undefined {
  if (plan.accept !== undefined) {
    if (isDue(plan.accept, fate)) return acceptCode(fate);
    // Nobody will process what was refused: the application's answer is due now.
    return fate !== 'good' && isDue(plan.application, fate) ? applicationCode(fate) : undefined;
  }
  return fate !== 'good' || plan.applicationWhen === 'stored' ? applicationCode(fate) : undefined;
}

/** The answer to be given once a message that was taken has been processed. */
export function laterCode(plan: AckPlan, fate: Fate): AckCode | undefined {
  if (plan.applicationWhen === 'stored' || !isDue(plan.application, fate)) return undefined;
  return applicationCode(fate);
}

/** Whether an answer may come once the message has been processed. */
export function wantsLater({ application, applicationWhen }: AckPlan): boolean {
  return applicationWhen === 'processed' && application !== 'NE';
}

function isDue(when: Condition, fate: Fate): boolean {
  return when === 'AL' || (when === 'SU' && fate === 'good') || (when === 'ER' && fate !== 'good');
}

function acceptCode(fate: Fate): AckCode {
  return fate === 'good' ? 'CA' : fate === 'error' ? 'CE' : 'CR';
}

function applicationCode(fate: Fate): AckCode {
  return fate === 'good' ? 'AA' : fate === 'error' ? 'AE' : 'AR';
}

/** What an ERR segment says. */
export type AckError = Pick<Hl7Error, 'code' | 'message' | 'location'>;

export interface Answer {
  readonly code: AckCode;
  readonly error?: AckError;
  /** MSA-3; for people. */
  readonly text?: string;
}

export interface AckIds {
  /** MSH-10 of the acknowledgement. */
  readonly controlId: string;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/**
 * The text of an acknowledgement, in the delimiters of the message it answers.
 * @param original undefined when the message had no header that could be read
 */
export function acknowledge(original: Hl7Message | undefined, answer: Answer, ids: AckIds): string {
  const delimiters = original?.delimiters ?? USUAL_DELIMITERS;
  const syntax: Syntax = { delimiters, charset: original?.syntax.charset ?? 'utf-8' };
  const segments = [
    headerSegment(original, ids, syntax),
    acknowledgementSegment(original, answer, syntax),
    ...(answer.error === undefined ? [] : [errorSegment(original, answer.error, syntax)]),
  ];
  return segments.map((segment) => `${segment}\r`).join('');
}

/** Fields of the message are taken over as they stand: they have its delimiters and escapes. */
function headerSegment(original: Hl7Message | undefined, ids: AckIds, syntax: Syntax): string {
  const raw = (field: number): string => headerField(original, field);
  const own = makeSegment('MSH', { 7: timestamp(ids.now), 10: ids.controlId }, syntax);
  const fields = own.raw.split(syntax.delimiters.field);
  // fields[0] is the name and fields[1] MSH-2, so that field n is at n - 1.
  const put = (field: number, value: string): void => {
    fields[field - 1] = value;
  };
  put(3, raw(5));
  put(4, raw(6));
  put(5, raw(3));
  put(6, raw(4));
  put(8, '');
  put(9, messageType(original, syntax));
  put(11, raw(11) === '' ? 'P' : raw(11));
  put(12, raw(12) === '' ? '2.4' : raw(12));
  if (raw(18) !== '') {
    for (const field of [13, 14, 15, 16, 17]) put(field, '');
    put(18, raw(18));
  }
  return fields.join(syntax.delimiters.field);
}

/** A field of MSH as it stands, on one line. */
function headerField(original: Hl7Message | undefined, field: number): string {
  return original?.segments[0]?.field(field).raw.split('\n', 1)[0] ?? '';
}

/** `ACK`, with the trigger of the message from 2.3 and the structure from 2.4 on. */
function messageType(original: Hl7Message | undefined, { delimiters }: Syntax): string {
  const trigger = original?.at('MSH-9[1].2')?.raw ?? '';
  const version = versionOf(original);
  if (trigger === '' || version < 2.3) return 'ACK';
  return ['ACK', trigger, ...(version >= 2.4 ? ['ACK'] : [])].join(delimiters.component);
}

/** `2.5.1` is 2.5; what can't be read is 2.4. */
function versionOf(original: Hl7Message | undefined): number {
  const number = Number.parseFloat(original?.get('MSH-12') ?? '');
  return Number.isNaN(number) ? 2.4 : number;
}

function acknowledgementSegment(
  original: Hl7Message | undefined,
  { code, error, text = error?.message }: Answer,
  { delimiters }: Syntax,
): string {
  const controlId = headerField(original, 10);
  const fields = ['MSA', code, controlId, ...(text === undefined ? [] : [plain(text, delimiters)])];
  return fields.join(delimiters.field);
}

function errorSegment(original: Hl7Message | undefined, error: AckError, syntax: Syntax): string {
  return versionOf(original) >= 2.5
    ? newErrorSegment(error, syntax)
    : oldErrorSegment(error, syntax);
}

/** ERR from version 2.5 on. */
function newErrorSegment({ code, message, location }: AckError, { delimiters }: Syntax): string {
  const { field, component } = delimiters;
  const condition = [code, CONDITIONS[code], 'HL70357'].join(component);
  const place = location === undefined ? '' : locationParts(location).join(component);
  return ['ERR', '', place, condition, 'E', '', '', '', plain(message, delimiters)].join(field);
}

/** ERR-1 up to version 2.4: segment, sequence, field, and the code as a component of its own. */
function oldErrorSegment({ code, location }: AckError, { delimiters }: Syntax): string {
  const { component, subcomponent } = delimiters;
  const place = location === undefined ? [] : locationParts(location).slice(0, 3);
  const condition =
    subcomponent === undefined ? code : [code, CONDITIONS[code], 'HL70357'].join(subcomponent);
  const parts = [...place, '', '', ''].slice(0, 3);
  return ['ERR', [...parts, condition].join(component)].join(delimiters.field);
}

/** ERL: segment, its sequence, field, repetition, component, subcomponent. */
function locationParts(location: Hl7Location): string[] {
  const { segment, sequence = 1, field, repetition, component, subcomponent } = location;
  const numbers = [field, field && (repetition ?? 1), component, subcomponent];
  const last = numbers.findLastIndex((number) => number !== undefined);
  return [segment, String(sequence), ...numbers.slice(0, last + 1).map((one) => String(one ?? ''))];
}

/** HL7 table 0357. */
const CONDITIONS: Readonly<Record<Hl7Error['code'], string>> = {
  '100': 'Segment sequence error',
  '101': 'Required field missing',
  '102': 'Data type error',
  '103': 'Table value not found',
  '104': 'Value too long',
  '200': 'Unsupported message type',
  '201': 'Unsupported event code',
  '202': 'Unsupported processing id',
  '203': 'Unsupported version id',
  '204': 'Unknown key identifier',
  '205': 'Duplicate key identifier',
  '206': 'Application record locked',
  '207': 'Application internal error',
};

/** Our own sentences, without what is a delimiter: nothing needs an escape. */
function plain(text: string, delimiters: Delimiters): string {
  const special = new Set(Object.values(delimiters));
  return Array.from(text, (character) =>
    special.has(character) || !/[\x20-\x7e]/.test(character) ? ' ' : character,
  ).join('');
}

/** MSH-7: to the second, in UTC. */
function timestamp(now: number): string {
  return `${new Date(now).toISOString().slice(0, 19).replace(/\D/g, '')}+0000`;
}
