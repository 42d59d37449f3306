/** Everything the screens say, in Dutch and in English. */
import type { SignInProblem } from '../elsewhere/refused.js';
import type { Language } from './language.js';

interface Texts {
  readonly ownName: string;
  readonly language: string;
  readonly skipToContent: string;
  /** Begins the title of a screen that says what went wrong. */
  readonly problem: string;
  readonly signIn: {
    readonly title: string;
    readonly for: (app: string) => string;
    readonly username: string;
    readonly password: string;
    readonly submit: string;
    readonly or: string;
    readonly with: (name: string) => string;
    readonly wrong: string;
    readonly tooMany: (minutes: number) => string;
    readonly elsewhere: Readonly<Record<SignInProblem, string>>;
    readonly leaving: (name: string) => string;
    readonly leave: (name: string) => string;
    readonly cancel: string;
  };
  readonly patients: {
    readonly title: string;
    readonly intro: (app: string) => string;
    readonly name: string;
    readonly birthDate: string;
    readonly birthDateHint: string;
    readonly bsn: string;
    readonly search: string;
    readonly results: string;
    readonly none: string;
    readonly more: string;
    readonly askForSomething: string;
    readonly wrongBsn: string;
    readonly wrongDate: string;
    /** The button; the patient's name follows for those who can't see where it stands. */
    readonly choose: string;
    readonly genders: Readonly<Record<string, string>>;
    readonly born: (date: string) => string;
    readonly noName: string;
    readonly notAllowed: string;
    readonly cancel: string;
  };
  readonly consent: {
    readonly title: (app: string) => string;
    readonly signedInAs: (name: string) => string;
    readonly about: (patient: string) => string;
    readonly aboutYou: string;
    readonly intro: (app: string) => string;
    readonly all: string;
    readonly part: string;
    readonly nothing: string;
    readonly partOf: (what: string) => string;
    readonly identity: string;
    readonly identityHint: string;
    readonly offline: string;
    readonly offlineHint: (days: number) => string;
    readonly online: string;
    readonly onlineHint: string;
    readonly admin: string;
    readonly allow: string;
    readonly deny: string;
    readonly withdraw: string;
    readonly nothingChosen: string;
    readonly only: (conditions: string) => string;
    readonly ofUser: string;
  };
  readonly grants: {
    readonly title: string;
    readonly intro: string;
    readonly none: string;
    readonly since: (date: string) => string;
    readonly until: (date: string) => string;
    readonly withdraw: (app: string) => string;
    readonly withdrawn: string;
    readonly signOut: string;
    readonly patient: (patient: string) => string;
  };
  readonly signOut: {
    readonly title: string;
    readonly question: string;
    readonly yes: string;
    readonly no: string;
    readonly doneTitle: string;
    readonly done: string;
  };
  readonly error: {
    readonly title: string;
    readonly intro: string;
    readonly expired: string;
    readonly expiredTitle: string;
    readonly code: string;
    readonly detail: string;
  };
}

const NL: Texts = {
  ownName: 'Nederlands',
  language: 'Taal',
  skipToContent: 'Naar de inhoud',
  problem: 'Fout',
  signIn: {
    title: 'Inloggen',
    for: (app) => `Log in om verder te gaan naar ${app}.`,
    username: 'Gebruikersnaam',
    password: 'Wachtwoord',
    submit: 'Inloggen',
    or: 'Of log in met',
    with: (name) => `Inloggen met ${name}`,
    wrong: 'De gebruikersnaam of het wachtwoord klopt niet.',
    tooMany: (minutes) =>
      `Er is te vaak geprobeerd in te loggen. Probeer het over ${minutes} ${minutes === 1 ? 'minuut' : 'minuten'} opnieuw.`,
    elsewhere: {
      failed: 'Inloggen is daar niet gelukt. Probeer het opnieuw.',
      cancelled: 'Het inloggen is afgebroken. U bent niet ingelogd.',
      unknown:
        'U bent daar ingelogd, maar u bent hier niet bekend. Neem contact op met uw zorgverlener of beheerder.',
    },
    leaving: (name) => `U gaat inloggen met ${name}.`,
    leave: (name) => `Verder naar ${name}`,
    cancel: 'Annuleren',
  },
  patients: {
    title: 'Kies een patiënt',
    intro: (app) => `${app} werkt met de gegevens van één patiënt. Zoek de patiënt op.`,
    name: 'Naam',
    birthDate: 'Geboortedatum',
    birthDateHint: 'Dag-maand-jaar, bijvoorbeeld 12-3-1948.',
    bsn: 'Burgerservicenummer (BSN)',
    search: 'Zoeken',
    results: 'Gevonden patiënten',
    none: 'Er is geen patiënt gevonden die u mag zien.',
    more: 'Er zijn meer patiënten gevonden. Vul meer in om beter te zoeken.',
    askForSomething: 'Vul een naam, een geboortedatum of een BSN in.',
    wrongBsn: 'Het BSN klopt niet. Een BSN heeft negen cijfers.',
    wrongDate: 'De geboortedatum is geen geldige datum. Schrijf 12 maart 1948 als 12-3-1948.',
    choose: 'Kies',
    born: (date) => `geboren op ${date}`,
    noName: 'Patiënt zonder naam',
    genders: { male: 'man', female: 'vrouw', other: 'geslacht anders' },
    notAllowed: 'U mag geen patiënten zoeken. Neem contact op met uw beheerder.',
    cancel: 'Annuleren',
  },
  consent: {
    title: (app) => `${app} vraagt toegang`,
    signedInAs: (name) => `U bent ingelogd als ${name}.`,
    about: (patient) => `Het gaat om de gegevens van ${patient}.`,
    aboutYou: 'Het gaat om uw eigen gegevens.',
    intro: (app) =>
      `Hieronder staat wat ${app} wil zien of doen. U bepaalt zelf wat u toestaat. U kunt uw toestemming later weer intrekken.`,
    all: 'Alles',
    part: 'Alleen wat ik hieronder aankruis',
    nothing: 'Niets',
    partOf: (what) => `Deel van ${what}`,
    identity: 'Weten wie u bent',
    identityHint: 'Uw naam en uw gegevens in deze server.',
    offline: 'Toegang houden als u de app niet gebruikt',
    offlineHint: (days) => `Hoogstens ${days} dagen, of tot u de toestemming intrekt.`,
    online: 'Toegang houden zolang u ingelogd bent',
    onlineHint: 'De toegang stopt als u uitlogt.',
    admin: 'Deze server beheren: apps, gebruikers en toestemmingen',
    allow: 'Toestaan',
    deny: 'Weigeren',
    withdraw: 'Toestemmingen bekijken en intrekken',
    nothingChosen: 'Kies ten minste één onderdeel, of kies Weigeren.',
    only: (conditions) => `alleen ${conditions}`,
    ofUser: 'van iedereen van wie u gegevens mag zien',
  },
  grants: {
    title: 'Uw toestemmingen',
    intro: 'Deze apps hebben van u toegang gekregen.',
    none: 'Er is geen app die van u toegang heeft.',
    since: (date) => `Sinds ${date}`,
    until: (date) => `uiterlijk tot ${date}`,
    withdraw: (app) => `Toestemming voor ${app} intrekken`,
    withdrawn: 'De toestemming is ingetrokken. De app heeft geen toegang meer.',
    signOut: 'Uitloggen',
    patient: (patient) => `Patiënt: ${patient}`,
  },
  signOut: {
    title: 'Uitloggen',
    question: 'Wilt u uitloggen?',
    yes: 'Ja, uitloggen',
    no: 'Nee, ingelogd blijven',
    doneTitle: 'U bent uitgelogd',
    done: 'U kunt dit venster sluiten.',
  },
  error: {
    title: 'Dit is niet gelukt',
    intro:
      'De app heeft een verzoek gestuurd dat niet klopt. Ga terug naar de app en probeer het opnieuw. Blijft het misgaan, geef dan dit door aan de maker van de app:',
    expired:
      'Het duurde te lang, of u bent in een ander venster verdergegaan. Begin opnieuw in de app.',
    expiredTitle: 'Deze pagina is verlopen',
    code: 'Fout',
    detail: 'Uitleg',
  },
};

const EN: Texts = {
  ownName: 'English',
  language: 'Language',
  skipToContent: 'Skip to content',
  problem: 'Error',
  signIn: {
    title: 'Sign in',
    for: (app) => `Sign in to continue to ${app}.`,
    username: 'User name',
    password: 'Password',
    submit: 'Sign in',
    or: 'Or sign in with',
    with: (name) => `Sign in with ${name}`,
    wrong: 'The user name or the password is wrong.',
    tooMany: (minutes) =>
      `There were too many attempts to sign in. Try again in ${minutes} ${minutes === 1 ? 'minute' : 'minutes'}.`,
    elsewhere: {
      failed: 'Signing in there did not succeed. Try again.',
      cancelled: 'Signing in was broken off. You are not signed in.',
      unknown:
        'You are signed in there, but you are not known here. Contact your care provider or administrator.',
    },
    leaving: (name) => `You are going to sign in with ${name}.`,
    leave: (name) => `Continue to ${name}`,
    cancel: 'Cancel',
  },
  patients: {
    title: 'Choose a patient',
    intro: (app) => `${app} works with the data of one patient. Find the patient.`,
    name: 'Name',
    birthDate: 'Date of birth',
    birthDateHint: 'Day-month-year, for example 12-3-1948.',
    bsn: 'Citizen service number (BSN)',
    search: 'Search',
    results: 'Patients found',
    none: 'No patient was found that you may see.',
    more: 'There are more patients. Fill in more to search better.',
    askForSomething: 'Fill in a name, a date of birth or a BSN.',
    wrongBsn: 'The BSN is wrong. A BSN has nine digits.',
    wrongDate: 'The date of birth is not a valid date. Write 12 March 1948 as 12-3-1948.',
    choose: 'Choose',
    born: (date) => `born on ${date}`,
    noName: 'Patient without a name',
    genders: { male: 'male', female: 'female', other: 'other gender' },
    notAllowed: 'You may not search for patients. Contact your administrator.',
    cancel: 'Cancel',
  },
  consent: {
    title: (app) => `${app} asks for access`,
    signedInAs: (name) => `You are signed in as ${name}.`,
    about: (patient) => `It is about the data of ${patient}.`,
    aboutYou: 'It is about your own data.',
    intro: (app) =>
      `Below is what ${app} wants to see or do. You decide what you allow, and you can withdraw your consent later.`,
    all: 'Everything',
    part: 'Only what I tick below',
    nothing: 'Nothing',
    partOf: (what) => `Part of ${what}`,
    identity: 'Know who you are',
    identityHint: 'Your name and your own data in this server.',
    offline: 'Keep access while you are not using the app',
    offlineHint: (days) => `For ${days} days at most, or until you withdraw your consent.`,
    online: 'Keep access while you are signed in',
    onlineHint: 'Access ends when you sign out.',
    admin: 'Administer this server: apps, users and consents',
    allow: 'Allow',
    deny: 'Refuse',
    withdraw: 'See and withdraw consents',
    nothingChosen: 'Choose at least one part, or choose Refuse.',
    only: (conditions) => `only ${conditions}`,
    ofUser: 'of everyone whose data you may see',
  },
  grants: {
    title: 'Your consents',
    intro: 'You have given these apps access.',
    none: 'There is no app that you have given access.',
    since: (date) => `Since ${date}`,
    until: (date) => `until ${date} at the latest`,
    withdraw: (app) => `Withdraw consent for ${app}`,
    withdrawn: 'The consent was withdrawn. The app no longer has access.',
    signOut: 'Sign out',
    patient: (patient) => `Patient: ${patient}`,
  },
  signOut: {
    title: 'Sign out',
    question: 'Do you want to sign out?',
    yes: 'Yes, sign out',
    no: 'No, stay signed in',
    doneTitle: 'You are signed out',
    done: 'You can close this window.',
  },
  error: {
    title: 'This did not work',
    intro:
      'The app sent a request that is not right. Go back to the app and try again. If it keeps failing, tell this to the maker of the app:',
    expired: 'It took too long, or you continued in another window. Start again in the app.',
    expiredTitle: 'This page has expired',
    code: 'Error',
    detail: 'Explanation',
  },
};

export const TEXTS: Readonly<Record<Language, Texts>> = { nl: NL, en: EN };
