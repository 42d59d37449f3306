/**
 * What is found, ordered and given. Codes are those of public code systems; how often they come
 * is plausible, and no statement about the health of anyone.
 */
export const SYSTEMS = {
  loinc: 'http://loinc.org',
  snomed: 'http://snomed.info/sct',
  icd10: 'http://hl7.org/fhir/sid/icd-10',
  atc: 'http://www.whocc.no/atc',
  ucum: 'http://unitsofmeasure.org',
  bsn: 'http://fhir.nl/fhir/NamingSystem/bsn',
  agb: 'http://fhir.nl/fhir/NamingSystem/agb-z',
  ura: 'http://fhir.nl/fhir/NamingSystem/ura',
  uzovi: 'http://fhir.nl/fhir/NamingSystem/uzovi',
  terminology: 'http://terminology.hl7.org/CodeSystem',
  local: 'https://ziekenhuis.example/fhir/NamingSystem',
};

/**
 * @typedef {object} Measurement
 * @property {string} code LOINC
 * @property {string} display
 * @property {string} unit UCUM
 * @property {number} mean
 * @property {number} deviation
 * @property {number} decimals
 * @property {number} chance how often it is measured when such things are
 */

/** @returns {Measurement} */
const measurement = ([code, display, unit, mean, deviation, decimals, chance = 1]) => ({
  ...{ code, display, unit, mean, deviation, decimals, chance },
});

export const PRESSURE = { code: '85354-9', display: 'Bloeddruk', chance: 0.9 };
export const SYSTOLIC = measurement(['8480-6', 'Systolische bloeddruk', 'mm[Hg]', 134, 16, 0]);
export const DIASTOLIC = measurement(['8462-4', 'Diastolische bloeddruk', 'mm[Hg]', 81, 10, 0]);

export const VITALS = [
  ['8867-4', 'Hartfrequentie', '/min', 74, 11, 0, 0.85],
  ['29463-7', 'Lichaamsgewicht', 'kg', 79, 14, 1, 0.75],
  ['39156-5', 'Body mass index', 'kg/m2', 26.4, 4, 1, 0.6],
  ['8302-2', 'Lichaamslengte', 'cm', 173, 10, 0, 0.45],
  ['8310-5', 'Lichaamstemperatuur', 'Cel', 37, 0.5, 1, 0.55],
  ['9279-1', 'Ademhalingsfrequentie', '/min', 15, 2.5, 0, 0.45],
  ['59408-5', 'Zuurstofsaturatie', '%', 97, 1.6, 0, 0.55],
].map(measurement);

/** What a laboratory is asked for together. */
export const PANELS = [
  {
    code: '24331-1',
    display: 'Lipidenspectrum',
    tests: [
      ['14647-2', 'Cholesterol totaal', 'mmol/L', 5, 0.9, 1],
      ['14646-4', 'HDL-cholesterol', 'mmol/L', 1.4, 0.35, 2],
      ['22748-8', 'LDL-cholesterol', 'mmol/L', 3, 0.8, 1],
      ['14927-8', 'Triglyceriden', 'mmol/L', 1.5, 0.6, 2],
    ],
  },
  {
    code: '24362-6',
    display: 'Nierfunctie en elektrolyten',
    tests: [
      ['14682-9', 'Kreatinine', 'umol/L', 82, 18, 0],
      ['62238-1', 'eGFR (CKD-EPI)', 'mL/min/{1.73_m2}', 78, 17, 0],
      ['2951-2', 'Natrium', 'mmol/L', 140, 2.4, 0],
      ['2823-3', 'Kalium', 'mmol/L', 4.3, 0.4, 1],
      ['22664-7', 'Ureum', 'mmol/L', 6, 1.6, 1],
    ],
  },
  {
    code: '58410-2',
    display: 'Volledig bloedbeeld',
    tests: [
      ['59260-0', 'Hemoglobine', 'mmol/L', 8.7, 0.8, 1],
      ['4544-3', 'Hematocriet', 'L/L', 0.42, 0.04, 2],
      ['26464-8', 'Leukocyten', '10*9/L', 7.2, 1.9, 1],
      ['26515-7', 'Trombocyten', '10*9/L', 255, 55, 0],
      ['787-2', 'MCV', 'fL', 90, 5, 0],
      ['1988-5', 'CRP', 'mg/L', 6, 5, 0],
    ],
  },
  {
    code: '24323-8',
    display: 'Glucose en HbA1c',
    tests: [
      ['14749-6', 'Glucose', 'mmol/L', 6.4, 1.5, 1],
      ['59261-8', 'HbA1c', 'mmol/mol', 46, 10, 0],
      ['14682-9', 'Kreatinine', 'umol/L', 84, 18, 0],
      ['14959-1', 'Albumine/kreatinine-ratio', 'mg/mmol', 2, 1.5, 1],
    ],
  },
  {
    code: '24325-3',
    display: 'Leverfuncties',
    tests: [
      ['1742-6', 'ALAT', 'U/L', 28, 11, 0],
      ['1920-8', 'ASAT', 'U/L', 26, 9, 0],
      ['6768-6', 'Alkalische fosfatase', 'U/L', 76, 20, 0],
      ['2324-2', 'Gamma-GT', 'U/L', 34, 18, 0],
      ['14631-6', 'Bilirubine totaal', 'umol/L', 10, 4, 0],
    ],
  },
  {
    code: '24348-5',
    display: 'Schildklierfunctie',
    tests: [
      ['3016-3', 'TSH', 'm[IU]/L', 2.1, 1, 2],
      ['14920-3', 'Vrij T4', 'pmol/L', 15.5, 2.4, 1],
      ['14635-7', '25-OH-vitamine D', 'nmol/L', 62, 20, 0],
      ['14685-0', 'Vitamine B12', 'pmol/L', 320, 90, 0],
      ['2276-4', 'Ferritine', 'ug/L', 110, 60, 0],
    ],
  },
].map((panel) => ({ ...panel, tests: panel.tests.map(measurement) }));

export const SMOKING = [
  ['266919005', 'Nooit gerookt'],
  ['8517006', 'Ex-roker'],
  ['77176002', 'Roker'],
];

/**
 * @typedef {object} Disorder
 * @property {string} snomed
 * @property {string} icd10
 * @property {string} display
 * @property {readonly string[]} drugs ATC
 * @property {number} share of the people who have it, or of the episodes that are about it
 */

/** @returns {Disorder} */
const disorder = ([snomed, icd10, display, share, drugs = '']) => ({
  ...{ snomed, icd10, display, share, drugs: drugs === '' ? [] : drugs.split(' ') },
});

/** What stays; the shares are those at the age of sixty. */
export const CHRONIC = [
  ['38341003', 'I10', 'Hypertensie', 0.34, 'C07AB02 C09AA04 C08CA01 C03AA03'],
  ['44054006', 'E11.9', 'Diabetes mellitus type 2', 0.13, 'A10BA02 A10BB09'],
  ['13644009', 'E78.0', 'Hypercholesterolemie', 0.25, 'C10AA05 C10AA01'],
  ['396275006', 'M19.9', 'Artrose', 0.22, 'N02BE01'],
  ['195967001', 'J45.9', 'Astma', 0.09, 'R03AC02 R03BA02'],
  ['13645005', 'J44.9', 'COPD', 0.08, 'R03BB04 R03AC02'],
  ['49436004', 'I48.9', 'Atriumfibrilleren', 0.06, 'B01AF02 C07AB02'],
  ['84114007', 'I50.9', 'Hartfalen', 0.04, 'C03CA01 C09AA04'],
  ['709044004', 'N18.9', 'Chronische nierschade', 0.07],
  ['40930008', 'E03.9', 'Hypothyreoïdie', 0.06, 'H03AA01'],
  ['35489007', 'F32.9', 'Depressie', 0.11, 'N06AB04'],
  ['37796009', 'G43.9', 'Migraine', 0.08, 'N02CC01'],
  ['90560007', 'M10.9', 'Jicht', 0.04, 'M04AA01'],
  ['235595009', 'K21.9', 'Gastro-oesofageale refluxziekte', 0.15, 'A02BC01 A02BC02'],
  ['64859006', 'M81.9', 'Osteoporose', 0.07, 'M05BA04'],
].map(disorder);

/** What passes. */
export const EPISODES = [
  ['54150009', 'J06.9', 'Bovensteluchtweginfectie', 0.2, 'N02BE01'],
  ['68566005', 'N39.0', 'Urineweginfectie', 0.13, 'J01XE01'],
  ['279039007', 'M54.5', 'Lage-rugpijn', 0.14, 'M01AE01 N02BE01'],
  ['43116000', 'L30.9', 'Eczeem', 0.1, 'D07AC13'],
  ['36971009', 'J32.9', 'Sinusitis', 0.07, 'R01AD08'],
  ['65363002', 'H66.9', 'Otitis media', 0.06, 'J01CA04'],
  ['25374005', 'A09', 'Gastro-enteritis', 0.07],
  ['44465007', 'S93.4', 'Enkelverstuiking', 0.06],
  ['233604007', 'J18.9', 'Pneumonie', 0.05, 'J01CA04'],
  ['197480006', 'F41.9', 'Angststoornis', 0.05, 'N05BA04'],
  ['193462001', 'G47.0', 'Slapeloosheid', 0.04, 'N05CD07'],
  ['128613002', 'G40.9', 'Epileptisch insult', 0.01],
  ['6142004', 'J11.1', 'Influenza', 0.02],
].map(disorder);

export const DRUGS = {
  C07AB02: 'metoprolol',
  C09AA04: 'perindopril',
  C08CA01: 'amlodipine',
  C03AA03: 'hydrochloorthiazide',
  C03CA01: 'furosemide',
  A10BA02: 'metformine',
  A10BB09: 'gliclazide',
  C10AA05: 'atorvastatine',
  C10AA01: 'simvastatine',
  N02BE01: 'paracetamol',
  R03AC02: 'salbutamol',
  R03BA02: 'budesonide',
  R03BB04: 'tiotropium',
  B01AF02: 'apixaban',
  H03AA01: 'levothyroxine',
  N06AB04: 'citalopram',
  N02CC01: 'sumatriptan',
  M04AA01: 'allopurinol',
  A02BC01: 'omeprazol',
  A02BC02: 'pantoprazol',
  M05BA04: 'alendroninezuur',
  J01XE01: 'nitrofurantoïne',
  M01AE01: 'ibuprofen',
  D07AC13: 'mometason',
  R01AD08: 'fluticason',
  J01CA04: 'amoxicilline',
  N05BA04: 'oxazepam',
  N05CD07: 'temazepam',
};

export const PROCEDURES = [
  ['274031008', 'Rectaal toucher'],
  ['29303009', 'Elektrocardiogram'],
  ['127783003', 'Spirometrie'],
  ['225358003', 'Wondverzorging'],
  ['82078001', 'Bloedafname'],
  ['73761001', 'Coloscopie'],
  ['168537006', 'Röntgenonderzoek'],
  ['274025005', 'Excisie van huidlaesie'],
];

export const VACCINES = [
  ['J07BB02', 'Influenzavaccin'],
  ['J07BN01', 'COVID-19-vaccin'],
  ['J07AL02', 'Pneumokokkenvaccin'],
  ['J07AM51', 'Tetanusvaccin'],
];

export const ALLERGENS = [
  ['764146007', 'Penicilline', 'medication'],
  ['762952008', 'Pinda', 'food'],
  ['256277009', 'Graspollen', 'environment'],
  ['260147004', 'Huisstofmijt', 'environment'],
  ['111088007', 'Latex', 'environment'],
  ['372665008', 'NSAID', 'medication'],
];

/** LOINC and name of letters. */
export const LETTERS = [
  ['11488-4', 'Consultbrief'],
  ['18842-5', 'Ontslagbrief'],
  ['57133-1', 'Verwijsbrief'],
  ['34117-2', 'Anamnese en lichamelijk onderzoek'],
];
