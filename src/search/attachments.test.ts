// https://hl7.org/fhir/R4/datatypes.html#Attachment
import { DEFINITIONS } from '../testing/definitions.js';
import type { Resource } from '../fhir/resource.js';
import { AttachmentFinder } from './attachments.js';
import { noEntries } from './index-entries.js';

const BASE = 'https://fhir.example/fhir';
const finder = new AttachmentFinder(DEFINITIONS);

function found(resource: object): string[] {
  const entries = noEntries();
  finder.index(resource as Resource, BASE, entries);
  return entries.references.map(({ type, id }) => `${type}/${id}`);
}

const at = (url: string) => ({ url });

test.each<[object, string[]]>([
  [{ resourceType: 'Patient', photo: [at('Binary/1'), at('Binary/2')] }, ['Binary/1', 'Binary/2']],
  [{ resourceType: 'DocumentReference', content: [{ attachment: at('Binary/1') }] }, ['Binary/1']],
  [{ resourceType: 'Media', content: at(`${BASE}/Binary/1`) }, ['Binary/1']],
  [{ resourceType: 'Media', content: at('Binary/1/_history/2') }, ['Binary/1']],
  [{ resourceType: 'Consent', sourceAttachment: at('Binary/1') }, ['Binary/1']],
  [
    { resourceType: 'Communication', payload: [{ contentAttachment: at('Binary/1') }] },
    ['Binary/1'],
  ],
  [
    {
      resourceType: 'QuestionnaireResponse',
      item: [
        {
          item: [
            {
              answer: [
                {
                  valueAttachment: at('Binary/1'),
                  item: [{ answer: [{ valueAttachment: at('Binary/2') }] }],
                },
              ],
            },
          ],
        },
      ],
    },
    ['Binary/1', 'Binary/2'],
  ],
  [{ resourceType: 'Library', relatedArtifact: [{ document: at('Binary/1') }] }, ['Binary/1']],
  [{ resourceType: 'Patient', photo: [at('Binary/1'), at('Binary/1')] }, ['Binary/1']],
  [
    { resourceType: 'Patient', photo: [at('Patient/1'), at('https://elsewhere.example/Binary/1')] },
    [],
  ],
  [{ resourceType: 'Patient', photo: [{ data: 'eA==' }] }, []],
  [{ resourceType: 'Patient', photo: at('Binary/1') }, ['Binary/1']],
  [{ resourceType: 'Patient', photo: 'Binary/1' }, []],
  // What a contained resource or an extension has is not its own content.
  [
    { resourceType: 'Patient', contained: [{ resourceType: 'Media', content: at('Binary/1') }] },
    [],
  ],
  [{ resourceType: 'Patient', extension: [{ url: 'x', valueAttachment: at('Binary/1') }] }, []],
])('%j', (resource, expected) => {
  expect(found(resource)).toEqual(expected);
});

test.each([
  ['DocumentReference', true],
  ['DiagnosticReport', true],
  ['Practitioner', true],
  ['QuestionnaireResponse', true],
  ['Observation', false],
  ['Condition', false],
  ['Binary', false],
])('a %s can have attachments: %s', (type, has) => {
  expect(finder.has(type)).toBe(has);
});
