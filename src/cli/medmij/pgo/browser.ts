/** A browser as far as sign-in needs one: cookies by path, redirects, forms. No scripts. */
import type { Fetch } from './fetch.js';

export interface Page {
  readonly url: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

const MAX_REDIRECTS = 10;

export class Browser {
  readonly #fetch: Fetch;
  readonly #cookies = new Map<string, Cookie>();

  constructor(send: Fetch = fetch) {
    this.#fetch = send;
  }

  /** Follows redirects as long as they stay on servers that answer; stops at the first elsewhere. */
  async get(url: string): Promise<Page> {
    return this.#load(url, {});
  }

  async post(
    url: string,
    form: Readonly<Record<string, string | readonly string[]>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Page> {
    const body = new URLSearchParams();
    for (const [name, values] of Object.entries(form)) {
      for (const value of [values].flat()) body.append(name, value);
    }
    return this.#load(url, {
      method: 'POST',
      body,
      headers: { Origin: new URL(url).origin, ...headers },
    });
  }

  /** Sends the form of a page whose action ends so, with its hidden fields. */
  async submit(
    page: Page,
    action: string,
    form: Readonly<Record<string, string | readonly string[]>> = {},
  ): Promise<Page> {
    const found = formsOf(page).find((one) => one.action.endsWith(action));
    if (found === undefined) throw new Error(`No form for ${action} on ${page.url}: ${page.text}`);
    return this.post(new URL(found.action, page.url).href, { ...found.hidden, ...form });
  }

  cookies(): readonly Cookie[] {
    return [...this.#cookies.values()];
  }

  async #load(from: string, init: RequestInit): Promise<Page> {
    const origin = new URL(from).origin;
    let url = from;
    let current: RequestInit = init;
    for (let count = 0; count <= MAX_REDIRECTS; count++) {
      const response = await this.#fetch(url, {
        ...current,
        redirect: 'manual',
        headers: { ...(current.headers as Record<string, string>), Cookie: this.#cookiesFor(url) },
      });
      this.#remember(url, response.headers.getSetCookie());
      const location = response.headers.get('location');
      if (location === null) return pageOf(url, response);
      const next = new URL(location, url);
      // An app's redirect URI: nobody needs to answer there.
      if (next.origin !== origin) {
        return { url: next.href, status: response.status, headers: response.headers, text: '' };
      }
      url = next.href;
      current = {};
    }
    throw new Error(`More than ${MAX_REDIRECTS} redirects from ${from}`);
  }

  #cookiesFor(url: string): string {
    const { pathname } = new URL(url);
    return [...this.#cookies.values()]
      .filter(({ path }) => pathname === path || pathname.startsWith(`${path.replace(/\/$/, '')}/`))
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }

  #remember(url: string, headers: readonly string[]): void {
    for (const header of headers) {
      const [pair = '', ...attributes] = header.split(/;\s*/);
      const name = pair.slice(0, pair.indexOf('='));
      const value = pair.slice(name.length + 1);
      const path = attributes.find((one) => /^path=/i.test(one))?.slice(5) ?? new URL(url).pathname;
      const isGone =
        value === '' || attributes.some((one) => /^expires=Thu, 01 Jan 1970/i.test(one));
      if (isGone) this.#cookies.delete(`${name} ${path}`);
      else this.#cookies.set(`${name} ${path}`, { name, value, path });
    }
  }
}

async function pageOf(url: string, response: Response): Promise<Page> {
  return { url, status: response.status, headers: response.headers, text: await response.text() };
}

export interface Form {
  readonly action: string;
  readonly hidden: Readonly<Record<string, string>>;
}

/** The forms of a page with their hidden fields. */
export function formsOf({ text }: Page): Form[] {
  return [...text.matchAll(/<form[^>]*action="([^"]*)"[^>]*>([\s\S]*?)<\/form>/g)].map(
    ([, action = '', content = '']) => ({
      action: plain(action),
      hidden: Object.fromEntries(
        [...content.matchAll(/<input[^>]*type="hidden"[^>]*>/g)].map(([tag]) => [
          attribute(tag, 'name'),
          attribute(tag, 'value'),
        ]),
      ),
    }),
  );
}

function attribute(tag: string, name: string): string {
  return plain(new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '');
}

function plain(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&');
}
