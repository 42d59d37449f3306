/** `/admin/grants`, `/admin/policies`, `/admin/launches` and `/admin/keys` */
import { Router } from 'express';
import { listGrants, removeGrant } from '../../storage/auth/grants.js';
import { listKeys } from '../../storage/auth/keys.js';
import type { Database } from '../../storage/database.js';
import { isAccountId } from '../administration/accounts.js';
import { grantSummary } from '../administration/grants.js';
import { InvalidInput } from '../administration/invalid.js';
import { keySummary } from '../administration/keys.js';
import { createLaunch } from '../administration/launches.js';
import { policiesInForce, setPolicies, type PolicyRules } from '../administration/policies.js';
import { rotateKeys } from '../provider/keys.js';
import type { FhirContextItem } from '../smart/token-context.js';
import { bodyOf, notThere, parameter, pathPart, route } from './route.js';

export function grantsAdminRouter(database: Database): Router {
  const router = Router();
  router.get(
    '/',
    route(async (request) => {
      const user = parameter(request, 'user');
      if (user !== undefined && !isAccountId(user)) throw new InvalidInput('"user" is an id.');
      return { grants: (await listGrants(database, user)).map(grantSummary) };
    }),
  );
  router.delete(
    '/:id',
    route(async (request) => {
      const id = pathPart(request, 'id');
      if (!(await removeGrant(database, id))) throw notThere('grant');
      return { id, removed: true };
    }),
  );
  return router;
}

export function policiesRouter(database: Database, rules: PolicyRules): Router {
  const router = Router();
  router.get(
    '/',
    route(() => policiesInForce(database, rules)),
  );
  router.put(
    '/',
    route((request) => {
      const policies = request.body as unknown;
      if (policies === undefined) throw new InvalidInput('The body is the list of policies.');
      return setPolicies(database, policies, rules);
    }),
  );
  router.delete(
    '/',
    route(() => setPolicies(database, undefined, rules)),
  );
  return router;
}

interface LaunchBody {
  readonly client_id: string;
  readonly patient?: string;
  readonly encounter?: string;
  readonly fhir_context?: readonly FhirContextItem[];
  readonly need_patient_banner?: boolean;
  readonly intent?: string;
  readonly user_id?: string;
}

const TEXT = { type: 'string', maxLength: 2000 } as const;

const readLaunch = bodyOf<LaunchBody>({
  type: 'object',
  additionalProperties: false,
  required: ['client_id'],
  properties: {
    client_id: TEXT,
    patient: TEXT,
    encounter: TEXT,
    fhir_context: {
      type: 'array',
      maxItems: 50,
      items: {
        type: 'object',
        properties: {
          reference: TEXT,
          canonical: TEXT,
          identifier: { type: 'object' },
          type: TEXT,
          role: TEXT,
        },
        additionalProperties: false,
      },
    },
    need_patient_banner: { type: 'boolean' },
    intent: TEXT,
    user_id: TEXT,
  },
});

/** For the EHR: a launch of an app about what is on its screen. */
export function launchesRouter(database: Database, fhirBase: string): Router {
  const router = Router();
  router.post(
    '/',
    route(async (request) => {
      const body = readLaunch(request);
      if (body.user_id !== undefined && !isAccountId(body.user_id)) {
        throw new InvalidInput('There is no user of this id.');
      }
      const launch = await createLaunch(
        database,
        {
          clientId: body.client_id,
          patient: body.patient,
          encounter: body.encounter,
          fhirContext: body.fhir_context,
          needPatientBanner: body.need_patient_banner,
          intent: body.intent,
          accountId: body.user_id,
        },
        fhirBase,
      );
      return {
        launch: launch.value,
        iss: fhirBase,
        expires_in: launch.expiresIn,
        launch_url: launch.url,
      };
    }, 201),
  );
  return router;
}

export function keysRouter(database: Database, seal: Parameters<typeof rotateKeys>[1]): Router {
  const router = Router();
  router.get(
    '/',
    route(async () => ({ keys: (await listKeys(database)).map(keySummary) })),
  );
  router.post(
    '/rotate',
    route(async () => ({ keys: (await rotateKeys(database, seal)).map(keySummary) })),
  );
  return router;
}
