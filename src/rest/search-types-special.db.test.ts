// Parameters of every resource, _has, _list, _filter, _type and near:
// https://hl7.org/fhir/R4/search.html#all and #filter, https://hl7.org/fhir/R4/location.html#positional
import { describe, expect, test } from '@jest/globals';
import { found } from '../testing/searchsets.js';
import { encoded, put, searchTables } from '../testing/search/tables.js';

const S = 'http://s.example';
const ref = (reference: string) => ({ reference });
const narrative = (html: string) => ({
  text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml">${html}</div>` },
});
const basic = (more: object) => ({ code: { text: 'x' }, ...more });
const seen = (id: string, subject: string, more: object = {}) => ({
  status: 'final',
  code: { coding: [{ system: S, code: id }] },
  subject: ref(subject),
  ...more,
});
const place = (latitude: number, longitude: number) => ({ position: { latitude, longitude } });

const { server, finds, refuses } = searchTables({
  Basic: {
    tagged: basic({ meta: { tag: [{ system: S, code: 'a' }, { code: 'b' }] } }),
    'other-tag': basic({ meta: { tag: [{ system: 'http://t.example', code: 'a' }] } }),
    secret: basic({ meta: { security: [{ system: S, code: 'R', display: 'Restricted' }] } }),
    plain: basic({}),
    told: basic(narrative('<b>Hartfalen</b> sinds 2019,<br/>geen <i>oedeem</i>')),
    spelled: basic({ code: { text: 'Geen hartfalen gezien' }, ...narrative('niets') }),
  },
  Organization: {
    hospital: { name: 'Hospital', active: true },
    clinic: { name: 'Clinic', active: false, partOf: ref('Organization/hospital') },
  },
  Patient: {
    ann: {
      name: [{ family: 'Smit', given: ['Ann'] }],
      gender: 'female',
      birthDate: '1980-05-01',
      managingOrganization: ref('Organization/hospital'),
    },
    bob: {
      name: [{ family: 'Smits', given: ['Bob'] }],
      gender: 'male',
      birthDate: '1990-05-01',
      managingOrganization: ref('Organization/clinic'),
    },
    cas: { name: [{ family: 'Bos' }] },
  },
  Observation: {
    a1: seen('a', 'Patient/ann', { effectiveDateTime: '2020-01-01' }),
    a2: seen('b', 'Patient/ann', { effectivePeriod: { start: '2020-02-01', end: '2020-02-10' } }),
    b1: seen('a', 'Patient/bob', { hasMember: [ref('Observation/a1')] }),
  },
  List: {
    some: {
      status: 'current',
      mode: 'working',
      entry: [{ item: ref('Patient/ann') }, { item: ref('Observation/b1') }],
    },
    none: { status: 'current', mode: 'working' },
  },
  Location: {
    utrecht: place(52.09, 5.12),
    amersfoort: place(52.155, 5.387),
    amsterdam: place(52.37, 4.895),
    antipode: place(-52.09, -174.88),
    nowhere: { name: 'Nowhere' },
  },
});

describe('_id', () => {
  finds('Patient', [
    ['_id=ann', 'ann'],
    ['_id=ann,cas,nobody', 'ann cas'],
    ['_id=ann&_id=bob', ''],
    ['_id=ANN', ''],
    ['_id=an', ''],
    ['_id:not=ann', 'bob cas'],
    ['_id:missing=true', ''],
    ['_id:missing=false', 'ann bob cas'],
  ]);
  refuses('Patient', [
    '_id=',
    '_id=a b',
    '_id=Patient/ann',
    '_id:exact=ann',
    `_id=${'x'.repeat(65)}`,
  ]);
});

describe('_lastUpdated', () => {
  test('takes every prefix and precision', async () => {
    const { meta } = (await put(server(), 'Basic', 'now', basic({}))) as unknown as {
      meta: { lastUpdated: string };
    };
    const at = Date.parse(meta.lastUpdated);
    const moment = (shift: number) => new Date(at + shift).toISOString();
    const isFound = async (value: string): Promise<boolean> => {
      const search = encoded(`_id=now&_lastUpdated=${value}`);
      return found(await server().send('GET', `/Basic?${search}`)).length === 1;
    };
    const yes = ['eq', 'ge', 'le', 'ap'].map((prefix) => `${prefix}${moment(0)}`);
    const no = ['ne', 'gt', 'lt', 'sa', 'eb'].map((prefix) => `${prefix}${moment(0)}`);
    for (const prefix of ['gt', 'ge', 'sa', 'ne']) yes.push(`${prefix}${moment(-1)}`);
    for (const prefix of ['lt', 'le', 'eb', 'ne']) yes.push(`${prefix}${moment(1)}`);
    for (const prefix of ['lt', 'le', 'eb', 'eq']) no.push(`${prefix}${moment(-1)}`);
    for (const prefix of ['gt', 'ge', 'sa', 'eq']) no.push(`${prefix}${moment(1)}`);
    for (const length of [4, 7, 10]) {
      const part = moment(0).slice(0, length);
      yes.push(part, `ge${part}`, `le${part}`);
      no.push(`ne${part}`, `gt${part}`, `lt${part}`);
    }
    yes.push(moment(0).slice(0, 19) + 'Z', moment(0).replace('Z', '+00:00'), 'gt1999', 'lt9999');
    no.push('lt1999', 'gt9999', '0001');
    expect(await Promise.all(yes.map(isFound))).toEqual(yes.map(() => true));
    expect(await Promise.all(no.map(isFound))).toEqual(no.map(() => false));
  });
  refuses('Basic', ['_lastUpdated=', '_lastUpdated=now', '_lastUpdated:not=2020']);
});

describe('_tag and _security', () => {
  finds('Basic', [
    ['_tag=a', 'tagged other-tag'],
    [`_tag=${S}|a`, 'tagged'],
    ['_tag=|b', 'tagged'],
    [`_tag=${S}|`, 'tagged'],
    ['_tag=a&_tag=b', 'tagged'],
    ['_tag:missing=false', 'tagged other-tag'],
    [`_tag:not=${S}|a&_security=R`, 'secret'],
    ['_security=R', 'secret'],
    [`_security=${S}|R`, 'secret'],
    ['_security=S|R', ''],
    ['_security:text=restr', 'secret'],
  ]);
});

describe('_text and _content', () => {
  finds('Basic', [
    ['_text=hartfalen', 'told'],
    ['_text=HARTFALEN', 'told'],
    ['_text=geen oedeem', 'told'],
    ['_text=oedeem hartfalen', 'told'],
    ['_text=hartf', ''],
    ['_text=br', ''],
    ['_text=niets,oedeem', 'told spelled'],
    ['_content=hartfalen', 'told spelled'],
    ['_content=gezien', 'spelled'],
    ['_content=hartfalen oedeem', 'told'],
  ]);
  refuses('Basic', ['_text=', '_text=...', '_content=%', '_text:exact=x']);
});

describe('_list', () => {
  finds('Patient', [
    ['_list=some', 'ann'],
    ['_list=List/some', 'ann'],
    ['_list=none', ''],
    ['_list=nobody', ''],
    ['_list=none,some', 'ann'],
    ['_list=some&gender=male', ''],
  ]);
  finds('Observation', [['_list=some', 'b1']]);
  refuses('Patient', ['_list=', '_list=$current-problems', '_list=a/b/c']);
});

describe('_has', () => {
  finds('Patient', [
    ['_has:Observation:subject:code=a', 'ann bob'],
    ['_has:Observation:patient:code=b', 'ann'],
    ['_has:Observation:patient:code=c', ''],
    ['_has:Observation:patient:code=a&_has:Observation:patient:code=b', 'ann'],
    ['_has:Observation:patient:code=a,b', 'ann bob'],
    ['_has:Observation:patient:code:not=a', 'ann'],
    ['_has:Observation:patient:date=ge2020-02', 'ann'],
    ['_has:Observation:patient:has-member.code=a', 'bob'],
    ['_has:Observation:patient:_has:Observation:has-member:_id=b1', 'ann'],
    ['_has:Observation:patient:_id=b1,a2', 'ann bob'],
    ['gender=female&_has:Observation:patient:code=a', 'ann'],
    ['_has:Observation:patient:has-member:missing=true', 'ann'],
  ]);
  finds('Organization', [
    ['_has:Patient:organization:_has:Observation:patient:code=b', 'hospital'],
    ['_has:Organization:partof:name=clinic', 'hospital'],
    ['_has:Organization:partof:_has:Patient:organization:_id=bob', 'hospital'],
  ]);
  refuses('Patient', [
    '_has=x',
    '_has:Observation=x',
    '_has:Observation:subject=x',
    '_has:Observation:encounter:code=a',
    '_has:Nonsense:subject:code=a',
    '_has:Observation:nonsense:code=a',
    '_has:Observation:subject:nonsense=a',
  ]);
});

describe('_filter', () => {
  finds('Patient', [
    ['_filter=family eq "smit"', 'ann'],
    ['_filter=family sw smit', 'ann bob'],
    ['_filter=family co mit', 'ann bob'],
    ['_filter=family ne smit', 'bob cas'],
    ['_filter=gender eq female or gender eq male', 'ann bob'],
    ['_filter=family sw smit and not (gender eq male)', 'ann'],
    ['_filter=(gender eq female or family eq bos) and birthdate gt 1970', 'ann'],
    ['_filter=birthdate ge 1980-05-01 and birthdate lt 1990-05-01', 'ann'],
    ['_filter=birthdate pr false', 'cas'],
    ['_filter=birthdate po 1980', 'ann'],
    ['_filter=organization re Organization/clinic', 'bob'],
    ['_filter=organization.name eq hospital', 'ann'],
    ['_filter=_id eq cas', 'cas'],
    ['_filter=gender eq female&_id=bob', ''],
  ]);
  finds('Observation', [
    [`_filter=code eq ${S}|a and subject:Patient.family eq smits`, 'b1'],
    ['_filter=date po 2020-02-05', 'a2'],
    ['_filter=date sa 2020-01-15', 'a2'],
  ]);
  refuses('Patient', [
    '_filter=family',
    '_filter=family eq',
    '_filter=family zz x',
    '_filter=(family eq x',
    '_filter=family eq x and',
    '_filter=nonsense eq x',
    '_filter=family eq "x',
    '_filter=gender sw f',
  ]);
});

describe('_type', () => {
  test.each([
    ['_type=Patient,Organization&_id=ann,clinic', ['Organization/clinic', 'Patient/ann']],
    ['_type=Patient&_id=ann,clinic', ['Patient/ann']],
    ['_id=ann,clinic,some', ['List/some', 'Organization/clinic', 'Patient/ann']],
    [`_tag=${S}|a`, ['Basic/tagged']],
    ['_type=Patient,Observation&_list=some', ['Observation/b1', 'Patient/ann']],
  ])('%s', async (search, names) => {
    const answer = await server().send('GET', `/?${encoded(search)}`);
    expect([answer.status, found(answer).sort()]).toEqual([200, names]);
  });
});

describe('near', () => {
  finds('Location', [
    ['near=52.09|5.12|1|km', 'utrecht'],
    ['near=52.09|5.12|0|km', 'utrecht'],
    // Amersfoort lies 19.6 km away, Amsterdam 34.7 km.
    ['near=52.09|5.12|19|km', 'utrecht'],
    ['near=52.09|5.12|20|km', 'utrecht amersfoort'],
    ['near=52.09|5.12|20000|m', 'utrecht amersfoort'],
    ['near=52.09|5.12|12.5|[mi_us]', 'utrecht amersfoort'],
    ['near=52.09|5.12|34|km', 'utrecht amersfoort'],
    ['near=52.09|5.12|36', 'utrecht amersfoort amsterdam'],
    ['near=52.09|5.12', 'utrecht amersfoort amsterdam'],
    ['near=-52.09|-174.88|1|km', 'antipode'],
    ['near=52.09|5.12|20040|km', 'utrecht amersfoort amsterdam antipode'],
    ['near=0|0|10|km', ''],
  ]);
  refuses('Location', [
    'near=',
    'near=52.09',
    'near=91|0',
    'near=0|181',
    'near=0|0|-1|km',
    'near=0|0|1|lightyear',
    'near=a|b',
  ]);
});
