/** Signing in, here or elsewhere. */
import type { Account } from '../../storage/auth/accounts.js';
import { signInWithPassword } from '../people/password-sign-in.js';
import { leavingScreen } from '../screens/plain-screens.js';
import { signInScreen, type SignInFacts } from '../screens/sign-in-screen.js';
import { field } from './form.js';
import type { InteractionParts, Visit } from './visit.js';

export function askSignIn(parts: InteractionParts, visit: Visit): Promise<void> {
  show(parts, visit, {});
  return Promise.resolve();
}

function show(
  { elsewhere }: InteractionParts,
  visit: Visit,
  { problem, username, status }: Pick<SignInFacts, 'problem' | 'username'> & { status?: number },
): void {
  const { language, path, csrf, client, leadsTo } = visit;
  visit.show(
    signInScreen({
      ...{ language, path, csrf },
      app: client.clientName ?? client.clientId,
      providers: elsewhere.providers,
      leadsTo,
      ...(problem === undefined ? {} : { problem }),
      ...(username === undefined ? {} : { username }),
    }),
    status,
  );
}

export async function signIn(parts: InteractionParts, visit: Visit): Promise<void> {
  const { request } = visit;
  const username = field(request, 'username').slice(0, 200);
  const result = await signInWithPassword(parts.database, {
    username,
    password: field(request, 'password'),
    address: request.headers['x-forwarded-for']?.toString() ?? '',
  });
  switch (result.kind) {
    case 'account':
      await finishSignIn(visit, result.account, 'pwd');
      return;
    case 'wrong':
      show(parts, visit, { problem: { kind: 'wrong' }, username, status: 401 });
      return;
    case 'blocked': {
      const minutes = Math.max(1, Math.ceil((result.until.getTime() - Date.now()) / 60_000));
      show(parts, visit, { problem: { kind: 'blocked', minutes }, username, status: 429 });
    }
  }
}

/** The cookie of the sign-in ends with the browser. @param method as in https://www.rfc-editor.org/rfc/rfc8176 */
async function finishSignIn(
  { request, response, provider }: Visit,
  account: Account,
  method: string,
): Promise<void> {
  await provider.interactionFinished(request, response, {
    login: { accountId: account.id, remember: false, amr: [method] },
  });
}

/** Sends the browser to another identity provider. */
export async function goElsewhere(parts: InteractionParts, visit: Visit): Promise<void> {
  const { request, interaction, language } = visit;
  const id = String(request.params['source']);
  const url = await parts.elsewhere.begin(id, interaction.uid);
  const provider = parts.elsewhere.providers.find((one) => one.id === id);
  if (url === undefined || provider === undefined) {
    show(parts, visit, { problem: { kind: 'elsewhere', problem: 'failed' }, status: 502 });
    return;
  }
  visit.show(leavingScreen(language, provider.names[language], url));
}

/** The browser is back; who it is was noted under a value for one use. */
export async function cameBack(parts: InteractionParts, visit: Visit): Promise<void> {
  const { request, interaction } = visit;
  const { ticket } = request.query;
  const result = await parts.elsewhere.finish(
    typeof ticket === 'string' ? ticket : '',
    interaction.uid,
  );
  if ('account' in result) await finishSignIn(visit, result.account, 'fed');
  else {
    const { problem } = result;
    show(parts, visit, { problem: { kind: 'elsewhere', problem }, status: 401 });
  }
}
