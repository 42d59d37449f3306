/**
 * The basic types of the lists' schemas, checked in code. A newer release than those whose schemas are
 * known (`known: false`) may have longer names and other forms of addresses; host names, names of
 * providers, numbers and times stay as they are.
 */
import type { XmlElement } from '../../../formats/xml/tree.js';
import { ListRefused } from './list-kind.js';

export interface ValueRules {
  /** The schema of the document's release is known. */
  readonly known: boolean;
  /** Endpoints may be on the loopback interface, without https: only for the demo's own lists. */
  readonly loopback: boolean;
}

/** As the schemas have it, and not longer than DNS allows. */
const HOSTNAME = /^(?:[a-z0-9][a-z0-9-]*\.)+[a-z0-9][a-z0-9-]*[a-z0-9]$/;
const MAX_HOSTNAME = 253;

export function isHostname(text: string): boolean {
  return text.length <= MAX_HOSTNAME && HOSTNAME.test(text);
}

/** The only child of a name. @throws ListRefused when there is none, or more than one */
export function only(element: XmlElement, ...names: readonly string[]): XmlElement {
  const found = element.children.filter(({ name }) => names.includes(name));
  const [child] = found;
  if (child === undefined) throw new ListRefused(`${element.name} has no ${names[0] ?? ''}`);
  if (found.length > 1) throw new ListRefused(`${element.name} has ${child.name} more than once`);
  return child;
}

/** The text of an only child, which has no elements in it. @throws ListRefused */
export function textOf(element: XmlElement, ...names: readonly string[]): string {
  return plainText(only(element, ...names));
}

/** @throws ListRefused when there are elements in it */
function plainText({ name, children, text }: XmlElement): string {
  if (children.length > 0) throw new ListRefused(`${name} has elements in it`);
  return text;
}

export function hostname(element: XmlElement): string {
  const text = textOf(element, 'Hostname');
  if (!isHostname(text)) throw new ListRefused('a Hostname has not the form of one');
  return text;
}

/** A text of `least` to `most` characters; longer ones are taken of newer releases. */
export function boundedText(
  element: XmlElement,
  { least, most }: { readonly least: number; readonly most: number },
  { known }: ValueRules,
): string {
  const text = plainText(element);
  const length = Array.from(text).length;
  if (length < least || length > (known ? most : LONGEST)) {
    throw new ListRefused(`a ${element.name} has ${length} characters`);
  }
  return text;
}

const LONGEST = 255;

/** https://www.w3.org/TR/xmlschema-2/#positiveInteger; more than fifteen digits are nobody's count. */
export function positiveInteger(element: XmlElement): number {
  const digits = /^\+?0*([1-9]\d{0,14})$/.exec(collapse(plainText(element)))?.[1];
  if (digits === undefined) throw new ListRefused(`${element.name} is no positive number`);
  return Number(digits);
}

const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(?:\.\d{1,9})?(?:Z|[+-](\d\d):(\d\d))$/;

/** https://www.w3.org/TR/xmlschema-2/#dateTime with a time zone: without one it is no moment. */
export function moment(element: XmlElement): Date {
  const text = collapse(plainText(element));
  const parts = DATE_TIME.exec(text)
    ?.slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  const date = new Date(text);
  if (parts === undefined || Number.isNaN(date.getTime()) || !isCalendarTime(parts)) {
    throw new ListRefused(`${element.name} is no date and time with a time zone`);
  }
  return date;
}

/** `Date` takes 31 February for a day of March, and offsets up to a day. */
function isCalendarTime(parts: readonly number[]): boolean {
  const [year = 0, month = 0, day = 0, hour = 0, , , zoneHour = 0, zoneMinute = 0] = parts;
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const minutes = zoneHour * 60 + zoneMinute;
  return day <= lastDay && hour < 24 && zoneMinute < 60 && minutes <= 14 * 60;
}

function collapse(text: string): string {
  return text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
}

const HOST_OF_URI = /^https:\/\/([a-z0-9.-]+)(:\d{1,5})?(?:\/[^?#/]+)*$/;
const MAX_URI = 2000;

/**
 * An address of an endpoint: https, a host of the public internet, no query.
 * @param channel the front channel has no port
 * @throws ListRefused
 */
export function endpoint(
  element: XmlElement,
  channel: 'front' | 'back',
  { known, loopback }: ValueRules,
): string {
  const text = plainText(element);
  const [, host, port] = HOST_OF_URI.exec(text) ?? [];
  const isRight =
    host !== undefined && isHostname(host) && (port === undefined || channel === 'back');
  if (text.length <= MAX_URI && (isRight || (!known && isHttps(text)))) return text;
  if (loopback && isLoopbackUrl(text)) return text;
  throw new ListRefused(`a ${element.name} is not an address as it should be`);
}

function isHttps(text: string): boolean {
  const url = URL.parse(text);
  return url?.protocol === 'https:' && url.username === '' && url.hash === '' && !/\s/.test(text);
}

/** Only this machine can be meant. */
export function isLoopbackUrl(text: string): boolean {
  const url = URL.parse(text);
  const host = url?.hostname ?? '';
  const isHere = host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host);
  return isHere && /^https?:$/.test(url?.protocol ?? '');
}
