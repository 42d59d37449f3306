/** The server with TLS at its listener, as an operator starts it. */
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { once } from 'node:events';
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer, request } from 'node:https';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { connect, type TLSSocket } from 'node:tls';
import { tlsFiles, readTlsContext } from '../config/tls.js';
import { tlsRenewal } from '../renew-tls.js';
import { createAuthority } from '../testing/certificates.js';
import {
  command,
  startProcess,
  temporaryDataFolder,
  type ServerProcess,
} from '../testing/process.js';
import { SILENT } from '../testing/silent.js';

const AUTHORITY = createAuthority('Staat der Testen');
const folder = mkdtempSync(path.join(os.tmpdir(), 'vuurtoren-tls-'));
const files = {
  TLS_CERTIFICATE: path.join(folder, 'server.pem'),
  TLS_KEY: path.join(folder, 'server.key'),
  TLS_CLIENT_CA: path.join(folder, 'ca.pem'),
};

function writeCertificate(): string {
  const { certificate, key } = AUTHORITY.issue('server');
  writeFileSync(files.TLS_CERTIFICATE, certificate);
  writeFileSync(files.TLS_KEY, key);
  return certificate;
}

beforeAll(() => {
  writeCertificate();
  writeFileSync(files.TLS_CLIENT_CA, AUTHORITY.certificate);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function get(
  url: string,
  secureProtocol?: string,
): Promise<{ status: number; text: string }> {
  const sent = request(url, { ca: AUTHORITY.certificate, agent: false, secureProtocol });
  sent.end();
  const [response] = (await once(sent, 'response')) as [IncomingMessage];
  let text = '';
  for await (const chunk of response) text += String(chunk);
  return { status: response.statusCode ?? 0, text };
}

describe('a server with TLS', () => {
  const data = temporaryDataFolder();
  let server: ServerProcess;

  beforeAll(async () => {
    const settings = { DATA_DIR: data.path, DEMO: 'on', AUTH: 'smart', ...files };
    server = await startProcess(settings);
  });

  afterAll(async () => {
    await server.end('SIGTERM');
    await data.remove();
  });

  test('says so, has loaded its demo data, and asks for no certificate that must be there', async () => {
    expect(server.base).toMatch(/^https:\/\/127\.0\.0\.1:\d+\/fhir$/);
    expect(await get(`${server.base}/metadata`)).toMatchObject({ status: 200 });
    const token = /Bearer ([^']+)'/.exec(server.banner)?.[1] ?? '';
    const url = /'(https:[^']*Patient[^']*)'/.exec(server.banner)?.[1] ?? '';
    const sent = request(url, {
      ...{ ca: AUTHORITY.certificate, agent: false },
      headers: { Authorization: `Bearer ${token}` },
    });
    sent.end();
    const [response] = (await once(sent, 'response')) as [IncomingMessage];
    expect(response.statusCode).toBe(200);
    response.resume();
  });

  test('speaks neither HTTP nor TLS 1.1', async () => {
    await expect(fetch(server.base.replace('https', 'http'))).rejects.toThrow();
    await expect(get(`${server.base}/metadata`, 'TLSv1_1_method')).rejects.toThrow();
    expect(await get(`${server.base}/metadata`, 'TLSv1_2_method')).toMatchObject({ status: 200 });
  });
});

describe('files of certificates', () => {
  test('that change are taken into use; wrong ones are not', async () => {
    writeCertificate();
    const inUse = tlsFiles(files, '/');
    if (inUse === undefined) throw new Error('There are no files.');
    const server = createServer(readTlsContext(inUse));
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const look = tlsRenewal(server, inUse, SILENT);
    const shown = async (): Promise<string> => {
      const { port } = server.address() as AddressInfo;
      const socket: TLSSocket = connect({ port, host: '127.0.0.1', ca: AUTHORITY.certificate });
      await once(socket, 'secureConnect');
      const certificate = socket.getPeerX509Certificate()?.toString() ?? '';
      socket.destroy();
      return certificate.trim();
    };
    const renewed = writeCertificate();
    utimesSync(files.TLS_CERTIFICATE, 1, 1);
    expect(await shown()).not.toBe(renewed.trim());
    look();
    expect(await shown()).toBe(renewed.trim());
    writeFileSync(files.TLS_KEY, 'nothing');
    look();
    expect(await shown()).toBe(renewed.trim());
    writeCertificate();
    server.close();
  });

  test.each<[Record<string, string>, RegExp]>([
    [{ TLS_CERTIFICATE: files.TLS_CERTIFICATE }, /belong together/],
    [{ ...files, TLS_KEY: '/nowhere/x.key' }, /can not be read/],
    [{ ...files, TLS_CLIENT_CA: files.TLS_KEY }, /has no certificate/],
    [{ TLS_CLIENT_CA: files.TLS_CLIENT_CA }, /belong together/],
  ])('%j stop the start', async (settings, reason) => {
    const child = command(['start'], settings);
    let text = '';
    child.stderr?.on('data', (chunk: Buffer) => (text += chunk.toString()));
    const [code] = (await once(child, 'exit')) as [number];
    expect(code).toBe(2);
    expect(text).toMatch(reason);
  });
});
