/** A server with both records on it, spoken to as different callers. */
import type { AccessContext } from '../../access/context.js';
import { createCallers } from '../callers.js';
import { SILENT, startTestServer, type Answer, type TestServer } from '../server.js';
import { createWorld } from './world.js';

export type Send = (
  method: string,
  path: string,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answer>;

export interface AccessServer {
  /** Requests of this caller. */
  as(access: AccessContext): Send;
  /** Requests without limits. */
  readonly operator: Send;
  stop(): Promise<void>;
}

/** @param environment settings in place of the defaults */
export async function startAccessServer(
  environment: Readonly<Record<string, string>> = {},
): Promise<AccessServer> {
  const callers = createCallers();
  const server: TestServer = await startTestServer(environment, SILENT, callers);
  await createWorld(server);
  const sender =
    (own: Readonly<Record<string, string>>): Send =>
    (method, path, body, headers = {}) =>
      server.send(method, path, {
        ...(body === undefined ? {} : { body }),
        headers: { ...headers, ...own },
      });
  return {
    as: (access) => sender(callers.as(access)),
    operator: sender({}),
    stop: () => server.stop(),
  };
}

export async function statusOf(answer: Promise<Answer>): Promise<number> {
  return (await answer).status;
}

/** How many resources a search finds. */
export async function total(send: Send, path: string): Promise<unknown> {
  const answer = await send('GET', `${path}${path.includes('?') ? '&' : '?'}_summary=count`);
  return answer.body['total'];
}
