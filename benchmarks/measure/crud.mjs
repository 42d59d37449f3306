/** Single resources created, read, changed, read again and deleted by many clients. */
import { median, quantile, sideOf } from '../statistics.mjs';
import { inQuiet } from './rounds.mjs';

const CLIENTS = 32;

/** Resources of the corpus, whose references point at what is there. */
const SAMPLE = `
select body::text as body from (
  (select v.body from resource r join version v on v.rid = r.rid and v.version = r.version
   where r.type = (select number from resource_type where name = 'Observation') and not r.deleted
   order by r.id limit 180)
  union all
  (select v.body from resource r join version v on v.rid = r.rid and v.version = r.version
   where r.type = (select number from resource_type where name = 'Patient') and not r.deleted
   order by r.id limit 20)) as sample`;

/**
 * @param {object} parts
 * @param {import('../lab.mjs').Lab} parts.lab
 * @param {import('../server.mjs').Server} parts.server
 * @param {import('../lab.mjs').Helper} parts.load
 * @param {import('../progress.mjs').Progress} parts.progress
 * @param {import('../options.mjs').Effort} effort
 */
export async function measureCrud({ lab, server, load, progress }, effort) {
  const templates = (await lab.query(SAMPLE)).map(({ body }) => templateOf(JSON.parse(body)));
  const run = (seconds, chosen) =>
    load.do({ kind: 'crud', port: server.port, clients: CLIENTS, seconds, templates: chosen });
  await run(effort.warmupSeconds, templates);
  const round = async (name) => {
    const { result, use } = await lab.watch(server.pid, () => run(effort.crudSeconds));
    const figures = figuresOf(result, use);
    progress(`crud ${name}, p99 ${figures.p99.toFixed(1)} ms`, { ours: figures });
    return figures;
  };
  const { rounds, disturbed } = await inQuiet(effort.rounds, round, (figures) => [figures]);
  const middle = (pick) => median(rounds.map(pick));
  return {
    perSecond: middle(({ perSecond }) => perSecond),
    p50: middle(({ p50 }) => p50),
    p99: middle(({ p99 }) => p99),
    processorMicroseconds: middle(({ processorMicroseconds }) => processorMicroseconds),
    disturbed,
    clients: CLIENTS,
    rounds,
  };
}

/**
 * @param {{ seconds: number, milliseconds: Record<string, number[]> }} result
 * @param {import('./processor.mjs').ProcessorUse | undefined} use
 */
function figuresOf({ seconds, milliseconds }, use) {
  const all = Object.values(milliseconds).flat();
  const operations = Object.entries(milliseconds).map(([name, values]) => [
    name,
    { p50: quantile(values, 0.5), p99: quantile(values, 0.99) },
  ]);
  return {
    ...sideOf(all.length, seconds, use),
    p50: quantile(all, 0.5),
    p99: quantile(all, 0.99),
    operations: Object.fromEntries(operations),
  };
}

/**
 * @param {Record<string, any>} resource as it is stored
 * @returns {import('../load/crud.mjs').Template}
 */
function templateOf(resource) {
  const content = { ...resource };
  delete content.id;
  delete content.meta;
  const changed =
    content.resourceType === 'Patient'
      ? { ...content, active: content.active !== true }
      : { ...content, status: content.status === 'amended' ? 'final' : 'amended' };
  return { type: content.resourceType, created: members(content), updated: members(changed) };
}

/** @param {object} value */
function members(value) {
  return JSON.stringify(value).slice(1, -1);
}
