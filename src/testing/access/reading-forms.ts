/**
 * Every form of a request that reads, about one record: each is sent about the caller's own, about
 * another one, and about one that is not there.
 */
import type { SendOptions } from '../server.js';

export interface Sent extends SendOptions {
  readonly method: string;
  readonly path: string;
}

export interface Form {
  readonly name: string;
  readonly send: (record: string) => Sent;
  /** True when the caller gets no content of its own record. */
  readonly givesNothing?: true;
  /**
   * What the form gives the operator about the other record: by default its content; `led`: what
   * carries the caller's word, because the other record leads to it.
   */
  readonly operator?: 'nothing' | 'led';
  /** True when the caller's own resources name the other record, and the answer is about them. */
  readonly isTold?: true;
}

const get = (path: string, headers: Readonly<Record<string, string>> = {}): Sent => ({
  method: 'GET',
  path,
  headers,
});
const form = (path: string, body: string): Sent => ({
  method: 'POST',
  path,
  body,
  headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
});

const at = (name: string, path: (record: string) => string, facts: Partial<Form> = {}): Form => ({
  name,
  send: (record) => get(path(record)),
  ...facts,
});
/** By its URL, for what needs no other name. */
const url = (path: string, facts: Partial<Form> = {}): Form =>
  at(path, (record) => path.replaceAll('@', record), facts);

const SILENT = { givesNothing: true, operator: 'nothing' } as const;
const FOREIGN = { givesNothing: true } as const;
const TO_SHARED = { operator: 'led' } as const;
const LED_HERE = { givesNothing: true, operator: 'led' } as const;
const TOLD = { isTold: true } as const;

const INSTANCE: readonly Form[] = [
  url('/Observation/laboratory-@'),
  url('/Patient/@'),
  url('/Encounter/encounter-@'),
  url('/Device/device-@'),
  url('/Task/task-@'),
  url('/List/list-@'),
  url('/Provenance/provenance-@'),
  url('/Observation/laboratory-@?_summary=true'),
  url('/Observation/laboratory-@?_elements=valueString'),
  url('/Observation/laboratory-@?_pretty=true'),
  url('/Observation/laboratory-@?_format=xml'),
  {
    name: 'HEAD',
    send: (record) => ({ method: 'HEAD', path: `/Observation/laboratory-${record}` }),
    ...SILENT,
  },
  ...(
    [
      ['W/"1"', 'what is there in another version', { givesNothing: true }],
      ['W/"7"', 'what others have in this version', { operator: 'nothing' }],
      ['*', 'anything', SILENT],
    ] as const
  ).map(([tag, what, facts]): Form => ({
    name: `If-None-Match: ${what}`,
    send: (record) => get(`/Observation/laboratory-${record}`, { 'If-None-Match': tag }),
    ...facts,
  })),
  {
    name: 'If-Modified-Since',
    send: (record) =>
      get(`/Observation/laboratory-${record}`, {
        'If-Modified-Since': 'Thu, 01 Jan 2099 00:00:00 GMT',
      }),
    ...SILENT,
  },
  url('/Observation/laboratory-@/_history/1'),
  url('/Observation/laboratory-@/_history/7', FOREIGN),
  url('/Observation/laboratory-@/_history/99', SILENT),
  url('/Observation/laboratory-@/_history'),
  url('/Observation/laboratory-@/_history?_count=0', SILENT),
  url('/Observation/laboratory-@/_history?_count=1'),
  url('/Observation/laboratory-@/_history?_since=2020-01-01'),
  url('/Observation/laboratory-@/_history?_since=2999-01-01', SILENT),
  url('/Observation/laboratory-@/_history?_at=2999-01-01'),
  url('/Patient/@/_history'),
  url('/Patient/@/_history/1'),
  // Moved from one record to the other.
  url('/Condition/moved-@'),
  url('/Condition/moved-@/_history/2'),
  url('/Condition/moved-@/_history'),
  url('/Condition/deleted-@', SILENT),
  url('/Condition/deleted-@/_history/1', FOREIGN),
  url('/Condition/deleted-@/_history', FOREIGN),
];

const BINARY: readonly Form[] = [
  url('/Binary/photo-@?_format=json'),
  url('/Binary/content-@'),
  url('/Binary/sealed-@'),
  url('/Binary/orphan-@', FOREIGN),
  url('/Binary/content-@/_history/1'),
  url('/Binary/sealed-@/_history'),
  url('/Binary?_id=content-@,sealed-@,orphan-@'),
  url('/Binary?security-context=Condition/condition-@'),
];

const SEARCH: readonly Form[] = [
  url('/Observation?_id=laboratory-@'),
  url('/Observation?subject=Patient/@'),
  url('/Observation?subject=@'),
  url('/Observation?patient=@'),
  url('/Observation?subject:Patient=@'),
  url('/Observation?code=code-@'),
  url('/Observation?code=http://codes.example|code-@&_sort=-date'),
  url('/Observation?identifier=http://ids.example|laboratory-@'),
  url('/Observation?encounter=encounter-@'),
  url('/Observation?device=Device/device-@'),
  url('/Patient?_id=@'),
  url('/Patient?identifier=patient-@'),
  url('/Patient?birthdate=ge1990&_id=@', FOREIGN),
  url('/Device?patient=@'),
  url('/Task?patient=Patient/@'),
  url('/Task?_id=task-@'),
  url('/Observation?_id=laboratory-@&_summary=count', SILENT),
  url('/Observation?_id=laboratory-@&_count=0', SILENT),
  url('/Observation?_id=laboratory-@&_total=accurate'),
  url('/Observation?_id=laboratory-@&_total=estimate'),
  url('/Observation?_id=laboratory-@&_elements=valueString'),
  url('/Observation?subject=Patient/@&_sort=_id'),
  url('/Observation?subject=Patient/@&_sort=code'),
  url('/Observation?subject=Patient/@&_sort=-_lastUpdated&_count=1'),
  url('/?_id=laboratory-@'),
  url('/?_type=Observation,Patient,Condition&_id=laboratory-@,@,condition-@'),
  url('/?_type=Observation,Patient&_id=laboratory-@&_total=accurate'),
  url('/?_type=Observation&_id=laboratory-@&_summary=count', SILENT),
  {
    name: 'POST /Observation/_search',
    send: (record) => form('/Observation/_search', `code=code-${record}`),
  },
  {
    name: 'POST /_search',
    send: (record) => form('/_search', `_type=Observation&_id=laboratory-${record}`),
  },
];

const INCLUDES: readonly Form[] = [
  url('/Observation?_id=laboratory-@&_include=Observation:subject'),
  url('/Observation?_id=laboratory-@&_include=Observation:has-member'),
  url('/Observation?_id=laboratory-@&_include=*'),
  url('/Observation?_id=laboratory-@&_include=Observation:focus&_include:iterate=Patient:link'),
  url('/Condition?_id=condition-@&_include=Condition:evidence-detail'),
  url('/Condition?_id=condition-@&_include=Condition:evidence-detail:Observation'),
  url('/Patient?_id=@&_include=Patient:link'),
  url('/Patient?_id=@&_include=Patient:link&_include:iterate=Patient:link'),
  url('/Patient?_id=@&_revinclude=Observation:subject'),
  url('/Patient?_id=@&_revinclude=*'),
  url('/Patient?_id=@&_revinclude=Observation:focus'),
  url('/Patient?_id=@&_revinclude=Patient:link&_revinclude:iterate=Observation:subject'),
  url('/List?_id=list-@&_include=List:item'),
  url('/List?_id=list-@&_include=List:item&_revinclude:iterate=Observation:has-member'),
  url('/Practitioner?_id=nurse-@&_revinclude=CareTeam:participant', TOLD),
  url('/Practitioner?_id=doctor&_revinclude=Observation:performer&_id=doctor', TOLD),
  url('/Practitioner?_id=doctor&_revinclude=*', TOLD),
  url('/Practitioner?_id=doctor&_revinclude=Patient:general-practitioner', TOLD),
  url('/Practitioner?_id=doctor&_revinclude=Encounter:participant&_revinclude:iterate=*', TOLD),
  url('/Organization?_id=hospital&_revinclude=Patient:organization', TOLD),
  url('/DocumentReference?_id=document-@&_include=*'),
];

const CHAINS: readonly Form[] = [
  url('/Observation?subject:Patient.identifier=patient-@'),
  url('/Observation?subject.identifier=patient-@'),
  url('/Observation?patient.birthdate=1990-01-01', FOREIGN),
  url('/Observation?patient.birthdate=1980-01-01', { operator: 'nothing', ...TOLD }),
  url('/Observation?has-member.code=code-@', LED_HERE),
  url('/Observation?has-member:Observation.subject:Patient.identifier=patient-@', LED_HERE),
  url('/Observation?focus:Patient.identifier=patient-@', LED_HERE),
  url('/Condition?evidence-detail:Observation.code=code-@', LED_HERE),
  url('/Practitioner?_has:Observation:performer:code=code-@', TO_SHARED),
  url('/Practitioner?_has:Encounter:participant:subject:Patient.identifier=patient-@', TO_SHARED),
  url('/Practitioner?_has:Patient:general-practitioner:identifier=patient-@', TO_SHARED),
  url('/Practitioner?_has:Patient:general-practitioner:_has:Condition:patient:code=secret', {
    ...TO_SHARED,
    ...TOLD,
  }),
  url('/Practitioner?_has:CareTeam:participant:subject=Patient/@', TO_SHARED),
  url('/Organization?_has:Patient:organization:identifier=patient-@', TO_SHARED),
  url('/Organization?_has:Encounter:service-provider:_id=encounter-@', TO_SHARED),
  url('/Patient?_has:Observation:focus:code=code-@', LED_HERE),
  url('/Patient?link:Patient.identifier=patient-@', LED_HERE),
  url('/Practitioner?_has:Observation:performer:_filter=code eq code-@', TO_SHARED),
  url('/Observation?_filter=code eq code-@'),
  url('/Observation?_filter=subject.identifier eq "patient-@"'),
  url('/Observation?_filter=has-member.code eq code-@', LED_HERE),
  url('/Practitioner?_filter=_id eq doctor and not (_id eq "x-@")', TO_SHARED),
  url('/Observation?_list=list-@'),
  url('/Practitioner?_list=list-@', TO_SHARED),
  url('/Observation?_list=List/list-@&_total=accurate'),
  url('/Observation?_content=code-@'),
  url('/Observation?_id=laboratory-@&_text=x', SILENT),
];

const COMPARTMENTS: readonly Form[] = [
  url('/Patient/@/Observation'),
  url('/Patient/@/*', TOLD),
  url('/Patient/@/*?_type=Observation,Condition&_total=accurate'),
  url('/Patient/@/Observation?code=code-@&_include=*'),
  url('/Encounter/encounter-@/Observation'),
  url('/Encounter/encounter-@/*'),
  url('/Practitioner/doctor/Observation?_id=laboratory-@'),
  url('/Device/device-@/Observation'),
  {
    name: 'POST /Patient/…/Observation/_search',
    send: (record) => form(`/Patient/${record}/Observation/_search`, 'status=final'),
  },
];

const OPERATIONS: readonly Form[] = [
  url('/Patient/@/$everything'),
  url('/Patient/@/$everything?_count=1'),
  url('/Patient/@/$everything?_since=2020-01-01'),
  url('/Patient/@/$everything?_type=Observation,Practitioner'),
  url('/Observation/$lastn?patient=@&max=3'),
  url('/Observation/$lastn?subject=Patient/@&_include=Observation:subject'),
  url('/Observation/$lastn?_id=laboratory-@&patient:missing=false'),
];

export const READING_FORMS: readonly Form[] = [
  ...INSTANCE,
  ...BINARY,
  ...SEARCH,
  ...INCLUDES,
  ...CHAINS,
  ...COMPARTMENTS,
  ...OPERATIONS,
];
