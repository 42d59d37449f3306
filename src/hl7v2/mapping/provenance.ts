/** Where the resources of a message come from: https://hl7.org/fhir/R4/provenance.html */
import type { JsonObject } from '../../fhir/json.js';
import { readHeader } from '../parser/header.js';
import { coding, element, object } from './element.js';
import type { MappingRun } from './run.js';
import { withoutControls } from './source.js';
import { table } from './systems.js';
import type { ProvenanceFacts } from './types.js';
import { uuidOf } from '../../fhir/uuid.js';

/**
 * The Provenance of a message: its control id is what it was derived from, the sender is who
 * assembled it. V2-to-FHIR: MSH[Provenance-Source], EVN[Provenance].
 */
export function provenanceFacts(run: MappingRun): ProvenanceFacts {
  const { site, context, time } = run;
  const header = readHeader(run.message);
  const [application, facility, controlId] = [
    header.sendingApplication,
    header.sendingFacility,
    header.controlId,
  ].map((text) => (text === undefined ? undefined : withoutControls(text)));
  const agent = (type: string, who: JsonObject | undefined): readonly JsonObject[] =>
    who === undefined
      ? []
      : [
          {
            type: {
              coding: [
                coding('http://terminology.hl7.org/CodeSystem/provenance-participant-type', type),
              ],
            },
            who,
          },
        ];
  const named = (type: string, kind: string, name: string | undefined): JsonObject | undefined =>
    name === undefined
      ? undefined
      : object({
          type,
          identifier: { system: site.localSystem(kind), value: name },
          display: name,
        });
  const agents = [
    ...agent('author', named('Organization', 'facility', facility)),
    ...agent('assembler', named('Device', 'application', application)),
  ];
  return {
    id: uuidOf(`Provenance\n${context.messageId}`),
    recorded: new Date(context.receivedAt).toISOString(),
    occurred: time.occurred,
    activity: object({
      coding: [
        coding('http://terminology.hl7.org/CodeSystem/v3-DataOperation', 'UPDATE', 'revise'),
        coding(table('0003'), run.trigger),
      ],
      text: `${run.messageCode}^${run.trigger}`,
    }),
    agents: agents.length > 0 ? agents : [{ who: { display: context.feed } }],
    entity: {
      role: 'source',
      what: object({
        type: 'DocumentReference',
        identifier: element({
          system: site.localSystem('message', application ?? ''),
          value: controlId ?? context.messageId,
        }),
      }),
    },
  };
}
