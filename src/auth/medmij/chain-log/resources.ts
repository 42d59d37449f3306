/**
 * Requests of PGOs for data in the chain log: who has been let in, and with what status it was answered. Nothing
 * of what was asked.
 */
import { asUuid } from '../../../fhir/uuid.js';
import type { IncomingMessage } from 'node:http';
import type { AccessContext, MedmijAccess } from '../../../access/context.js';
import type { ChainEvent, ChainLog } from './events.js';

type Authenticate = (request: IncomingMessage) => Promise<AccessContext>;

export interface ResourceWatch {
  /** Takes the place of the one that was given. */
  readonly authenticate: Authenticate;
  /** For every request that was answered; others than those of PGOs are passed over. */
  readonly answered: (request: IncomingMessage, status: number) => void;
}

export function watchResources(authenticate: Authenticate, chainLog: ChainLog): ResourceWatch {
  const underWay = new WeakMap<IncomingMessage, MedmijAccess>();
  return {
    async authenticate(request) {
      const access = await authenticate(request);
      if (access.kind === 'medmij') {
        underWay.set(request, access);
        const { pgo: sender, provider: receiver } = access;
        chainLog.record({
          ...{ event: 'receive_resource_request', sender, receiver },
          ...names(request, access),
        });
      }
      return access;
    },
    answered(request, status) {
      const access = underWay.get(request);
      if (access === undefined) return;
      const { provider: sender, pgo: receiver } = access;
      chainLog.record({
        ...{ event: 'send_resource_response', sender, receiver, details: { status } },
        ...names(request, access),
      });
    },
  };
}

/** The ids of the request itself; the correlation id of its token when it sends none that is right. */
function names(
  { headers }: IncomingMessage,
  { correlation }: MedmijAccess,
): Pick<ChainEvent, 'trace' | 'request'> {
  const header = (name: string): string | undefined => asUuid([headers[name]].flat()[0]);
  return {
    trace: header('x-correlation-id') ?? correlation,
    request: header('medmij-request-id'),
  };
}
