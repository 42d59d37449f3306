// What happens when: opened, sent back by the server, asked to read again, signed out.
import { loadRecord } from './record.js';
import { Session } from './session.js';
import { authorizationUrl, discover, finish } from './smart.js';
import { showProblem, showRecord, showSignedOut, showWaiting, showWelcome } from './view.js';

const { fhirBase, clientId } = await (await fetch('/config.json')).json();
const app = { fhirBase, clientId, redirectUri: `${location.origin}/` };

/** @type {Session | undefined} */
let session;

await guarded(open);

/** By the URL: an answer of the server, an EHR that opens the app, or somebody who comes by. */
async function open() {
  const query = new URLSearchParams(location.search);
  // Codes are for one use, and have no place in the history of the browser.
  history.replaceState(undefined, '', '/');
  if (query.has('state') && (query.has('code') || query.has('error'))) {
    showWaiting('Uw gegevens worden opgehaald…');
    const server = await discover(fhirBase);
    session = new Session(server, clientId, await finish(server, app, query));
    await read();
  } else if (query.has('launch')) {
    // Only the server that this app knows: another one could be after the sign-in.
    if (query.get('iss') !== fhirBase) throw new Error(`${query.get('iss')} is not known.`);
    await signIn(query.get('launch'));
  } else showWelcome(() => guarded(signIn));
}

async function signIn(launch) {
  showWaiting('U gaat naar de inlogpagina…');
  location.assign(await authorizationUrl(await discover(fhirBase), app, launch));
}

async function read() {
  showWaiting('Uw gegevens worden opgehaald…');
  const record = await loadRecord(session, fhirBase);
  showRecord(record, session, { readAgain: () => guarded(read), signOut: () => guarded(signOut) });
}

/** First at the server, then here; and the server is asked to forget who signed in. */
async function signOut() {
  showWaiting('U wordt uitgelogd…');
  const ending = session;
  session = undefined;
  await ending.end();
  showSignedOut(() => guarded(signIn), await signOutUrl());
}

/** https://openid.net/specs/openid-connect-rpinitiated-1_0.html */
async function signOutUrl() {
  const { issuer } = await discover(fhirBase);
  const response = await fetch(`${issuer}/.well-known/openid-configuration`);
  const { end_session_endpoint: endpoint } = await response.json();
  const query = new URLSearchParams({
    client_id: clientId,
    post_logout_redirect_uri: app.redirectUri,
  });
  return `${endpoint}?${query}`;
}

async function guarded(work) {
  try {
    await work();
  } catch (error) {
    showProblem(error, {
      signIn: () => guarded(signIn),
      readAgain: session === undefined ? undefined : () => guarded(read),
    });
  }
}
