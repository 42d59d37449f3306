import { describe, expect, test } from '@jest/globals';
import { ConfigError, loadConfig } from './load.js';

const load = (environment: Record<string, string>) => loadConfig(environment, '/checkout');

const complaints = (environment: Record<string, string>): readonly string[] => {
  try {
    load(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.lines;
  }
  return [];
};

describe('loadConfig', () => {
  test('has a default for everything', () => {
    expect(load({})).toMatchObject({
      host: '127.0.0.1',
      port: 8080,
      baseUrl: undefined,
      databaseUrl: undefined,
      dataDir: '/checkout/.data',
      demo: true,
      validation: 'profiles',
      referentialIntegrity: 'off',
      patientCopies: 'separate',
      corsOrigins: ['*'],
    });
  });

  test('loads no demo data in production, unless told to', () => {
    expect(load({ NODE_ENV: 'production' }).demo).toBe(false);
    expect(load({ NODE_ENV: 'production', DEMO: 'on' }).demo).toBe(true);
    expect(load({ DEMO: 'off' }).demo).toBe(false);
  });

  test('takes an empty variable as unset', () => {
    expect(load({ PORT: '', DATA_DIR: ' ' })).toMatchObject({
      port: 8080,
      dataDir: '/checkout/.data',
    });
  });

  test.each([
    [{ PORT: 'x' }, 'PORT is "x"; allowed: 0 to 65535; 0 picks a free port.'],
    [{ PORT: '70000' }, 'PORT is "70000"; allowed: 0 to 65535; 0 picks a free port.'],
    [{ PORT: '80.5' }, 'PORT is "80.5"; allowed: 0 to 65535; 0 picks a free port.'],
    [{ VALIDATION: 'some' }, 'VALIDATION is "some"; allowed: off, base, profiles.'],
    [{ WORKERS: '0' }, 'WORKERS is "0"; allowed: 1 to 256.'],
    [
      { LOG_LEVEL: 'loud' },
      'LOG_LEVEL is "loud"; allowed: trace, debug, info, warn, error, fatal, silent.',
    ],
    [
      { BASE_URL: 'https://x/fhir/' },
      'BASE_URL is "https://x/fhir/"; allowed: an http or https URL without a slash at the end.',
    ],
    [
      { AUTH: 'on' },
      'AUTH is "on"; allowed: smart, off; off only while HOST is a loopback address.',
    ],
    [
      { PRIVATE_HOSTS: 'http://x' },
      'PRIVATE_HOSTS is "http://x"; allowed: host names separated by commas.',
    ],
    [
      { AUTH_SECRET: 'too short' },
      'AUTH_SECRET is a value that is not shown; allowed: 32 to 512 characters without spaces.',
    ],
    [{ DEMO: 'yes' }, 'DEMO is "yes"; allowed: on, off.'],
  ])('%j is refused in a line', (environment, line) => {
    expect(complaints(environment)).toEqual([line]);
  });

  test('names everything that is wrong at once', () => {
    expect(complaints({ PORT: 'x', DEMO: 'y' })).toHaveLength(2);
  });

  test('shows no password', () => {
    const [line] = complaints({ DATABASE_URL: 'mysql://root:geheim@x' });
    expect(line).toMatch(/^DATABASE_URL is a value that is not shown; allowed: postgresql:/);
  });

  test.each(['0.0.0.0', '10.0.0.1', 'example.org', '::', '127.0.0.1.evil.example'])(
    'does not listen on %s while everyone may do everything',
    (host) => {
      expect(complaints({ AUTH: 'off', HOST: host })[0]).toContain('loopback');
    },
  );

  test.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])('listens on %s', (host) => {
    expect(load({ AUTH: 'off', HOST: host }).host).toBe(host);
  });

  test('asks for tokens unless told not to, and then listens anywhere', () => {
    expect(load({ HOST: '0.0.0.0' })).toMatchObject({ auth: 'smart', host: '0.0.0.0' });
    expect(load({ AUTH: 'off' }).auth).toBe('off');
  });
});
