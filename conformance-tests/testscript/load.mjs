/** Puts the resources of a suite's `load/` on the server, each under its own id. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Content } from './content.mjs';
import { withDates } from './dates.mjs';
import { exchange } from './exchange.mjs';

const JSON_TYPE = 'application/fhir+json';
const MAX_TOLD = 20;

/**
 * In one transaction, because resources refer to each other; where the server refuses that, one by
 * one, again and again as long as more of them are accepted, which tells which it doesn't want.
 *
 * @param {string[]} files
 * @param {{base: string, date: string, token?: string}} options the operator's token
 * @returns {Promise<{loaded: number, refused: {file: string, reason: string}[]}>}
 */
export async function loadResources(files, options) {
  const resources = files.map((file) => read(file, options.date));
  const entry = resources.map(({ resource }) => ({
    resource,
    request: { method: 'PUT', url: `${resource.resourceType}/${resource.id}` },
  }));
  const bundle = { resourceType: 'Bundle', type: 'transaction', entry };
  const { response } = await send('POST', '', bundle, options);
  if (response.status === 200) return { loaded: resources.length, refused: [] };
  return oneByOne(resources, options);
}

async function oneByOne(resources, options) {
  let left = resources;
  let refused = [];
  for (let before = Infinity; left.length > 0 && left.length < before;) {
    before = left.length;
    refused = [];
    for (const one of left) {
      const { resource, file } = one;
      const { response } = await send(
        'PUT',
        `/${resource.resourceType}/${resource.id}`,
        resource,
        options,
      );
      if (response.status >= 300) refused.push({ ...one, file, reason: reasonOf(response) });
    }
    left = refused;
  }
  return {
    loaded: resources.length - refused.length,
    refused: refused.map(({ file, reason }) => ({ file: path.basename(file), reason })),
  };
}

function read(file, date) {
  const text = readFileSync(file, 'utf8');
  const filled = withDates(text, () => date).replaceAll('${CURRENTDATE}', date);
  return { file, resource: new Content(filled).resource };
}

function send(method, place, resource, { base, token }) {
  const headers = [
    ['Accept', JSON_TYPE],
    ['Content-Type', JSON_TYPE],
    ...(token === undefined ? [] : [['Authorization', `Bearer ${token}`]]),
  ];
  return exchange({ method, url: base + place, headers, body: JSON.stringify(resource) });
}

function reasonOf({ status, content }) {
  const issues = content.hasResource ? (content.resource.issue ?? []) : [];
  const errors = issues.filter(
    ({ severity }) => severity !== 'warning' && severity !== 'information',
  );
  const texts = errors.map(({ diagnostics, details }) => diagnostics ?? details?.text ?? '');
  return [status, ...texts.slice(0, MAX_TOLD)].join('; ');
}
