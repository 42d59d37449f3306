/** Content of OBX-5 as an Attachment; what is large is stored by itself, as Binary. */
import { stringAt, type JsonObject } from '../../../fhir/json.js';
import { ed, rp } from '../datatype/ed.js';
import type { Draft } from '../draft.js';
import { object } from '../element.js';
import type { MappingRun } from '../run.js';
import type { SegmentSource } from '../source.js';
import { uuidOf } from '../../../fhir/uuid.js';
import { valueType } from './obx.js';

/** The contents of an OBX of type ED or RP, with the title that OBX-3 gives. */
export function attachments(
  run: MappingRun,
  patient: Draft,
  obx: SegmentSource,
): readonly JsonObject[] {
  const title = obx.field(3).part(2).string;
  return obx.field(5).repetitions.flatMap((source) => {
    const read = valueType(obx) === 'RP' ? rp(source, run.site) : ed(source, run.site);
    return read === undefined ? [] : [stored(run, patient, object({ ...read, title }))];
  });
}

/** An attachment whose data, when they are large, are a Binary of their own. */
export function stored(run: MappingRun, patient: Draft, attachment: JsonObject): JsonObject {
  const data = stringAt(attachment, 'data');
  if (data === undefined || data.length <= run.site.settings.inlineAttachment) return attachment;
  // The same content of the same patient is one Binary, however often it is sent.
  const owner = patient.options.reference ?? run.context.messageId;
  const reference = `Binary/${uuidOf(`${owner}\n${data}`)}`;
  const draft = run.draft({ type: 'Binary', name: reference, reference, authority: 'catalogue' });
  draft.set('contentType', stringAt(attachment, 'contentType') ?? 'application/octet-stream');
  draft.set('securityContext', patient.reference);
  draft.set('data', data);
  return object({ ...attachment, data: undefined, url: reference });
}
