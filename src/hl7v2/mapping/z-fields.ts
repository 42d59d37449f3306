/** Fields that the settings put into extensions, mostly of Z segments. */
import type { JsonObject } from '../../fhir/json.js';
import { parsePath } from '../parser/path.js';
import { codeableConcept } from './datatype/coded.js';
import { decimal } from './datatype/nm.js';
import { date, dateTime } from './datatype/time.js';
import type { MappingRun } from './run.js';
import type { FieldExtension } from './settings.js';
import type { Site } from './site.js';
import { Source } from './source.js';
import { YES_NO } from './table/person.js';

/** Adds the extensions to what the message has made. */
export function mapExtensions(run: MappingRun): void {
  for (const rule of run.site.settings.extensions) {
    const level = run.message.at(rule.from);
    const target = run.drafts.find(({ type }) => type === rule.resource);
    const segment = run.message.segment(parsePath(rule.from).segment);
    if (segment !== undefined) run.source(segment);
    if (level === undefined || target === undefined) continue;
    const source = new Source(level, rule.from, '');
    if (source.isNull) target.slice('extension', rule.url, [], source);
    else if (source.isValued) target.extension(rule.url, valueOf(source, rule, run.site), source);
  }
}

function valueOf(source: Source, rule: FieldExtension, site: Site): JsonObject | undefined {
  const value = READERS[rule.type](source, site, rule);
  if (value === undefined) site.warn(source, 'value-not-mapped', { code: rule.type });
  return value;
}

type ReadValue = (source: Source, site: Site, rule: FieldExtension) => JsonObject | undefined;

const READERS: Readonly<Record<FieldExtension['type'], ReadValue>> = {
  string: ({ string }) => (string === undefined ? undefined : { valueString: string }),
  code: ({ code }) => (code === undefined ? undefined : { valueCode: code }),
  boolean: ({ code }) => {
    const value = YES_NO[code?.toUpperCase() ?? ''];
    return value === undefined ? undefined : { valueBoolean: value };
  },
  date: (source, site) => {
    const value = date(source, site);
    return value === undefined ? undefined : { valueDate: value };
  },
  dateTime: (source, site) => {
    const value = dateTime(source, site);
    return value === undefined ? undefined : { valueDateTime: value };
  },
  decimal: ({ string }) => {
    const value = decimal(string);
    return value === undefined ? undefined : { valueDecimal: value };
  },
  CodeableConcept: (source, site, { from }) => {
    const value = codeableConcept(source, site, { field: from });
    return value === undefined ? undefined : { valueCodeableConcept: value };
  },
};
