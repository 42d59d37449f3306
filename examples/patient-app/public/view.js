// What is on the screen. Texts of the server are set as text, never as HTML.
import { ForeignAnswerError, RefusedError } from './smart.js';
import { SessionEndedError } from './session.js';
import { dateWords, nameWords } from './words.js';

const main = document.getElementById('main');

export function showWelcome(signIn) {
  show(
    heading('Mijn gegevens'),
    paragraph('Bekijk uw problemen, allergieën, medicatie en laboratoriumuitslagen.'),
    paragraph('U logt in bij uw zorgaanbieder, en bepaalt daar wat deze app mag zien.'),
    button('Inloggen', signIn, 'first'),
  );
}

export function showWaiting(text) {
  show(paragraph(text));
  main.setAttribute('aria-busy', 'true');
}

export function showRecord({ patient, lists }, { needsBanner, userName }, { readAgain, signOut }) {
  show(
    heading(needsBanner ? nameWords(patient) : 'Gegevens'),
    needsBanner && paragraph(`Geboren op ${dateWords(patient.birthDate) || 'onbekend'}`),
    userName !== undefined && paragraph(`Ingelogd als ${userName}`, 'quiet'),
    ...lists.map(section),
    element('div', { className: 'actions' }, [
      button('Opnieuw ophalen', readAgain),
      button('Uitloggen', signOut),
    ]),
  );
}

export function showSignedOut(signIn, signOutUrl) {
  show(
    heading('U bent uitgelogd'),
    paragraph('Deze app heeft geen toegang meer tot uw gegevens.'),
    element('p', {}, [
      element('a', { href: signOutUrl, textContent: 'Ook uitloggen bij uw zorgaanbieder' }),
      ' (doe dit op een computer die anderen ook gebruiken).',
    ]),
    button('Opnieuw inloggen', signIn),
  );
}

/** Plain words for the user; the rest is for who maintains the app. */
export function showProblem(error, { signIn, readAgain }) {
  console.warn(error.name, error.message);
  const { title, text, isOver } = words(error);
  show(
    heading(title),
    element('p', { textContent: text, role: 'alert' }),
    element('div', { className: 'actions' }, [
      readAgain !== undefined && !isOver && button('Opnieuw proberen', readAgain, 'first'),
      button('Opnieuw inloggen', signIn, isOver ? 'first' : ''),
    ]),
  );
}

function words(error) {
  const status = error.response?.status;
  if (error instanceof SessionEndedError) {
    return {
      title: 'De toegang is beëindigd',
      text: 'De toestemming is verlopen of ingetrokken. Log opnieuw in om uw gegevens te zien.',
      isOver: true,
    };
  }
  if (error instanceof RefusedError && error.code === 'access_denied') {
    return {
      title: 'Geen toegang gegeven',
      text: 'De app mag uw gegevens niet zien, omdat het inloggen is afgebroken of de toegang is geweigerd.',
      isOver: true,
    };
  }
  if (error instanceof RefusedError || error instanceof ForeignAnswerError) {
    return {
      title: 'Inloggen is niet gelukt',
      text: 'Er ging iets mis tussen de app en de server. Log opnieuw in; blijft het misgaan, meld het dan aan de maker van de app.',
      isOver: true,
    };
  }
  if (status === 403 || status === 404) {
    return {
      title: 'Geen toegang',
      text: 'De server geeft deze gegevens niet aan deze app. Log opnieuw in om andere toestemming te geven.',
    };
  }
  if (status === 429 || status === 503) {
    return {
      title: 'Het is druk',
      text: 'De server krijgt te veel verzoeken. Probeer het over een minuut opnieuw.',
    };
  }
  // What `fetch` throws when there is no answer at all.
  if (error instanceof TypeError) {
    return {
      title: 'De server is niet bereikbaar',
      text: 'Controleer of u verbinding hebt met internet, en probeer het opnieuw.',
    };
  }
  return {
    title: 'Er ging iets mis',
    text: 'Uw gegevens konden niet worden opgehaald. Probeer het later opnieuw.',
  };
}

function section({ title, lines, isWithheld, hasMore, limit }) {
  return element('section', { className: 'card' }, [
    element('h2', { textContent: title }),
    isWithheld && paragraph('U hebt de app hiervoor geen toestemming gegeven.', 'quiet'),
    lines?.length === 0 && paragraph('Er is niets vastgelegd.', 'quiet'),
    lines?.length > 0 && element('ul', {}, lines.map(item)),
    hasMore &&
      paragraph(
        limit === undefined
          ? 'Let op: er zijn meer gegevens dan hier staan.'
          : `Dit zijn de nieuwste ${limit}; er zijn er meer.`,
      ),
  ]);
}

function item({ heading: title, details }) {
  return element('li', {}, [
    element('strong', { textContent: title }),
    details.length > 0 && element('span', { className: 'quiet', textContent: details.join(' · ') }),
  ]);
}

/** Puts these in place of what was there, and brings screen readers to it. */
function show(...children) {
  main.replaceChildren(...children.filter(Boolean));
  main.removeAttribute('aria-busy');
  const title = main.querySelector('h1');
  document.title = title === null ? 'Mijn gegevens' : `${title.textContent} – Mijn gegevens`;
  title?.focus();
}

function heading(text) {
  return element('h1', { textContent: text, tabIndex: -1 });
}

function paragraph(text, className = '') {
  return element('p', { textContent: text, className });
}

function button(text, action, className = '') {
  const made = element('button', { type: 'button', textContent: text, className });
  made.addEventListener('click', action);
  return made;
}

function element(name, properties, children = []) {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter(Boolean));
  return made;
}
