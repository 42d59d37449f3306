/** TXA with its OBXs: DocumentReference. V2-to-FHIR: TXA[DocumentReference], OBX[DocumentReference]. */
import type { JsonObject } from '../../../fhir/json.js';
import { codeableConcept } from '../datatype/coded.js';
import { contentType, textAttachment } from '../datatype/ed.js';
import { ei, type ReadIdentifier } from '../datatype/identifier.js';
import { dateTime, instant } from '../datatype/time.js';
import { ATTACHMENT_TYPES } from '../datatype/value.js';
import { practitionerRole } from '../datatype/xcn.js';
import type { Draft } from '../draft.js';
import { coding, concept, element, extension, object } from '../element.js';
import { keyOf, type MappingRun } from '../run.js';
import type { SegmentSource, Source } from '../source.js';
import { core, hl7 } from '../systems.js';
import { lookUpCode } from '../table/code-table.js';
import {
  AVAILABILITY,
  COMPLETION,
  CONFIDENTIALITY,
  type DocumentChange,
} from '../table/document.js';
import { attachments, stored } from './attachment.js';
import { valueType } from './obx.js';

export interface DocumentSegments {
  readonly txa: SegmentSource;
  readonly contents: readonly SegmentSource[];
  /** Orders that the document reports on. */
  readonly orders: readonly Draft[];
}

interface DocumentSubject {
  readonly patient: Draft;
  readonly encounter: JsonObject | undefined;
}

/** The number of a document, TXA-12. */
export function documentNumber(run: MappingRun, txa: SegmentSource): ReadIdentifier | undefined {
  return ei(txa.field(12), run.site, 'document');
}

/**
 * A document as an event leaves it; undefined when it has no number.
 * @param change what the event says besides TXA-19
 */
export function documentReference(
  run: MappingRun,
  subject: DocumentSubject,
  segments: DocumentSegments,
  change: DocumentChange,
): Draft | undefined {
  const { site } = run;
  const { txa } = segments;
  const number = documentNumber(run, txa);
  if (number === undefined) {
    site.warn(txa.field(12), 'key-missing');
    return undefined;
  }
  const draft = run.draft({ type: 'DocumentReference', key: keyOf(number) });
  draft.set('masterIdentifier', number.identifier, txa.field(12));
  const fileName = txa.field(16).string;
  if (fileName !== undefined) {
    const system = site.localSystem('document-file');
    draft.add('identifier', [{ system, value: fileName }], txa.field(16));
  }
  draft.about('subject', subject.patient.reference, { path: 'PID' });
  status(draft, txa, run, change);
  draft.take('type', txa.field(2), (source) =>
    codeableConcept(source, site, { field: 'TXA-2', table: '0270' }),
  );
  draft.set('date', documentDate(txa, run), txa.field(6), txa.field(4));
  draft.takeEach('author', 'TXA-9', txa.field(9), (source) => practitionerRole(run, source));
  draft.take('authenticator', txa.field(10), (source) => practitionerRole(run, source));
  draft.take('description', txa.field(25), (source) => source.string);
  confidentiality(draft, txa.field(18), run);
  context(draft, segments, subject, run);
  content(run, draft, subject.patient, segments);
  return draft;
}

/** TXA-19 says whether a document is to be seen, TXA-17 how far it is. */
function status(draft: Draft, txa: SegmentSource, run: MappingRun, change: DocumentChange): void {
  const { site } = run;
  const [completion, availability] = [txa.field(17), txa.field(19)];
  const sent = availability.isValued
    ? lookUpCode(availability, site, { field: 'TXA-19', table: '0273' }, AVAILABILITY)
    : undefined;
  if (availability.code?.toUpperCase() === 'UN')
    site.warn(availability, 'status-unknown', { code: 'UN' });
  const value = change === 'cancel' ? 'entered-in-error' : sent;
  draft.set('status', value, change === 'cancel' ? { path: 'MSH-9' } : availability);
  draft.default('status', 'current');
  draft.take('docStatus', completion, (source) =>
    lookUpCode(source, site, { field: 'TXA-17', table: '0271' }, COMPLETION),
  );
}

/** When the document was made: TXA-6, else the activity TXA-4. A FHIR instant. */
function documentDate(txa: SegmentSource, { site }: MappingRun): string | undefined {
  const source = [txa.field(6), txa.field(4)].find((field) => field.isValued);
  return source === undefined ? undefined : instant(source, site);
}

function confidentiality(draft: Draft, source: Source, run: MappingRun): void {
  if (!source.isValued) return;
  const code = lookUpCode(source, run.site, { field: 'TXA-18', table: '0272' }, CONFIDENTIALITY);
  if (code !== undefined) {
    draft.set('securityLabel', [concept(coding(hl7('v3-Confidentiality'), code))], source);
  }
}

function context(
  draft: Draft,
  { txa, orders }: DocumentSegments,
  { encounter }: DocumentSubject,
  { site }: MappingRun,
): void {
  if (encounter !== undefined) draft.set('context.encounter', [encounter], { path: 'PV1' });
  const activity = txa.field(4).isValued ? dateTime(txa.field(4), site) : undefined;
  draft.set('context.period', element({ start: activity }), txa.field(4));
  const related = orders.map(({ reference }) => reference);
  if (related.length > 0) draft.set('context.related', related, { path: 'ORC' });
}

/** All OBXs are the document: files each by itself, lines of text together. */
function content(
  run: MappingRun,
  draft: Draft,
  patient: Draft,
  { txa, contents }: DocumentSegments,
): void {
  const files = contents
    .filter((obx) => ATTACHMENT_TYPES.has(valueType(obx)))
    .flatMap((obx) => attachments(run, patient, obx));
  const texts = contents.filter((obx) => !ATTACHMENT_TYPES.has(valueType(obx)));
  const text = texts
    .flatMap((obx) => obx.field(5).repetitions.map((source) => source.text))
    .join('\n');
  const lines = text.trim() === '' ? [] : [stored(run, patient, textAttachment(text))];
  const title = txa.field(25).string ?? txa.field(16).string;
  const all = [...files, ...lines].map((attachment) => ({
    attachment: object({ title, ...attachment }),
  }));
  if (all.length > 0) {
    draft.set('content', all, ...contents.map((obx) => obx.field(5)));
  }
  // The metadata of a document that is elsewhere, or that comes later.
  draft.default('content', [{ attachment: emptyAttachment(txa, title) }]);
}

function emptyAttachment(txa: SegmentSource, title: string | undefined): JsonObject {
  const presentation = txa.field(3);
  return object({
    contentType: presentation.isValued
      ? contentType(presentation.part(1).string, presentation.part(2).string, undefined)
      : undefined,
    _url: UNKNOWN,
    title,
  });
}

/** Where the content is is not known. */
const UNKNOWN: JsonObject = {
  extension: [extension(core('data-absent-reason'), { valueCode: 'unknown' })],
};

/**
 * The document that another one replaces or adds to (TXA-13). When it is not there yet it is made, so
 * that it will not look current when it comes late.
 */
export function parentDocument(
  run: MappingRun,
  subject: DocumentSubject,
  txa: SegmentSource,
  isReplaced: boolean,
): Draft | undefined {
  const number = ei(txa.field(13), run.site, 'document');
  if (number === undefined) return undefined;
  const draft = run.draft({ type: 'DocumentReference', key: keyOf(number) });
  draft.set('masterIdentifier', number.identifier, txa.field(13));
  draft.about('subject', subject.patient.reference, { path: 'PID' });
  if (isReplaced) draft.set('status', 'superseded', txa.field(13));
  draft.default('status', 'current');
  draft.default('content', [{ attachment: { _url: UNKNOWN } }]);
  return draft;
}
