/**
 * Everything the screens of MedMij say, in plain Dutch (B1) and in English. What has to be said is in
 * docs/medmij.md; the mandatory sentences themselves are not public.
 */
import type { UseCase } from '../../../storage/auth/medmij/requests.js';
import type { Language } from '../../screens/language.js';

/** Names as people know them: of the care provider and of the PGO. */
export interface Names {
  readonly provider: string;
  readonly pgo: string;
}

type Sentence = (names: Names) => string;

export interface MedmijTexts {
  readonly newWindow: string;
  readonly back: Sentence;
  readonly landing: {
    readonly title: Readonly<Record<UseCase, Sentence>>;
    readonly asks: Readonly<Record<UseCase, Sentence>>;
    readonly where: Sentence;
    readonly why: Sentence;
    readonly signInWith: (name: string) => string;
    readonly signInHere: string;
    readonly cancel: string;
    readonly failed: string;
  };
  readonly consent: {
    readonly title: string;
    readonly question: Sentence;
    readonly what: Sentence;
    readonly which: string;
    readonly more: string;
    readonly law: Sentence;
    readonly voluntary: string;
    readonly rules: Sentence;
    readonly lapse: (names: Names, months: number) => string;
    readonly change: Sentence;
    readonly changeHere: string;
    readonly privacy: Sentence;
    readonly howLong: string;
    readonly longTerm: Sentence;
    readonly longTermHint: (months: number) => string;
    readonly once: string;
    readonly allow: string;
    readonly deny: string;
  };
  readonly confirm: {
    readonly title: string;
    readonly question: (names: Names, service: string) => string;
    readonly what: Sentence;
    readonly decides: Sentence;
    readonly once: string;
    readonly allow: string;
    readonly deny: string;
  };
  readonly goingBack: { readonly title: Sentence; readonly body: Sentence };
  readonly cancelled: { readonly title: string; readonly body: Sentence };
  readonly nothing: {
    readonly title: string;
    readonly body: Sentence;
    readonly reasons: readonly Sentence[];
    readonly untold: Sentence;
    readonly contact: Sentence;
  };
  readonly failure: {
    readonly title: string;
    readonly body: string;
    readonly contact: (name: string, phone: string) => string;
    readonly backAnyway: (pgo: string) => string;
  };
  /** For the page where people see what they agreed to. */
  readonly grants: {
    readonly collect: Sentence;
    readonly share: Sentence;
    readonly longTerm: string;
    readonly once: string;
    readonly used: (date: string) => string;
  };
}

const NL: MedmijTexts = {
  newWindow: '(opent in een nieuw venster)',
  back: ({ pgo }) => `Terug naar ${pgo}`,
  landing: {
    title: {
      collect: ({ provider }) => `Gegevens ophalen bij ${provider}`,
      share: ({ provider }) => `Gegevens sturen naar ${provider}`,
    },
    asks: {
      collect: ({ provider, pgo }) => `${pgo} wil voor u gegevens ophalen bij ${provider}.`,
      share: ({ provider, pgo }) => `${pgo} wil voor u gegevens sturen naar ${provider}.`,
    },
    where: ({ provider }) => `U bent nu op een pagina van ${provider}.`,
    why: ({ provider }) =>
      `${provider} moet zeker weten wie u bent. Daarom vragen wij u om in te loggen. Daarna beslist u zelf of u dit wilt.`,
    signInWith: (name) => `Inloggen met ${name}`,
    signInHere: 'Inloggen',
    cancel: 'Annuleren',
    failed: 'Het inloggen is niet gelukt. Probeer het opnieuw.',
  },
  consent: {
    title: 'Toestemming geven',
    question: ({ provider, pgo }) => `Mag ${provider} uw gegevens aan ${pgo} geven?`,
    what: ({ provider, pgo }) =>
      `${provider} heeft gegevens over u en uw gezondheid. Geeft u toestemming? Dan haalt ${pgo} deze gegevens op. U ziet ze daarna in ${pgo}.`,
    which: 'Welke gegevens zijn dit?',
    more: 'Wat betekent mijn toestemming?',
    law: ({ provider }) =>
      `Zonder uw toestemming mag ${provider} uw gegevens niet aan anderen geven. Dat staat in de wet (WGBO).`,
    voluntary: 'U hoeft geen toestemming te geven. Dat heeft geen gevolgen voor uw zorg.',
    rules: ({ provider, pgo }) =>
      `${pgo} en ${provider} houden zich aan de regels van MedMij. Die regels gaan over veilig uitwisselen van gegevens.`,
    lapse: ({ pgo }, months) =>
      `Uw toestemming stopt vanzelf als ${pgo} ${months} maanden lang geen gegevens ophaalt.`,
    change: ({ pgo }) =>
      `U kunt uw toestemming altijd veranderen of stoppen. Dat doet u in ${pgo}.`,
    changeHere: 'U kunt uw toestemmingen ook hier bekijken en stoppen',
    privacy: ({ provider }) => `Lees de privacyverklaring van ${provider}`,
    howLong: 'Hoe lang geldt uw toestemming?',
    longTerm: ({ pgo }) => `Ja, ${pgo} mag mijn gegevens ook later ophalen`,
    longTermHint: (months) =>
      `U hoeft dan niet steeds opnieuw in te loggen. Uw toestemming geldt voor onbepaalde tijd. Zij stopt als u dat wilt, of na ${months} maanden zonder ophalen.`,
    once: 'Zet u hier geen vinkje? Dan geldt uw toestemming voor één keer.',
    allow: 'Ja, ik geef toestemming',
    deny: 'Nee, ik geef geen toestemming',
  },
  confirm: {
    title: 'Delen bevestigen',
    question: ({ provider, pgo }, service) =>
      `Mag ${pgo} uw gegevens “${service}” met ${provider} delen?`,
    what: ({ provider, pgo }) => `${pgo} stuurt deze gegevens dan naar ${provider}.`,
    decides: ({ provider }) => `${provider} beslist of deze gegevens in uw dossier komen.`,
    once: 'U bevestigt dit voor één keer.',
    allow: 'Ja, deel deze gegevens',
    deny: 'Nee, deel deze gegevens niet',
  },
  goingBack: {
    title: ({ pgo }) => `U gaat terug naar ${pgo}`,
    body: () => 'Gaat dit niet vanzelf? Kies dan de knop.',
  },
  cancelled: {
    title: 'U bent gestopt',
    body: ({ provider, pgo }) => `${provider} en ${pgo} hebben geen gegevens uitgewisseld.`,
  },
  nothing: {
    title: 'Er zijn geen gegevens om uit te wisselen',
    body: ({ provider, pgo }) =>
      `${provider} kan nu geen gegevens uitwisselen met ${pgo}. Dat kan verschillende redenen hebben:`,
    reasons: [
      ({ provider }) => `u bent geen patiënt van ${provider};`,
      ({ provider }) => `${provider} heeft uw gegevens niet beschikbaar;`,
      () => 'u bent jonger dan 16 jaar.',
    ],
    untold: ({ pgo }) => `${pgo} hoort niet wat de reden is.`,
    contact: ({ provider }) => `Hebt u vragen? Neem dan contact op met ${provider}.`,
  },
  failure: {
    title: 'Technische storing',
    body: 'Er is een technische storing. Er zijn geen gegevens uitgewisseld. Probeer het later opnieuw.',
    contact: (name, phone) =>
      `Blijft het misgaan? Bel dan ${name}, telefoon ${phone}. Noem daarbij deze nummers:`,
    backAnyway: (pgo) => `Terug naar ${pgo}`,
  },
  grants: {
    collect: ({ provider }) => `Gegevens ophalen bij ${provider}`,
    share: ({ provider }) => `Gegevens sturen naar ${provider}`,
    longTerm: 'Voor onbepaalde tijd',
    once: 'Voor één keer',
    used: (date) => `het laatst gebruikt op ${date}`,
  },
};

const EN: MedmijTexts = {
  newWindow: '(opens in a new window)',
  back: ({ pgo }) => `Back to ${pgo}`,
  landing: {
    title: {
      collect: ({ provider }) => `Get data from ${provider}`,
      share: ({ provider }) => `Send data to ${provider}`,
    },
    asks: {
      collect: ({ provider, pgo }) => `${pgo} wants to get data for you from ${provider}.`,
      share: ({ provider, pgo }) => `${pgo} wants to send data for you to ${provider}.`,
    },
    where: ({ provider }) => `You are now on a page of ${provider}.`,
    why: ({ provider }) =>
      `${provider} must know for certain who you are. That is why we ask you to sign in. After that you decide whether you want this.`,
    signInWith: (name) => `Sign in with ${name}`,
    signInHere: 'Sign in',
    cancel: 'Cancel',
    failed: 'Signing in did not succeed. Try again.',
  },
  consent: {
    title: 'Give consent',
    question: ({ provider, pgo }) => `May ${provider} give your data to ${pgo}?`,
    what: ({ provider, pgo }) =>
      `${provider} has data about you and your health. If you give consent, ${pgo} gets these data. After that you can see them in ${pgo}.`,
    which: 'Which data are these?',
    more: 'What does my consent mean?',
    law: ({ provider }) =>
      `Without your consent ${provider} may not give your data to others. The law says so (WGBO).`,
    voluntary: 'You do not have to give consent. Your care stays the same.',
    rules: ({ provider, pgo }) =>
      `${pgo} and ${provider} keep to the rules of MedMij. Those rules are about exchanging data safely.`,
    lapse: ({ pgo }, months) =>
      `Your consent ends by itself when ${pgo} gets no data for ${months} months.`,
    change: ({ pgo }) => `You can always change or end your consent. You do that in ${pgo}.`,
    changeHere: 'You can also see and end your consents here',
    privacy: ({ provider }) => `Read the privacy statement of ${provider}`,
    howLong: 'How long is your consent valid?',
    longTerm: ({ pgo }) => `Yes, ${pgo} may get my data later too`,
    longTermHint: (months) =>
      `Then you do not have to sign in each time. Your consent is for an indefinite time. It ends when you want, or after ${months} months without use.`,
    once: 'If you do not tick this, your consent is for one time.',
    allow: 'Yes, I give consent',
    deny: 'No, I do not give consent',
  },
  confirm: {
    title: 'Confirm sharing',
    question: ({ provider, pgo }, service) =>
      `May ${pgo} share your data “${service}” with ${provider}?`,
    what: ({ provider, pgo }) => `${pgo} then sends these data to ${provider}.`,
    decides: ({ provider }) => `${provider} decides whether these data go into your record.`,
    once: 'You confirm this for one time.',
    allow: 'Yes, share these data',
    deny: 'No, do not share these data',
  },
  goingBack: {
    title: ({ pgo }) => `You are going back to ${pgo}`,
    body: () => 'If nothing happens, choose the button.',
  },
  cancelled: {
    title: 'You have stopped',
    body: ({ provider, pgo }) => `${provider} and ${pgo} have not exchanged any data.`,
  },
  nothing: {
    title: 'There are no data to exchange',
    body: ({ provider, pgo }) =>
      `${provider} can not exchange data with ${pgo} now. There can be several reasons:`,
    reasons: [
      ({ provider }) => `you are not a patient of ${provider};`,
      ({ provider }) => `${provider} does not have your data available;`,
      () => 'you are younger than 16.',
    ],
    untold: ({ pgo }) => `${pgo} is not told what the reason is.`,
    contact: ({ provider }) => `Do you have questions? Contact ${provider}.`,
  },
  failure: {
    title: 'Technical failure',
    body: 'There is a technical failure. No data were exchanged. Try again later.',
    contact: (name, phone) =>
      `If it keeps failing, call ${name}, telephone ${phone}, and mention these numbers:`,
    backAnyway: (pgo) => `Back to ${pgo}`,
  },
  grants: {
    collect: ({ provider }) => `Get data from ${provider}`,
    share: ({ provider }) => `Send data to ${provider}`,
    longTerm: 'For an indefinite time',
    once: 'For one time',
    used: (date) => `last used on ${date}`,
  },
};

export const MEDMIJ_TEXTS: Readonly<Record<Language, MedmijTexts>> = { nl: NL, en: EN };
