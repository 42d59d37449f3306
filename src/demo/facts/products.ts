/** Medicines and vaccines. The codes are facts of the G-Standaard and of the WHO's ATC index. */

/**
 * The product's key is the name of its ATC code. `prk` and `gpk`: codes of the G-Standaard;
 * empty where the demo only knows the ATC code.
 * `hpk`: the trade product, where one is named.
 */
type ProductRow = readonly [
  product: string,
  text: string,
  atc: string,
  prk: string,
  gpk: string,
  hpk: string,
];

export const PRODUCTS = [
  ['metformine', 'Metformine tablet 500mg', 'A10BA02', '1090', '3816', '693332'],
  ['insuline-aspart', 'Insuline aspart 100E/ml pomp', 'A10AB05', '', '', ''],
  ['lisinopril', 'Lisinopril tablet 10mg', 'C09AA03', '26638', '71587', '1506773'],
  ['amlodipine', 'Amlodipine tablet 5mg', 'C08CA01', '123315', '155616', '2202182'],
  ['metoprolol', 'Metoprolol tablet mga 100mg', 'C07AB02', '26190', '71013', ''],
  ['furosemide', 'Furosemide tablet 40mg', 'C03CA01', '5967', '16810', '1127047'],
  ['spironolacton', 'Spironolacton tablet 25mg', 'C03DA01', '', '', ''],
  ['apixaban', 'Apixaban tablet 5mg', 'B01AF02', '105678', '141992', ''],
  ['acenocoumarol', 'Acenocoumarol tablet 1mg', 'B01AA07', '7323', '20303', ''],
  ['acetylsalicylzuur', 'Acetylsalicylzuur dispertablet 80mg', 'B01AC06', '68632', '117145', ''],
  ['simvastatine', 'Simvastatine tablet 20mg', 'C10AA01', '67814', '116580', ''],
  ['atorvastatine', 'Atorvastatine tablet 10mg', 'C10AA05', '98604', '137197', ''],
  ['omeprazol', 'Omeprazol capsule msr 20mg', 'A02BC01', '60062', '114529', '1500570'],
  ['paracetamol', 'Paracetamol tablet 500mg', 'N02BE01', '67903', '2194', '665800'],
  ['ibuprofen', 'Ibuprofen tablet 600mg', 'M01AE01', '17469', '42080', '641898'],
  ['doxycycline', 'Doxycycline tablet 100mg', 'J01AA02', '19844', '22179', ''],
  ['nitrofurantoine', 'Nitrofurantoïne capsule 100mg', 'J01XE01', '', '', ''],
  ['prednison', 'Prednison tablet 5mg', 'H02AB07', '8311', '23817', '2033682'],
  ['ferrofumaraat', 'Ferrofumaraat tablet 200mg', 'B03AA02', '42293', '15342', '869244'],
  ['fluticason', 'Fluticason inhalatiepoeder 100ug/do', 'R03BA05', '45624', '92487', '1029754'],
  ['salbutamol', 'Salbutamol aerosol 100ug/do', 'R03AC02', '', '', ''],
  ['tiotropium', 'Tiotropium inhalatiepoeder 18ug', 'R03BB04', '', '', ''],
  ['oxazepam', 'Oxazepam tablet 10mg', 'N05BA04', '353', '1023', '613401'],
  ['mirtazapine', 'Mirtazapine tablet 15mg', 'N06AX11', '75211', '93521', ''],
  ['methotrexaat', 'Methotrexaat tablet 2,5mg', 'L04AX03', '141631', '16918', '1421778'],
  ['foliumzuur', 'Foliumzuur tablet 5mg', 'B03BB01', '', '', ''],
  ['oxycodon', 'Oxycodon tablet mga 10mg', 'N02AA05', '57614', '111430', ''],
  ['methylfenidaat', 'Methylfenidaat tablet mga 18mg', 'N06BA04', '', '', ''],
  ['levothyroxine', 'Levothyroxine tablet 75ug', 'H03AA01', '', '', ''],
  ['sumatriptan', 'Sumatriptan tablet 50mg', 'N02CC01', '', '', ''],
  ['alendroninezuur', 'Alendroninezuur tablet 70mg', 'M05BA04', '', '', ''],
  ['fusidinezuur', 'Fusidinezuur crème 20mg/g', 'D06AX01', '16705', '73466', ''],
] as const satisfies readonly ProductRow[];

export type ProductKey = (typeof PRODUCTS)[number][0];

/** `disease`: SNOMED CT code and name of what the vaccine protects from. */
type VaccineRow = readonly [
  vaccine: string,
  atc: string,
  text: string,
  disease: string,
  diseaseName: string,
];

export const VACCINES = [
  ['dktp-hib-hepb', 'J07CA09', 'DKTP-Hib-HepB-vaccin', '76902006', 'Tetanus (aandoening)'],
  ['bmr', 'J07BD52', 'BMR-vaccin', '14189004', 'Mazelen'],
  ['menacwy', 'J07AH08', 'Meningokokken ACWY-vaccin', '23511006', 'Meningokokkenziekte'],
  ['dtp', 'J07CA01', 'DTP-vaccin', '76902006', 'Tetanus (aandoening)'],
  ['kinkhoest', 'J07AJ52', 'DKT-vaccin voor zwangeren', '27836007', 'Kinkhoest'],
  ['hpv', 'J07BM02', 'HPV-vaccin', '240532009', 'Infectie door humaan papillomavirus'],
  ['griep', 'J07BB02', 'Influenzavaccin, geïnactiveerd', '6142004', 'Influenza (aandoening)'],
  ['pneumo-60', 'J07AL01', 'Pneumokokkenvaccin 23-valent', '16814004', 'Pneumokokkeninfectie'],
  ['covid', 'J07BN01', 'COVID-19-vaccin, mRNA', '840539006', 'COVID-19'],
] as const satisfies readonly VaccineRow[];

export type VaccineKey = (typeof VACCINES)[number][0];
