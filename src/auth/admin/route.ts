/** What the routes of the administration API have in common. */
import { Ajv, type AnySchema } from 'ajv';
import type { Request, RequestHandler } from 'express';
import { FhirError } from '../../fhir/errors.js';
import { InvalidInput } from '../administration/invalid.js';

/** Does the work and sends what comes of it as JSON. @param status of success */
export function route(work: (request: Request) => Promise<unknown>, status = 200): RequestHandler {
  return async (request, response) => {
    try {
      response.status(status).json(await work(request));
    } catch (error) {
      if (!(error instanceof InvalidInput)) throw error;
      throw new FhirError('unprocessable', error.message);
    }
  };
}

/** A part of the path. */
export function pathPart(request: Request, name: string): string {
  const value = request.params[name];
  return typeof value === 'string' ? value : '';
}

/** A parameter behind the question mark; undefined when it is not there once. */
export function parameter(request: Request, name: string): string | undefined {
  const value = request.query[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

export type BodyOf<T> = (request: Request) => T;

const ajv = new Ajv({ allErrors: false });

/** Reads bodies of a form. @throws FhirError `invalid-request` that says where the body differs */
export function bodyOf<T>(schema: AnySchema): BodyOf<T> {
  const hasForm = ajv.compile<T>(schema);
  return (request) => {
    const body = request.body as unknown;
    if (hasForm(body)) return body as T;
    const [error] = hasForm.errors ?? [];
    const extra = (error?.params as { additionalProperty?: string } | undefined)
      ?.additionalProperty;
    const place = error?.instancePath.slice(1) ?? '';
    throw new FhirError(
      'invalid-request',
      `${place === '' ? 'The body' : place} ${error?.message ?? 'is wrong'}${extra === undefined ? '' : `: ${extra}`}.`,
    );
  };
}

export const notThere = (what: string): FhirError =>
  new FhirError('not-found', `There is no ${what} of this id.`);
