// What the app may do now, in memory only: another page, a reload or a closed window ends it.
import { RefusedError, requestTokens } from './smart.js';

/** The server takes the tokens of this session no more: they ended, or were withdrawn. */
export class SessionEndedError extends Error {
  constructor() {
    super('The session has ended.');
    this.name = 'SessionEndedError';
  }
}

/** A token is not used in the last seconds of its life: the request has to arrive before it ends. */
const MARGIN_SECONDS = 30;

export class Session {
  #server;
  #clientId;
  #tokens;
  #renewAt;
  /** One renewal at a time: a refresh token is good for one, and using it twice ends everything. */
  #renewal;

  /** @param {object} tokens the token response */
  constructor(server, clientId, tokens) {
    this.#server = server;
    this.#clientId = clientId;
    this.#take(tokens);
  }

  /** The patient that was chosen, by logical id. */
  get patient() {
    return this.#tokens.patient;
  }

  /** True unless the EHR around the app shows who the patient is. */
  get needsBanner() {
    return this.#tokens.need_patient_banner !== false;
  }

  /** The name of whoever signed in, if the app may know. */
  get userName() {
    return this.#tokens.user?.name;
  }

  /** Whether something of this type may be searched: less may be granted than was asked. */
  maySearch(type) {
    return this.#tokens.scope.split(' ').some((scope) => {
      const [, of, letters] = /^patient\/(\*|[A-Za-z]+)\.([a-z*]+)/.exec(scope) ?? [];
      const isFor = of === '*' || of === type;
      return isFor && (letters === 'read' || letters === '*' || letters.includes('s'));
    });
  }

  /** @throws SessionEndedError */
  async accessToken() {
    if (Date.now() >= this.#renewAt) await this.renew();
    return this.#tokens.access_token;
  }

  /** @throws SessionEndedError */
  async renew() {
    this.#renewal ??= this.#refresh().finally(() => {
      this.#renewal = undefined;
    });
    await this.#renewal;
  }

  async #refresh() {
    const { refresh_token: refreshToken, user } = this.#tokens;
    if (refreshToken === undefined) throw new SessionEndedError();
    try {
      const tokens = await requestTokens(this.#server, {
        grant_type: 'refresh_token',
        client_id: this.#clientId,
        refresh_token: refreshToken,
      });
      this.#take({ ...this.#tokens, ...tokens, user });
    } catch (error) {
      if (error instanceof RefusedError) throw new SessionEndedError();
      throw error;
    }
  }

  #take(tokens) {
    const seconds = Math.max(tokens.expires_in - MARGIN_SECONDS, tokens.expires_in / 2);
    this.#tokens = tokens;
    this.#renewAt = Date.now() + seconds * 1000;
  }

  /** Makes all tokens void at the server: https://www.rfc-editor.org/rfc/rfc7009 */
  async end() {
    const { refresh_token: refreshToken, access_token: accessToken } = this.#tokens;
    const response = await fetch(this.#server.revocation_endpoint, {
      method: 'POST',
      body: new URLSearchParams({
        token: refreshToken ?? accessToken,
        client_id: this.#clientId,
      }),
    });
    if (!response.ok) throw new Error(`Revocation was answered with ${response.status}.`);
  }
}
