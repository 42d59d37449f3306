/** What is noticed when the lists say something else of this server than it is. */
import { describe, expect, test } from '@jest/globals';
import { demoLists, type DemoNetwork } from './demo-lists.js';
import { ownEntryProblems } from './own-entries.js';
import type { ListedService, MedmijLists } from './types.js';

const OWN: DemoNetwork = {
  providers: [{ name: 'ziekenhuis', services: ['48', '51'] }],
  services: ['48', '51', '99'],
  issuer: 'https://dva.example.nl/auth',
  fhirBase: 'https://dva.example.nl/fhir',
};

const AS_IT_IS = demoLists(OWN);
const WHITELISTED = { isWhitelisted: (host: string) => host === 'dva.example.nl' };

/** @param change of the entry of one gegevensdienst */
function listsWith(change: (service: ListedService) => ListedService | undefined): MedmijLists {
  return {
    ...AS_IT_IS,
    ...WHITELISTED,
    provider(name) {
      const provider = AS_IT_IS.provider(name);
      if (provider === undefined) return undefined;
      const services = [...provider.services.values()].flatMap((one) => change(one) ?? []);
      return { ...provider, services: new Map(services.map((one) => [one.id, one])) };
    },
  };
}

const only48 =
  (change: (service: ListedService) => ListedService | undefined) =>
  (service: ListedService): ListedService | undefined =>
    service.id === '48' ? change(service) : service;

describe('the lists', () => {
  test('may say what this server is', () => {
    expect(
      ownEntryProblems(
        listsWith((service) => service),
        OWN,
      ),
    ).toEqual([]);
  });

  test('may have gegevensdiensten that another supplier has', () => {
    const lists = listsWith((service) => service);
    const elsewhere = 'https://elders.example.nl/authorize';
    const provider = lists.provider('ziekenhuis');
    const entry = provider?.services.get('48');
    if (provider === undefined || entry === undefined) throw new Error('No entry.');
    const other = { ...entry, id: '7', authorizationEndpoint: elsewhere };
    const services = new Map([...provider.services, ['7', other]]);
    const all = { ...lists, provider: () => ({ ...provider, services }) };
    expect(ownEntryProblems(all, OWN)).toEqual([]);
  });

  test.each<[string, MedmijLists, RegExp]>([
    [
      'have no such provider',
      { ...AS_IT_IS, provider: () => undefined },
      /has no ziekenhuis@medmij/,
    ],
    ['lack a gegevensdienst', listsWith(only48(() => undefined)), /has no gegevensdienst 48/],
    [
      'have another address for people',
      listsWith(only48((one) => ({ ...one, authorizationEndpoint: 'https://oud.example.nl/a' }))),
      /48: its AuthorizationEndpoint is https:..oud.example.nl/,
    ],
    [
      'have another address for tokens',
      listsWith(only48((one) => ({ ...one, tokenEndpoint: 'https://dva.example.nl/oud' }))),
      /its TokenEndpoint/,
    ],
    [
      'have one for data that is not on the Whitelist',
      listsWith(
        only48((one) => ({
          ...one,
          systemRoles: [{ code: 'x', resourceEndpoint: 'https://oud.example.nl/fhir' }],
        })),
      ),
      /oud.example.nl is not on the Whitelist/,
    ],
    [
      'have one that is not offered here',
      listsWith((one) => (one.id === '48' ? { ...one, id: '99' } : one)),
      /99: it is on the list of providers, and not offered/,
    ],
  ])('are told of when they %s', (_what, lists, problem) => {
    expect(ownEntryProblems(lists, OWN)).toContainEqual(expect.stringMatching(problem));
  });
});
