/** `validateProfileId`: valid against the named profile, the base, and every profile claimed inside. */
import { openProduct } from './product.mjs';

const JSON_TYPE = 'application/fhir+json';
const MAX_ISSUES = 10;
const TIMEOUT = 120_000;

/**
 * What judges: the `$validate` of the server at `url` when one is given, else the validator of the
 * built server beside the runner, else the server under test where it says it can. Without
 * `claims`, the local validator checks the named profile and the base alone.
 *
 * @param {{url?: string, base?: string, packages?: string[], token?: string}} options
 * @returns {Promise<{name: string, validate: (content: object, canonical: string) => Promise<object>} | undefined>}
 */
export async function openValidator({ url, base, packages = [], token }) {
  if (url !== undefined) return remote(url.replace(/\/+$/, ''), undefined);
  const product = await openProduct();
  if (product !== undefined) return local(product, packages);
  if (base === undefined) return undefined;
  return (await claimsValidate(base)) ? remote(base, token) : undefined;
}

function local(product, packages) {
  const validator = product.validator(packages);
  return {
    name: 'the validator of the server built beside the runner',
    async validate(content, canonical, { claims = true } = {}) {
      const resource = content.format === 'xml' ? product.parseXml(content.text) : content.resource;
      const profiles = isBase(canonical) ? [] : [canonical];
      const { issues } = validator.validate(resource, {
        profiles,
        level: claims ? 'profiles' : 'base',
      });
      return verdict(issues.map(({ severity, diagnostics }) => ({ severity, text: diagnostics })));
    },
  };
}

/** The definition of a type of R4 is checked anyway. */
function isBase(canonical) {
  return /^http:\/\/hl7\.org\/fhir\/StructureDefinition\/[A-Z][A-Za-z]+$/.test(canonical);
}

function remote(base, token) {
  return {
    name: `${base}/[type]/$validate`,
    async validate(content, canonical) {
      const { resourceType } = content.resource;
      const query = isBase(canonical) ? '' : `?profile=${encodeURIComponent(canonical)}`;
      const answer = await fetch(`${base}/${resourceType}/$validate${query}`, {
        method: 'POST',
        headers: {
          Accept: JSON_TYPE,
          'Content-Type': content.format === 'xml' ? 'application/fhir+xml' : JSON_TYPE,
          ...(token === undefined ? {} : { Authorization: `Bearer ${token}` }),
        },
        body: content.text,
        signal: AbortSignal.timeout(TIMEOUT),
      });
      const outcome = await answer.json().catch(() => undefined);
      if (outcome?.resourceType !== 'OperationOutcome') {
        return {
          unchecked: `${base} answers $validate with ${answer.status}, not with an OperationOutcome.`,
        };
      }
      return verdict((outcome.issue ?? []).map(issueText));
    },
  };
}

function issueText({ severity, diagnostics, details, expression = [] }) {
  const text = diagnostics ?? details?.text ?? details?.coding?.[0]?.display ?? 'no text';
  return { severity, text: [...expression.slice(0, 1), text].join(': ') };
}

function verdict(issues) {
  const errors = issues.filter(({ severity }) => severity === 'error' || severity === 'fatal');
  if (errors.length === 0) return {};
  const shown = errors.slice(0, MAX_ISSUES).map(({ text }) => text);
  if (errors.length > shown.length) shown.push(`and ${errors.length - shown.length} more`);
  return { problem: `Not valid: ${shown.join('; ')}` };
}

async function claimsValidate(base) {
  const answer = await fetch(`${base}/metadata`, {
    headers: { Accept: JSON_TYPE },
    signal: AbortSignal.timeout(TIMEOUT),
  });
  const statement = await answer.json().catch(() => ({}));
  const [rest] = statement.rest ?? [];
  const named = [
    ...(rest?.operation ?? []),
    ...(rest?.resource ?? []).flatMap((one) => one.operation ?? []),
  ];
  return named.some(({ name }) => name === 'validate' || name === '$validate');
}
