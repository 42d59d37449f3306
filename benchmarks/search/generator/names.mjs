/** Names of people and places, as they are usual in the Netherlands. */
const words = (text) => text.trim().split(/\s+/);

export const GIVEN = {
  female: words(`
    Maria Johanna Anna Emma Sophie Julia Tess Lotte Femke Fleur Sanne Lieke Noor Eva Isa Saar Mila
    Yara Fenna Nina Lynn Roos Evi Lisa Anne Marieke Ingrid Wilhelmina Cornelia Hendrika Janneke
    Margriet Els Ria Truus Greetje Zoë Chloë Noëlle Renée Danique Maud Fatima Aïcha Meryem Ayşe
    Soraya Priya Kim Linh`),
  male: words(`
    Jan Johannes Willem Pieter Cornelis Hendrik Daan Sem Lucas Levi Finn Noah Milan Luuk Jesse Bram
    Thijs Sven Ruben Lars Tim Thomas Max Julian Stijn Gijs Teun Joost Maarten Jeroen Bas Wouter
    Dirk Klaas Gerrit Kees Joop Henk Piet Theo René André Daniël Mohammed Ibrahim Yusuf Mehmet
    Emre Jayden Ravi`),
};

/** Prefix and name. */
export const SURNAMES = [
  ...words(`
    Jansen Janssen Bakker Visser Smit Meijer Mulder Bos Vos Peters Hendriks Dekker Brouwer Dijkstra
    Smits Koster Willems Kuipers Verhoeven Postma Prins Blom Huisman Kramer Peeters Scholten Molenaar
    Timmermans Hofman Veenstra Sanders Martens Kok Kuiper Schouten Willemsen Jacobs Post Maas
    Groen Koning Evers Driessen Hermans Wolters Hoekstra Bosman Gerritsen Zijlstra Vermeulen Kuijpers
    Rietveld Şahin Yılmaz Öztürk Kaya Nguyen Singh Wang Pinas Müller Coenen Bouzid Haddad`).map(
    (name) => ['', name],
  ),
  ...words('Jong Boer Vries Groot Graaf Wit Bruijn Haan Lange Leeuw Rooij Ruiter Koning').map(
    (name) => ['de', name],
  ),
  ...words('Dijk Dam Leeuwen Beek Vliet Veen Rijn Gelder Loon Dongen Schaik Es Santen Wijk').map(
    (name) => ['van', name],
  ),
  ...words('Berg Heuvel Brink Bosch Broek Akker Hoek Elzen Hurk').map((name) => ['van den', name]),
  ...words('Meer Linden Laan Wal Velde Horst Heijden Pol Veer').map((name) => ['van der', name]),
  ...words('Velde Ven Water Wetering').map((name) => ['van de', name]),
  ...words('Horst Haar Braak Have').map((name) => ['ter', name]),
  ...words('Hart Hoen Hooft').map((name) => ["'t", name]),
];

export const STREETS = words(`
  Dorpsstraat Kerkstraat Molenweg Schoolstraat Nieuwstraat Julianastraat Wilhelminalaan Beatrixlaan
  Stationsweg Lindelaan Eikenlaan Beukenlaan Kastanjelaan Parallelweg Havenkade Marktplein Zuideinde
  Noordeinde Oosterweg Westersingel Vondelstraat Rembrandtlaan Spinozaplein Kievitstraat Zwaluwstraat`);

/** Name and first two digits of the postal code. */
export const TOWNS = [
  ['Amsterdam', '10'],
  ['Haarlem', '20'],
  ['Leiden', '23'],
  ["'s-Gravenhage", '25'],
  ['Delft', '26'],
  ['Rotterdam', '30'],
  ['Utrecht', '35'],
  ['Amersfoort', '38'],
  ['Middelburg', '43'],
  ['Breda', '48'],
  ['Tilburg', '50'],
  ["'s-Hertogenbosch", '52'],
  ['Eindhoven', '56'],
  ['Maastricht', '62'],
  ['Nijmegen', '65'],
  ['Arnhem', '68'],
  ['Enschede', '75'],
  ['Zwolle', '80'],
  ['Leeuwarden', '89'],
  ['Groningen', '97'],
];

/** UZOVI number and name of insurers. */
export const INSURERS = [
  ['3311', 'Zilveren Kruis'],
  ['7095', 'VGZ'],
  ['7119', 'CZ'],
  ['3332', 'Menzis'],
  ['7029', 'DSW'],
  ['0403', 'ASR'],
];
