/** The cookie that makes a journey that of one browser. */
import type { IncomingMessage } from 'node:http';
import type { Response } from 'express';
import { journeyPath, rootOf } from '../parts.js';

const NAME = 'vuurtoren_medmij';
const VALUE = new RegExp(`(?:^|;\\s*)${NAME}=([A-Za-z0-9_-]{43})(?:;|$)`);

/** The value; undefined when the browser has none for this path. */
export function journeyCookie(request: IncomingMessage): string | undefined {
  return VALUE.exec(request.headers.cookie ?? '')?.[1];
}

/** It is sent to this journey's paths only, and ends with it. */
export function setJourneyCookie(
  response: Response,
  { issuer, id, value, seconds }: JourneyCookie,
): void {
  response.cookie(NAME, value, { ...attributes(issuer, id), maxAge: seconds * 1000 });
}

interface JourneyCookie {
  readonly issuer: string;
  readonly id: string;
  readonly value: string;
  readonly seconds: number;
}

export function clearJourneyCookie(response: Response, issuer: string, id: string): void {
  response.clearCookie(NAME, attributes(issuer, id));
}

function attributes(
  issuer: string,
  id: string,
): { httpOnly: true; sameSite: 'lax'; secure: boolean; path: string } {
  return {
    httpOnly: true,
    sameSite: 'lax',
    secure: issuer.startsWith('https:'),
    path: `${rootOf(issuer)}${journeyPath(id)}`,
  };
}
