/** Letters and reports, in the words of the professionals. All text was written for the demo. */
import type { RoleKey } from './care-providers.js';
import type { PersonKey } from './people.js';

/** Kinds of letter: LOINC code and name. */
export const LETTER_KINDS = {
  consult: ['11488-4', 'Consult note'],
  discharge: ['18842-5', 'Discharge summary'],
  referral: ['57133-1', 'Referral note'],
} as const;

/** A letter. `replaces`: the slug of the version before it. */
export interface Letter {
  readonly person: PersonKey;
  readonly slug: string;
  readonly kind: keyof typeof LETTER_KINDS;
  readonly title: string;
  readonly when: string;
  readonly author: RoleKey;
  readonly status: 'current' | 'superseded' | 'entered-in-error';
  readonly replaces?: string;
  /** Kept apart, as a Binary resource, instead of inside the document reference. */
  readonly apart?: boolean;
  readonly text: string;
}

export const LETTERS: readonly Letter[] = [
  {
    person: 'van-t-hof',
    slug: 'ontslagbrief-2019',
    kind: 'discharge',
    title: 'Ontslagbrief longziekten',
    when: '2019-02-25T11:30',
    author: 'longarts',
    status: 'current',
    text: `Geachte collega De Bruijn,

Van 18 tot en met 24 februari 2019 lag de heer Van 't Hof op onze afdeling met een
longontsteking rechtsonder. Hij kreeg antibiotica via het infuus en daarna tabletten.
Bij vertrek was hij zonder koorts en haalde hij zonder zuurstof een saturatie van 93%.

In een neuskweek vonden wij MRSA. Wilt u bij een volgende opname het ziekenhuis daarop wijzen?
Hij heeft ons beloofd het roken nu echt op te geven.

Met collegiale groet,
R. Sewnath, longarts
`,
  },
  {
    person: 'van-t-hof',
    slug: 'poliklinische-brief-2025',
    kind: 'consult',
    title: 'Brief polikliniek longziekten',
    when: '2025-10-31T09:00',
    author: 'longarts',
    status: 'current',
    text: `Geachte collega De Bruijn,

De longfunctie van de heer Van 't Hof loopt geleidelijk terug; de FEV1 is nu 1,10 liter.
De benauwdheid bij plat liggen past niet alleen bij COPD. Het NT-proBNP is verhoogd,
reden om een echo van het hart aan te vragen bij de cardioloog.

De inhalatiemedicatie blijft zoals die was.

Met collegiale groet,
R. Sewnath, longarts
`,
  },
  {
    person: 'hoekstra',
    slug: 'ontslagbrief-2020-voorlopig',
    kind: 'discharge',
    title: 'Ontslagbrief orthopedie (voorlopig)',
    when: '2020-02-11T12:00',
    author: 'orthopeed',
    status: 'superseded',
    text: `Voorlopig bericht: mevrouw Hoekstra gaat vandaag naar de revalidatie na een nieuwe heup
rechts. De definitieve brief volgt.
`,
  },
  {
    person: 'hoekstra',
    slug: 'ontslagbrief-2020',
    kind: 'discharge',
    title: 'Ontslagbrief orthopedie',
    when: '2020-02-13T16:20',
    author: 'orthopeed',
    status: 'current',
    replaces: 'ontslagbrief-2020-voorlopig',
    apart: true,
    text: `Geachte collega De Bruijn,

Mevrouw Hoekstra is op 2 februari gevallen in haar keuken en brak daarbij de rechterheup.
Een dag later plaatsten wij een totale heupprothese. De operatie verliep vlot; wel was zij
de eerste twee nachten verward. Zij mag de heup volledig belasten.

Apixaban is op 5 februari hervat. Zij revalideert bij ons aan de overkant van de straat
en hoopt in april weer in haar eigen stoel bij het raam te zitten.

Met vriendelijke groet,
B.T. Vermeulen, orthopedisch chirurg
`,
  },
  {
    person: 'yilmaz',
    slug: 'verwijzing-dietist',
    kind: 'referral',
    title: 'Verwijzing diëtist',
    when: '2026-06-02T14:10',
    author: 'verloskundige',
    status: 'current',
    text: `Beste collega,

Mevrouw Yılmaz is 23 weken zwanger van haar tweede kind. De suikertest was afwijkend.
Zij prikt zelf viermaal per dag en schrijft de waarden op. Kunt u haar helpen met een
eetpatroon dat past bij haar avonddiensten? Zij spreekt goed Nederlands; haar man leest graag mee.

Groet,
A. de Wit, verloskundige
`,
  },
  {
    person: 'jansen',
    slug: 'overdracht-huisartsenpost',
    kind: 'consult',
    title: 'Overdracht aan de huisartsenpost',
    when: '2024-10-21T17:00',
    author: 'huisarts-de-bruijn',
    status: 'current',
    text: `De heer Jansen is thuis in de laatste levensfase door uitgezaaide darmkanker.
Afspraken: niet reanimeren, niet meer naar het ziekenhuis. Pijn wordt bestreden met
oxycodon; extra tabletten liggen in het nachtkastje. Mevrouw Jansen weet wanneer zij mag bellen.
`,
  },
  {
    person: 'de-groot',
    slug: 'verwijzing-orthopeed',
    kind: 'referral',
    title: 'Verwijzing orthopedie',
    when: '2025-09-22T09:45',
    author: 'huisarts-de-bruijn',
    status: 'current',
    text: `Geachte collega Vermeulen,

Daan verdraaide zaterdag bij het voetballen zijn linkerknie en voelde iets knappen.
De knie is dik en de schuifladetest lijkt positief. Graag uw oordeel over de voorste kruisband.

Met vriendelijke groet,
H.M. de Bruijn, huisarts
`,
  },
  {
    person: 'mulder',
    slug: 'verkeerde-brief',
    kind: 'consult',
    title: 'Brief oogarts',
    when: '2023-03-14T10:00',
    author: 'huisarts-el-amrani',
    status: 'entered-in-error',
    text: `Deze brief is bij de verkeerde persoon opgeslagen.
`,
  },
];

/** Kinds of imaging: SNOMED CT code and name, from the Dutch list of text results. */
export const REPORT_KINDS = {
  echo: ['40701008', 'echocardiografie'],
  mri: ['113091000', 'MRI-scan'],
  pathology: ['108257001', 'pathologisch onderzoek'],
  ultrasound: ['16310003', 'diagnostische echografie'],
  xray: ['363680008', 'radiografische beeldvormende verrichting'],
} as const;

/** `slug` tells two reports of one person apart. */
type ReportRow = readonly [
  person: PersonKey,
  slug: string,
  kind: keyof typeof REPORT_KINDS,
  status: 'final' | 'preliminary' | 'appended' | 'registered',
  when: string,
  author: RoleKey,
];

export const REPORTS: readonly ReportRow[] = [
  ['van-t-hof', 'longfoto-2019', 'xray', 'final', '2019-02-17T23:05', 'longarts'],
  ['yilmaz', 'echo-20-weken', 'ultrasound', 'final', '2026-05-11T15:00', 'verloskundige'],
  ['hoekstra', 'hartecho-2018', 'echo', 'final', '2018-03-07T10:45', 'cardioloog'],
  ['jansen', 'biopt-2021', 'pathology', 'appended', '2021-04-19T13:20', 'internist'],
  ['de-groot', 'mri-knie', 'mri', 'final', '2025-10-09T17:10', 'orthopeed'],
  ['wisniewski', 'longfoto-2024', 'xray', 'preliminary', '2024-02-20T16:30', 'huisarts-el-amrani'],
];

type ConclusionRow = readonly [person: PersonKey, slug: string, conclusion: string];

export const REPORT_CONCLUSIONS: readonly ConclusionRow[] = [
  ['van-t-hof', 'longfoto-2019', 'Verdichting rechtsonder, passend bij een longontsteking.'],
  ['yilmaz', 'echo-20-weken', 'Groei passend bij de termijn, geen bijzonderheden gezien.'],
  ['hoekstra', 'hartecho-2018', 'Matig verminderde pompfunctie, vergrote linkerboezem.'],
  ['jansen', 'biopt-2021', 'Adenocarcinoom. Aanvulling: mismatch-repair-eiwitten aanwezig.'],
  ['de-groot', 'mri-knie', 'Volledige ruptuur van de voorste kruisband, menisci gaaf.'],
  ['wisniewski', 'longfoto-2024', 'Geen aanwijzingen voor een longontsteking.'],
];
