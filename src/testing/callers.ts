/** Callers without an authorization server: a header names the access context that a test made. */
import { NOBODY, SYSTEM_ACCESS, type AccessContext, type AppAccess } from '../access/context.js';
import { parseScopes } from '../access/scopes.js';
import { isLogicalId, type ResourceKey } from '../fhir/resource.js';
import type { Authenticate } from '../rest/pipeline.js';
import { DEFINITIONS } from './definitions.js';

const HEADER = 'x-test-caller';

export interface Callers {
  readonly authenticate: Authenticate;
  /** The headers with which a request is this caller's. */
  as(access: AccessContext): Readonly<Record<string, string>>;
}

/** Requests without the header are the operator's. */
export function createCallers(): Callers {
  const known: AccessContext[] = [];
  return {
    authenticate: (request) => {
      const name = request.headers[HEADER];
      const access = name === undefined ? SYSTEM_ACCESS : known[Number(name)];
      return Promise.resolve(access ?? NOBODY);
    },
    as(access) {
      const index = known.includes(access) ? known.indexOf(access) : known.push(access) - 1;
      return { [HEADER]: String(index) };
    },
  };
}

export interface AppFacts {
  readonly clientId?: string;
  /** Launch patient. */
  readonly patient?: string;
  /** `Practitioner/1` */
  readonly fhirUser?: string;
}

/** An app with these scopes. @throws for a scope that can't be granted */
export function appWith(scopes: string, facts: AppFacts = {}): AppAccess {
  const { clientId = 'app', patient, fhirUser } = facts;
  const { rejected, ...granted } = parseScopes(scopes, DEFINITIONS_VOCABULARY);
  if (rejected.length > 0) throw new Error(`Not a scope: ${rejected[0]?.text ?? ''}`);
  return {
    kind: 'app',
    clientId,
    scopes: granted,
    launch: patient === undefined ? {} : { patient },
    ...(fhirUser === undefined ? {} : { subject: { id: fhirUser, fhirUser: keyOf(fhirUser) } }),
    tokenId: 'token',
    grantId: 'grant',
  };
}

const DEFINITIONS_VOCABULARY = {
  isResourceType: (name: string): boolean => DEFINITIONS.isResourceType(name),
};

function keyOf(reference: string): ResourceKey {
  const [type = '', id = ''] = reference.split('/');
  if (!DEFINITIONS.isResourceType(type) || !isLogicalId(id)) throw new Error('No reference');
  return { type, id };
}
