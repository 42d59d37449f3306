/** Forms of our screens: what they send, and that it was one of ours that sent it. */
import type { IncomingMessage } from 'node:http';
import { createHmac } from 'node:crypto';
import express, { type Request, type RequestHandler } from 'express';
import { isSame } from '../secrets.js';

/** A form that did not come from a screen of ours, or of another window. */
export class ForgedForm extends Error {
  constructor() {
    super('The form is not one of ours.');
    this.name = 'ForgedForm';
  }
}

export const readForm: RequestHandler = express.urlencoded({ extended: false, limit: '32kb' });

/** The first value of a field; empty when there is none. */
export function field(request: Request, name: string): string {
  return fields(request, name)[0] ?? '';
}

/** All values of a field. */
export function fields(request: Request, name: string): string[] {
  const value = ((request.body ?? {}) as Record<string, unknown>)[name];
  return [value].flat().filter((one) => typeof one === 'string');
}

export interface FormGuard {
  /** What a form about this subject carries. */
  token(subject: string): string;
  /** @throws ForgedForm */
  check(request: Request, subject: string): void;
}

/**
 * Three hurdles for other sites: cookies that they can't send along, a value in the form that they
 * can't know, and what the browser says about where the form is from.
 * https://cheatsheetseries.owasp.org/cheatsheets/Cross-Site_Request_Forgery_Prevention_Cheat_Sheet.html
 */
export function createFormGuard(key: Buffer, origin: string): FormGuard {
  const token = (subject: string): Buffer => createHmac('sha256', key).update(subject).digest();
  return {
    token: (subject) => token(subject).toString('base64url'),
    check(request, subject) {
      const given = Buffer.from(field(request, 'csrf'), 'base64url');
      if (!isSame(given, token(subject)) || !isFromUs(request, origin)) throw new ForgedForm();
    },
  };
}

function isFromUs({ headers }: IncomingMessage, own: string): boolean {
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return false;
  return headers.origin === undefined || headers.origin === own;
}
