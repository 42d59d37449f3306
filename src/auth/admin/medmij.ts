/** `/admin/medmij/consents`: what patients agreed to in MedMij. */
import { Router } from 'express';
import { InvalidInput } from '../administration/invalid.js';
import { medmijConsentSummary } from '../administration/medmij-consents.js';
import type { Consents } from '../medmij/consent/consents.js';
import { notThere, parameter, pathPart, route } from './route.js';

export function medmijRouter(consents: Consents): Router {
  const router = Router();
  router.get(
    '/consents',
    route(async (request) => {
      const patient = parameter(request, 'patient');
      if (patient === undefined)
        throw new InvalidInput('"patient" is the logical id of a Patient.');
      const all = parameter(request, 'all') === 'true';
      return { consents: (await consents.list(patient, all)).map(medmijConsentSummary) };
    }),
  );
  router.delete(
    '/consents/:id',
    route(async (request) => {
      const id = pathPart(request, 'id');
      if (!(await consents.end(id, 'withdrawn'))) throw notThere('consent');
      return { id, withdrawn: true };
    }),
  );
  return router;
}
