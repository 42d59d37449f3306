/**
 * ED and RP: content that is part of a message, or that the message points at. HL7 v2.8, 2A.2.24 (ED),
 * 2A.2.65 (RP).
 */
import { createHash } from 'node:crypto';
import type { JsonObject } from '../../../fhir/json.js';
import { hasOnlyBase64, isHex } from '../../../fhir/long-text.js';
import { object } from '../element.js';
import type { Site } from '../site.js';
import type { Source } from '../source.js';

/** HL7 tables 0191 and 0834, where they are not the type itself. */
const TYPES: Readonly<Record<string, string>> = {
  AP: 'application',
  AU: 'audio',
  IM: 'image',
  IMAGE: 'image',
  APPLICATION: 'application',
  AUDIO: 'audio',
  VIDEO: 'video',
  TEXT: 'text',
  TX: 'text',
  FT: 'text',
  MODEL: 'model',
};

/** HL7 table 0291, where they are not the subtype itself. */
const SUBTYPES: Readonly<Record<string, string>> = {
  MSWORD: 'msword',
  WORD: 'msword',
  JPG: 'jpeg',
  TIF: 'tiff',
  RTF: 'rtf',
  DIC: 'dicom',
  DICM: 'dicom',
  PLAIN: 'plain',
  TXT: 'plain',
  'X-HL7-CDA-LEVEL-ONE': 'xml',
};

/** An attachment with its content in base64; undefined when the content can not be read. */
export function ed(source: Source, site: Site): JsonObject | undefined {
  const sent = source.part(5).level.raw;
  const encoding = source.part(4).code?.toUpperCase() ?? '';
  const data = decodeContent(source, sent, encoding);
  if (data === undefined) {
    site.warn(source, 'attachment-invalid');
    return undefined;
  }
  return attachment(data, contentType(source.part(2).string, source.part(3).string, data));
}

/** An attachment that is elsewhere. What is no web address is a name that the sender knows. */
export function rp(source: Source, site: Site): JsonObject | undefined {
  const pointer = source.part(1).string;
  if (pointer === undefined) return undefined;
  const isWeb = /^(https?|ftps?):\/\/\S+$/i.test(pointer);
  return object({
    contentType: contentType(source.part(3).string, source.part(4).string, undefined),
    url: isWeb ? pointer : site.localSystem('pointer', source.part(2).code ?? '', pointer),
  });
}

/** Text as an attachment. */
export function textAttachment(text: string): JsonObject {
  return attachment(Buffer.from(text, 'utf8'), 'text/plain; charset=utf-8');
}

/** https://hl7.org/fhir/R4/datatypes.html#attachment: size and hash are of the decoded content. */
function attachment(content: Buffer, type: string | undefined): JsonObject {
  return object({
    // att-1: data have a type.
    contentType: type ?? 'application/octet-stream',
    data: content.toString('base64'),
    size: content.length,
    hash: createHash('sha1').update(content).digest('base64'),
  });
}

function decodeContent(source: Source, sent: string, encoding: string): Buffer | undefined {
  if (encoding === 'BASE64' || encoding === 'B64') return fromBase64(sent);
  if (encoding === 'HEX') {
    const hex = sent.replace(/\s/g, '');
    return hex !== '' && isHex(hex) ? Buffer.from(hex, 'hex') : undefined;
  }
  // A, or nothing said: text, unless it is what PDFs begin with in base64.
  if (sent.startsWith('JVBERi')) return fromBase64(sent);
  const text = source.part(5).text;
  return text === '' ? undefined : Buffer.from(text, 'utf8');
}

/** Base64 is often broken into lines, with escapes or without. */
function fromBase64(sent: string): Buffer | undefined {
  const data = sent.replace(/\\\.br\\|\\X0[AD](0[AD])?\\|\s/gi, '');
  const isBase64 = /^[A-Za-z0-9+/]/.test(data) && data.length % 4 !== 1 && hasOnlyBase64(data);
  return isBase64 ? Buffer.from(data, 'base64') : undefined;
}

/**
 * The media type: type ^ subtype, a whole one in either of them (`AP^application/pdf`), or what the
 * content itself shows.
 */
export function contentType(
  type: string | undefined,
  subtype: string | undefined,
  content: Buffer | undefined,
): string | undefined {
  const whole = [subtype, type].find((text) => /^[\w.+-]+\/[\w.+-]+$/.test(text ?? ''));
  if (whole !== undefined) return whole.toLowerCase();
  const shown = content === undefined ? undefined : shownType(content);
  // `multipart^octet-stream` and the like say how it travelled, not what it is.
  if (shown !== undefined) return shown;
  return type === undefined && subtype === undefined ? undefined : tabledType(type, subtype);
}

/** From the codes of HL7's tables. */
function tabledType(type = 'application', subtype = ''): string {
  const main = TYPES[type.toUpperCase()] ?? type.toLowerCase();
  const name = (SUBTYPES[subtype.toUpperCase()] ?? subtype.toLowerCase()).replace(/[^\w.+-]/g, '');
  if (name === '') return main === 'text' ? 'text/plain' : 'application/octet-stream';
  if (['jpeg', 'tiff', 'png', 'gif'].includes(name)) return `image/${name}`;
  if (['pdf', 'rtf', 'msword', 'dicom'].includes(name)) return `application/${name}`;
  const isMediaType = /^(application|audio|image|text|video|model|multipart)$/.test(main);
  return `${isMediaType ? main : 'application'}/${name}`;
}

const MAGIC: readonly (readonly [string, string])[] = [
  ['25504446', 'application/pdf'],
  ['ffd8ff', 'image/jpeg'],
  ['89504e47', 'image/png'],
  ['49492a00', 'image/tiff'],
  ['4d4d002a', 'image/tiff'],
  ['7b5c727466', 'application/rtf'],
];

function shownType(content: Buffer): string | undefined {
  const start = content.subarray(0, 5).toString('hex');
  return MAGIC.find(([magic]) => start.startsWith(magic))?.[1];
}
