/** The launch context that an authorization request asks for. */
import type { KoaContextWithOIDC } from 'oidc-provider';
import { findLaunch } from '../../storage/auth/launches.js';
import type { Database } from '../../storage/database.js';
import { errors } from '../provider/library.js';
import type { CheckLaunch } from '../provider/parts.js';
import { hashOf } from '../secrets.js';

/**
 * https://hl7.org/fhir/smart-app-launch/STU2.2/app-launch.html#launch-app-ehr-launch: the value comes
 * from us, is for this client and was not used before. It is used up only when somebody agrees; a
 * wrong one ends the request, for another patient than the EHR's must not be picked in its place.
 */
export function launchChecker(database: Database): CheckLaunch {
  return async (ctx: KoaContextWithOIDC, launch) => {
    const asksForLaunch = ctx.oidc.requestParamScopes.has('launch');
    if (launch === undefined) {
      if (asksForLaunch) {
        throw new errors.InvalidRequest('the scope launch needs the parameter launch');
      }
      return;
    }
    if (!asksForLaunch) {
      throw new errors.InvalidRequest('the parameter launch needs the scope launch');
    }
    const clientId = ctx.oidc.client?.clientId ?? '';
    if ((await findLaunch(database, hashOf(launch), clientId)) === undefined) {
      throw new errors.InvalidRequest('launch is unknown, expired or used, or for another client');
    }
  };
}
