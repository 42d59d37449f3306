// Uri parameters: https://hl7.org/fhir/R4/search.html#uri
import { describe } from '@jest/globals';
import { searchTables } from '../testing/search/tables.js';

const valueSet = (url: string) => ({ status: 'active', url });
const basic = (meta: object) => ({ code: { text: 'x' }, meta });
const long = `http://long.example/${'x'.repeat(700)}`;

const { finds, refuses } = searchTables({
  ValueSet: {
    root: valueSet('http://a.example/fhir'),
    set: valueSet('http://a.example/fhir/ValueSet'),
    one: valueSet('http://a.example/fhir/ValueSet/1'),
    ten: valueSet('http://a.example/fhir/ValueSet/10'),
    slash: valueSet('http://a.example/fhir/ValueSet/'),
    upper: valueSet('http://a.example/FHIR/ValueSet'),
    similar: valueSet('http://a.example/fhir/ValueSets'),
    urn: valueSet('urn:oid:2.16.840.1'),
    under: valueSet('urn:oid:2.16.840.1.113883'),
    odd: valueSet('http://a.example/a,b|c$d?e=%25'),
    long: valueSet(`${long}/1`),
    longer: valueSet(`${long}/2`),
    none: { status: 'active' },
  },
  Basic: {
    profiled: basic({ profile: ['http://p.example/sd/one', 'http://p.example/sd/two|2.0'] }),
    below: basic({ profile: ['http://p.example/sd/one/more'] }),
    sourced: basic({ source: 'http://src.example/system/7' }),
    beside: basic({ source: 'http://src.example/system/77' }),
  },
});

describe('the whole uri, case included', () => {
  finds('ValueSet', [
    ['url=http://a.example/fhir/ValueSet', 'set'],
    ['url=http://a.example/fhir/valueset', ''],
    ['url=http://a.example/fhir/ValueSet/', 'slash'],
    ['url=http://a.example/fhir/Value', ''],
    ['url=urn:oid:2.16.840.1', 'urn'],
    ['url=http://a.example/fhir,urn:oid:2.16.840.1', 'root urn'],
    ['url=http://a.example/a\\,b\\|c\\$d?e=%25', 'odd'],
    [`url=${long}/1`, 'long'],
    [`url=${long}/3`, ''],
    ['url:missing=true', 'none'],
    ['url:missing=false&url=urn:oid:2.16.840.1', 'urn'],
  ]);
});

describe(':below', () => {
  finds('ValueSet', [
    ['url:below=http://a.example/fhir', 'root set one ten slash similar'],
    ['url:below=http://a.example/fhir/', 'root set one ten slash similar'],
    ['url:below=http://a.example/fhir/ValueSet', 'set one ten slash'],
    ['url:below=http://a.example/fhir/ValueSet/1', 'one'],
    ['url:below=http://a.example/fhir/Value', ''],
    ['url:below=http://a.example/FHIR', 'upper'],
    ['url:below=http://a.example/FHIR,http://a.example/fhir/ValueSet/1', 'upper one'],
    ['url:below=http://a.example/_hir', ''],
  ]);
  refuses('ValueSet', ['url:below=urn:oid:2.16.840.1', `url:below=${long}`, 'url:below=/']);
});

describe(':above', () => {
  finds('ValueSet', [
    ['url:above=http://a.example/fhir/ValueSet/1/_history/5', 'root set one slash'],
    ['url:above=http://a.example/fhir/ValueSet/1', 'root set one slash'],
    ['url:above=http://a.example/fhir/ValueSet', 'root set slash'],
    ['url:above=http://a.example/fhir/ValueSets', 'root similar'],
    ['url:above=http://a.example', ''],
    ['url:above=http://a.example/FHIR/ValueSet/1', 'upper'],
  ]);
  refuses('ValueSet', ['url:above=urn:oid:2.16.840.1']);
});

describe('_profile and _source', () => {
  finds('Basic', [
    ['_profile=http://p.example/sd/one', 'profiled'],
    ['_profile=http://p.example/sd/two', 'profiled'],
    ['_profile=http://p.example/sd/two|2.0', 'profiled'],
    ['_profile=http://p.example/sd/two|1.0', ''],
    ['_profile=http://p.example/sd/one|1.0', ''],
    ['_profile:below=http://p.example/sd', 'profiled below'],
    ['_profile:below=http://p.example/sd/one', 'profiled below'],
    ['_profile:below=http://p.example/sd/o', ''],
    ['_profile:below=http://P.example/sd', ''],
    ['_profile:below=http://p.example/.d', ''],
    ['_profile:above=http://p.example/sd/one/more/still', 'profiled below'],
    ['_profile:missing=true', 'sourced beside'],
    ['_source=http://src.example/system/7', 'sourced'],
    ['_source:below=http://src.example/system/7', 'sourced'],
    ['_source:below=http://src.example/system', 'sourced beside'],
    ['_source:above=http://src.example/system/77/x', 'beside'],
    ['_source:missing=false', 'sourced beside'],
  ]);
});

describe('what uris do not take', () => {
  refuses('ValueSet', ['url:contains=a', 'url:exact=a', 'url:not=a', 'url:text=a', 'url:in=a']);
});
