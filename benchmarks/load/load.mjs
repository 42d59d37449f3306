/** The process that sends requests. */
import { serveJobs } from '../jobs.mjs';
import { runAsking } from './ask.mjs';
import { runCrud } from './crud.mjs';
import { runImport } from './import.mjs';
import { runReads } from './read.mjs';

serveJobs({ import: runImport, read: runReads, crud: runCrud, ask: runAsking });
