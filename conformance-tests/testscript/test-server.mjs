/** A server for the tests of the runner: it answers what it is told to and remembers what was asked. */
import { once } from 'node:events';
import { createServer } from 'node:http';

/**
 * @param {(request: {method: string, path: string, headers: object, body: string}) =>
 *   {status?: number, headers?: object, body?: unknown} | undefined} answer nothing is 404
 * @returns {Promise<{base: string, asked: object[], stop: () => Promise<void>}>}
 */
export async function startServer(answer) {
  const asked = [];
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const { method, url, headers } = request;
    const one = {
      method,
      path: url.replace(/^\/fhir/, ''),
      headers,
      body: Buffer.concat(chunks).toString(),
    };
    asked.push(one);
    const { status = 200, headers: own = {}, body } = answer(one) ?? { status: 404 };
    const text = typeof body === 'string' ? body : JSON.stringify(body ?? '');
    response.writeHead(status, { 'Content-Type': 'application/fhir+json; charset=utf-8', ...own });
    response.end(body === undefined ? undefined : text);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    base: `http://127.0.0.1:${server.address().port}/fhir`,
    asked,
    async stop() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
