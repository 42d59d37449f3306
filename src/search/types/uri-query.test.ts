// https://hl7.org/fhir/R4/search.html#uri
import { describe } from '@jest/globals';
import { cases, refused } from '../../testing/search/cases.js';

describe('uris', () => {
  cases(
    {
      resourceType: 'ValueSet',
      status: 'active',
      url: 'http://acme.org/fhir/ValueSet/123',
    },
    [
      'url=http://acme.org/fhir/ValueSet/123',
      'url=x,http://acme.org/fhir/ValueSet/123',
      'url:below=http://acme.org/fhir/',
      'url:below=http://acme.org/fhir',
      'url:below=http://acme.org/fhir/ValueSet/123',
      'url:below=http://',
      'url:above=http://acme.org/fhir/ValueSet/123/_history/5',
      'url:above=http://acme.org/fhir/ValueSet/123',
      'url:missing=false',
    ],
    [
      'url=http://acme.org/fhir/ValueSet/12',
      'url=HTTP://acme.org/fhir/ValueSet/123',
      'url:below=http://acme.org/fhir/Value',
      'url:below=http://acme.org/fhir/ValueSet/123/4',
      'url:above=http://acme.org/fhir/ValueSet',
      'url:above=http://acme.org/fhir/ValueSet/1234',
    ],
  );
  refused('ValueSet', [
    'url:below=urn:oid:1.2.3',
    'url:above=urn:uuid:1',
    'url:contains=acme',
    'url:below=/',
    `url:above=http://a/${'b'.repeat(700)}`,
  ]);
});
