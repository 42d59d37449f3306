/** Which format a body is in and which one is wanted: https://hl7.org/fhir/R4/http.html#mime-type */

export type Format = 'json' | 'xml';

export const MIME_TYPES: Readonly<Record<Format, string>> = {
  json: 'application/fhir+json; charset=utf-8',
  xml: 'application/fhir+xml; charset=utf-8',
};

const FORMATS = new Map<string, Format>([
  ['application/fhir+json', 'json'],
  ['application/json', 'json'],
  ['application/json+fhir', 'json'],
  ['text/json', 'json'],
  ['json', 'json'],
  ['application/fhir+xml', 'xml'],
  ['application/xml', 'xml'],
  ['application/xml+fhir', 'xml'],
  ['text/xml', 'xml'],
  ['xml', 'xml'],
]);

const SHORT_NAMES = new Set(['json', 'xml']);

interface MediaRange {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly quality: number;
}

/** One media type or range with its parameters, names and types in lower case. */
function parseMediaRange(text: string): MediaRange {
  const [type = '', ...rest] = text.split(';').map((part) => part.trim());
  const parameters = new Map(
    rest.map((part) => {
      const [name = '', value = ''] = part.split('=', 2);
      return [name.trim().toLowerCase(), value.trim().replace(/^"(.*)"$/, '$1')];
    }),
  );
  const quality = Number(parameters.get('q') ?? '1');
  return { type: type.toLowerCase(), parameters, quality: Number.isNaN(quality) ? 0 : quality };
}

/** Only FHIR R4 is spoken: `fhirVersion=4.0` may be said, another version may not. */
function isR4(range: MediaRange): boolean {
  const version = range.parameters.get('fhirversion');
  return version === undefined || version === '4.0' || version === '4.0.1';
}

/**
 * The format of a request body.
 * @param contentType the Content-Type header
 * @returns undefined when it is no FHIR format in UTF-8
 */
export function bodyFormat(contentType: string): Format | undefined {
  const range = parseMediaRange(contentType);
  const charset = range.parameters.get('charset')?.toLowerCase() ?? 'utf-8';
  if (!isR4(range) || (charset !== 'utf-8' && charset !== 'utf8')) return undefined;
  return SHORT_NAMES.has(range.type) ? undefined : FORMATS.get(range.type);
}

/** The media type of a header without its parameters, in lower case. */
export function mediaType(contentType: string): string {
  return parseMediaRange(contentType).type;
}

export interface Wanted {
  /** The value of `_format`, which wins over the header. */
  readonly parameter?: string | undefined;
  /** The Accept header. */
  readonly accept?: string | undefined;
  /** What to answer when the client doesn't care. */
  readonly fallback: Format;
}

/** The format of the response; undefined when nothing that was asked for can be made (406). */
export function responseFormat(wanted: Wanted): Format | undefined {
  if (wanted.parameter !== undefined) {
    // A plus sign in a query string is read as a space by everyone who decodes forms.
    const range = parseMediaRange(wanted.parameter.replace('fhir ', 'fhir+'));
    return isR4(range) ? FORMATS.get(range.type) : undefined;
  }
  if (wanted.accept === undefined || wanted.accept.trim() === '') return wanted.fallback;
  return best(acceptRanges(wanted.accept), wanted.fallback);
}

/** True when the Accept header names a FHIR format: asks for a resource, not for raw content. */
export function namesFhirFormat(accept: string | undefined): boolean {
  return acceptRanges(accept ?? '').some(
    (range) => range.quality > 0 && range.type.includes('fhir') && FORMATS.has(range.type),
  );
}

/** True when the Accept header lets raw content of this media type through. */
export function acceptsMediaType(accept: string | undefined, type: string): boolean {
  if (accept === undefined || accept.trim() === '') return true;
  const [main = ''] = type.split('/');
  return acceptRanges(accept).some(
    (range) => range.quality > 0 && [type, `${main}/*`, '*/*'].includes(range.type),
  );
}

function acceptRanges(accept: string): MediaRange[] {
  return accept.split(',').map(parseMediaRange);
}

function best(ranges: readonly MediaRange[], fallback: Format): Format | undefined {
  let chosen: Format | undefined;
  let quality = 0;
  for (const range of ranges) {
    const format = WILDCARDS.has(range.type) ? fallback : FORMATS.get(range.type);
    if (format !== undefined && isR4(range) && range.quality > quality) {
      chosen = format;
      quality = range.quality;
    }
  }
  return chosen;
}

const WILDCARDS = new Set(['*/*', 'application/*', 'text/*']);
