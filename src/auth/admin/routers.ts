/** What of the authorization server is administered over HTTP, by the path below `/admin`. */
import type { Router } from 'express';
import type { ScopeVocabulary } from '../../access/scopes.js';
import type { Database } from '../../storage/database.js';
import type { PolicyRules } from '../administration/policies.js';
import { createKeySeal } from '../provider/keys.js';
import type { AuthSettings } from '../settings.js';
import { clientsRouter } from './clients.js';
import { grantsAdminRouter, keysRouter, launchesRouter, policiesRouter } from './rest.js';
import type { Consents } from '../medmij/consent/consents.js';
import { medmijRouter } from './medmij.js';
import { usersRouter } from './users.js';

export interface AdminRouter {
  readonly path: string;
  readonly router: Router;
}

export interface AdministeredParts {
  readonly database: Database;
  readonly settings: AuthSettings;
  readonly vocabulary: ScopeVocabulary;
  /** Of the database. */
  readonly secret: Buffer;
  readonly policyRules: PolicyRules;
  /** Of MedMij; undefined when no care provider takes part in it. */
  readonly consents: Consents | undefined;
}

export function adminRouters(parts: AdministeredParts): readonly AdminRouter[] {
  const { database, settings, vocabulary, secret, policyRules, consents } = parts;
  const { privateHosts, fhirBase } = settings;
  return [
    { path: '/clients', router: clientsRouter(database, { vocabulary, privateHosts }) },
    { path: '/users', router: usersRouter(database, settings) },
    { path: '/grants', router: grantsAdminRouter(database) },
    { path: '/policies', router: policiesRouter(database, policyRules) },
    { path: '/launches', router: launchesRouter(database, fhirBase) },
    { path: '/keys', router: keysRouter(database, createKeySeal(secret, settings.secret)) },
    ...(consents === undefined ? [] : [{ path: '/medmij', router: medmijRouter(consents) }]),
  ];
}
