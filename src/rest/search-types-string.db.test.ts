// String parameters: https://hl7.org/fhir/R4/search.html#string
import { describe } from '@jest/globals';
import { searchTables } from '../testing/search/tables.js';

const named = (family: string, ...given: string[]) => ({
  name: [given.length === 0 ? { family } : { family, given }],
});
const living = (address: object) => ({ address: [address] });
const IJ = '\u{132}';
const ij = '\u{133}';

const { finds, refuses } = searchTables({
  Patient: {
    muller: named('Müller', 'Zoë', 'Anne-Marie'),
    plain: named('Muller', 'Zoe'),
    // The same letter, written with a combining accent.
    composed: named('Mu\u0308ller'),
    mullers: named('Müllers'),
    demuller: named('Demuller'),
    ijsbrand: named('Postma', 'IJsbrand'),
    ligature: named('Postma', `${IJ}sbrand`),
    small: named('Postma', 'ijsbrand'),
    dijkstra: named('Dijkstra'),
    dykstra: named('Dykstra'),
    ligatures: named(`D${ij}kstra`),
    berg: named('van den Berg', 'Jan'),
    bergh: named('Bergh'),
    ancona: named("d'Ancona"),
    curly: named('d’Ancona'),
    jansen: named('Jansen-de Vries'),
    spaced: named('Jansen - de   Vries'),
    strasse: named('Groß', 'Łucja'),
    text: { name: [{ text: 'Mevrouw Q. Quist' }] },
    two: { name: [{ family: 'Eerste' }, { family: 'Tweede', prefix: ['drs.'], suffix: ['MSc'] }] },
    comma: named('Komma, Punt'),
    nobody: { gender: 'unknown' },
    utrecht: living({ line: ['Oudegracht 12', 'bis'], city: 'Utrecht', postalCode: '3511 AB' }),
    den: living({ line: ['Oude Gracht 1'], city: "'s-Gravenhage", country: 'NL', use: 'home' }),
  },
  Observation: {
    string: { status: 'final', code: { text: 'x' }, valueString: 'Niet aantoonbaar' },
    concept: {
      status: 'final',
      code: { text: 'x' },
      valueCodeableConcept: { text: 'niet te bepalen' },
    },
  },
  Organization: {
    zmc: { name: 'Zuiderzee Medisch Centrum', alias: ['ZMC', 'Zuiderzee-ziekenhuis'] },
    other: { name: 'Medisch Centrum Zuiderzee' },
  },
});

describe('the beginning, without regard to case and accents', () => {
  finds('Patient', [
    ['family=muller', 'muller plain composed mullers'],
    ['family=MÜLLER', 'muller plain composed mullers'],
    ['family=mu\u0308ller', 'muller plain composed mullers'],
    ['family=müllers', 'mullers'],
    ['family=mullerss', ''],
    ['family=uller', ''],
    ['family=gross', 'strasse'],
    ['family=groß', 'strasse'],
    ['given=lucja', 'strasse'],
    ['given=zoe', 'muller plain'],
    ['given=marie', ''],
    ['family=muller,dij', 'muller plain composed mullers dijkstra ligatures'],
    ['family=muller&given=zoe', 'muller plain'],
    ['name=zoe', 'muller plain'],
    ['name=muller zoe', ''],
  ]);
  refuses('Patient', ['family=', 'family=,', 'family=...', 'family=a,']);
});

describe('the Dutch ij', () => {
  finds('Patient', [
    ['given=ijs', 'ijsbrand ligature small'],
    ['given=IJS', 'ijsbrand ligature small'],
    [`given=${IJ}s`, 'ijsbrand ligature small'],
    [`given=${ij}sbrand`, 'ijsbrand ligature small'],
    ['family=dijk', 'dijkstra ligatures'],
    ['family=dyk', 'dykstra'],
  ]);
});

describe('punctuation, spaces and surname prefixes', () => {
  finds('Patient', [
    ['family=dancona', 'ancona curly'],
    ["family=d'ancona", 'ancona curly'],
    ['family=d’ancona', 'ancona curly'],
    ['family=jansen-de vries', 'jansen spaced'],
    ['family=jansen de vries', 'jansen spaced'],
    ['family=vries', ''],
    ['family=van den berg', 'berg'],
    ['family=van  den', 'berg'],
    ['family=berg', 'berg bergh'],
    ['family=den berg', ''],
    ['name=berg', 'berg bergh'],
    ['family=komma\\, punt', 'comma'],
    ['family=komma\\,punt', 'comma'],
    ['family=komma, punt', 'comma'],
  ]);
});

describe(':contains', () => {
  finds('Patient', [
    ['family:contains=uller', 'muller plain composed mullers demuller'],
    ['family:contains=ÜLLER', 'muller plain composed mullers demuller'],
    ['family:contains=vries', 'jansen spaced'],
    ['given:contains=marie', 'muller'],
    ['family:contains=jks,yks', 'dijkstra ligatures dykstra'],
    ['family:contains=mullerx', ''],
    ['family:contains=_uller', 'muller plain composed mullers demuller'],
  ]);
  refuses('Patient', ['family:contains=%']);
});

describe(':exact', () => {
  finds('Patient', [
    ['family:exact=Müller', 'muller'],
    ['family:exact=Muller', 'plain'],
    ['family:exact=muller', ''],
    ['family:exact=Mülle', ''],
    ['family:exact=Mu\u0308ller', 'composed'],
    ['family:exact=van den Berg', 'berg'],
    ['family:exact=Berg', ''],
    ['family:exact=Komma\\, Punt', 'comma'],
    ['family:exact=Müller,Muller', 'muller plain'],
    [`given:exact=${IJ}sbrand`, 'ligature'],
    ['given:exact=IJsbrand', 'ijsbrand'],
    ["family:exact=d'Ancona", 'ancona'],
    ['name:exact=MSc', 'two'],
  ]);
});

describe(':missing', () => {
  finds('Patient', [
    ['name:missing=true', 'nobody utrecht den'],
    ['family:missing=true', 'text nobody utrecht den'],
    ['address:missing=false', 'utrecht den'],
    ['family:missing=false&family=m', 'muller plain composed mullers'],
  ]);
});

describe('each data type', () => {
  finds('Patient', [
    ['name=mevrouw', 'text'],
    ['name=quist', ''],
    ['name:contains=quist', 'text'],
    ['name=tweede', 'two'],
    ['name=eerste&name=tweede', 'two'],
    ['name=drs', 'two'],
    ['name=msc', 'two'],
    ['address=oudegracht', 'utrecht'],
    ['address=oude gracht', 'den'],
    ['address=bis', 'utrecht'],
    ['address=utr', 'utrecht'],
    ['address=3511', 'utrecht'],
    ['address=nl', 'den'],
    ['address=home', ''],
    ['address-city=s-gravenhage', 'den'],
    ["address-city='s gravenhage", 'den'],
    ['address-city=gravenhage', ''],
    ['address-postalcode=3511ab', ''],
    ['address-postalcode=3511 AB', 'utrecht'],
    ['address-use=home', 'den'],
  ]);
  finds('Observation', [
    ['value-string=niet', 'string concept'],
    ['value-string=niet aan', 'string'],
    ['value-string:exact=Niet aantoonbaar', 'string'],
    ['value-string:contains=BEPALEN', 'concept'],
  ]);
  finds('Organization', [
    ['name=zuiderzee', 'zmc'],
    ['name=zmc', 'zmc'],
    ['name=zuiderzee zie', 'zmc'],
    ['name:contains=zuiderzee', 'zmc other'],
  ]);
});

describe('what strings do not take', () => {
  refuses('Patient', [
    'family:not=x',
    'family:text=x',
    'family:in=x',
    'family:above=x',
    'family:of-type=x',
    'family:Patient=x',
  ]);
});
