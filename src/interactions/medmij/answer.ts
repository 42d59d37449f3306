/**
 * The rules that every answer to a PGO keeps, whatever interaction it is of:
 * https://informatiestandaarden.nictiz.nl/wiki/MedMij:V2020.01/FHIR_IG and docs/medmij-services.md.
 */
import type { MedmijAccess } from '../../access/context.js';
import { medmijClauses } from '../../access/medmij.js';
import { FhirError } from '../../fhir/errors.js';
import type { Issue } from '../../fhir/issue.js';
import { parseJsonResource } from '../../formats/json/parse.js';
import type { BundleEntryText, BundleLink, BundleText } from '../bundle-parts.js';
import { bundleBody } from '../bundle-text.js';
import type { Environment } from '../environment.js';
import { forCaller } from '../limits/for-caller.js';
import type { InteractionResult, ResultBody } from '../types.js';
import { BsnMask, numbersOf } from './bsn-mask.js';
import { outgoing, outgoingResource, type OutgoingParts } from './outgoing.js';

/**
 * Runs something for a PGO.
 * @returns its result as a PGO may see it
 * @throws FhirError also without numbers of persons
 */
export async function answerToPgo(
  environment: Environment,
  access: MedmijAccess,
  run: () => Promise<InteractionResult>,
): Promise<InteractionResult> {
  const mask = await maskFor(environment, access);
  try {
    const result = await run();
    if (result.body === undefined) return result;
    const limited = forCaller(environment, access, 'search-type', (type, permission) =>
      medmijClauses(environment.rules, access, type, permission),
    );
    const parts = { mask, base: environment.settings.base, reader: limited.reader };
    return { ...result, body: await bodyForPgo(parts, result.body) };
  } catch (error) {
    throw error instanceof FhirError ? withoutNumbers(error, mask) : error;
  }
}

/** Tokens are looked up once and then used for many requests. */
const masks = new WeakMap<MedmijAccess, Promise<BsnMask>>();

function maskFor(environment: Environment, access: MedmijAccess): Promise<BsnMask> {
  let mask = masks.get(access);
  if (mask === undefined) {
    mask = readMask(environment, access);
    masks.set(access, mask);
    mask.catch(() => masks.delete(access));
  }
  return mask;
}

async function readMask({ reader }: Environment, { patient }: MedmijAccess): Promise<BsnMask> {
  const current = await reader.readCurrent({ type: 'Patient', id: patient });
  const body = current?.exists === true ? current.body : undefined;
  return new BsnMask(body === undefined ? [] : numbersOf(parseJsonResource(body)));
}

async function bodyForPgo(parts: OutgoingParts, body: ResultBody): Promise<ResultBody> {
  if (body.kind === 'resource') {
    return { kind: 'text', text: await outgoingResource(parts, body.resource) };
  }
  if (body.bundle !== undefined) return bundleBody(await bundleForPgo(parts, body.bundle));
  const [text = ''] = await outgoing(parts, [body.text]);
  return { kind: 'text', text };
}

async function bundleForPgo(parts: OutgoingParts, bundle: BundleText): Promise<BundleText> {
  const { entries, links, total } = bundle;
  const texts = entries.flatMap(({ resource }) => resource ?? []);
  const sent = [...(await outgoing(parts, texts))].reverse();
  const answered = entries.map((entry): BundleEntryText => ({
    ...entry,
    ...(entry.resource === undefined ? {} : { resource: sent.pop() ?? '' }),
    about: withoutNumbersIn(entry.about, parts.mask),
  }));
  return {
    type: bundle.type,
    ...(total === undefined || isMoreThanShown(total, entries) ? {} : { total }),
    ...(links === undefined ? {} : { links: withoutFirst(links) }),
    entries: answered,
  };
}

/** Of a page, the total of all pages; an answer with nothing but the total keeps it. */
function isMoreThanShown(total: number, entries: readonly BundleEntryText[]): boolean {
  return entries.length > 0 && total > entries.filter(isMatch).length;
}

function isMatch({ about }: BundleEntryText): boolean {
  const search = about['search'] as { mode?: string } | undefined;
  return search === undefined || search.mode === 'match';
}

/** A page that is all there is has no way back to the first. */
function withoutFirst(links: readonly BundleLink[]): readonly BundleLink[] {
  const isPaged = links.some(({ relation }) => relation === 'next' || relation === 'prev');
  return isPaged ? links : links.filter(({ relation }) => relation === 'self');
}

function withoutNumbersIn(
  about: BundleEntryText['about'],
  mask: BsnMask,
): BundleEntryText['about'] {
  if (about['response'] === undefined) return about;
  const copy = structuredClone(about);
  mask.apply(copy);
  return copy;
}

function withoutNumbers(error: FhirError, mask: BsnMask): FhirError {
  const { issues, ...details } = error.details;
  return new FhirError(error.kind, mask.text(error.message), {
    ...details,
    ...(issues === undefined ? {} : { issues: issues.map((issue) => masked(issue, mask)) }),
  });
}

function masked(issue: Issue, mask: BsnMask): Issue {
  return { ...issue, diagnostics: mask.text(issue.diagnostics) };
}
