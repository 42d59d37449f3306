/** https://hl7.org/fhir/R4/http.html#transaction: all entries together, or none. */
import type { AccessContext } from '../../access/context.js';
import type { Environment, Gate, RunWithin } from '../environment.js';
import { ensureValid } from '../new-version.js';
import { subsetResult } from '../subset.js';
import type { InteractionRequest, InteractionResult } from '../types.js';
import { transactionAnswer } from './answer.js';
import { applyTransaction } from './apply.js';
import { linkCopies } from './copies.js';
import { atEntry, located, planTransaction } from './plan.js';

type TransactionRequest = Extract<InteractionRequest, { kind: 'transaction' }>;

export interface TransactionTools {
  readonly access: AccessContext;
  /** Every entry passes it, like a request of its own. */
  readonly gate: Gate;
  /** Runs the reads, which come last. */
  readonly run: RunWithin;
}

export async function transaction(
  environment: Environment,
  request: TransactionRequest,
  tools: TransactionTools,
): Promise<InteractionResult> {
  const { bundle } = request;
  const plan = planTransaction(environment, bundle, request);
  for (const { index, request: entry } of [...plan.writes, ...plan.reads]) {
    atEntry(index, () => {
      tools.gate(environment, entry, tools.access);
    });
  }
  await linkCopies(environment, plan);
  await ensureValid(environment, bundle);
  const results = await applyTransaction(environment, plan, async (reader) => {
    const reads: [number, InteractionResult][] = [];
    for (const entry of plan.reads) {
      try {
        const result = await tools.run({ ...environment, reader }, entry.request, tools.access);
        reads.push([entry.index, subsetResult(result, entry.subset, environment.definitions)]);
      } catch (error) {
        throw located(error, entry.index);
      }
    }
    return reads;
  });
  return transactionAnswer(environment, request, results);
}
