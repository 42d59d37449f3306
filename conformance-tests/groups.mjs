// All groups, in the order in which they run. A new one is a file and a line here.
import { batch } from './r4/batch.mjs';
import { capabilities } from './r4/capabilities.mjs';
import { concurrency } from './r4/concurrency.mjs';
import { conditional } from './r4/conditional.mjs';
import { crud } from './r4/crud.mjs';
import { errors } from './r4/errors.mjs';
import { formats } from './r4/formats.mjs';
import { history } from './r4/history.mjs';
import { patch } from './r4/patch.mjs';
import { summary } from './r4/summary.mjs';
import { transaction } from './r4/transaction.mjs';

export const groups = [
  capabilities,
  crud,
  conditional,
  patch,
  history,
  batch,
  transaction,
  formats,
  summary,
  errors,
  concurrency,
];
