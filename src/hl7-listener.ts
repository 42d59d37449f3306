/**
 * The process that HL7 v2 senders are connected to: `cluster.ts` starts and stops it. It only receives
 * and acknowledges, so that a sender waits neither for what its messages become nor for the FHIR API.
 */
import { AggregatorRegistry } from 'prom-client';
import { openReceiving, openReceivingDatabase } from './compose-hl7-reception.js';
import { loadConfig } from './config/load.js';
import { processEnvironment, ROOT } from './config/process.js';
import { OutcomeWatch } from './hl7v2/processing/outcomes.js';
import { createLogger } from './log.js';
import { runProcess, stopRequest, tellPrimary } from './primary.js';
import { createMetrics } from './rest/metrics.js';
import { Inbox } from './storage/inbox/inbox.js';

/** The workers are told at most this often that there is something to process. */
const TELL_MILLISECONDS = 10;

async function main(): Promise<void> {
  const stopped = stopRequest();
  const config = loadConfig(processEnvironment(), ROOT);
  const log = createLogger(config.logLevel);
  const metrics = createMetrics();
  AggregatorRegistry.setRegistries(metrics.registry);
  // Its presence makes this process answer when the primary asks for its numbers.
  new AggregatorRegistry();
  const database = openReceivingDatabase(config, config.databaseUrl ?? '', log);
  const inbox = Inbox.receiving(database);
  const outcomes = new OutcomeWatch((ids) => inbox.findOutcomes(ids));
  const wake = tellAboutMessages();
  const receiving = await openReceiving({
    ...{ config, inbox, outcomes, wake, metrics, log },
    listens: true,
  });
  tellPrimary({ kind: 'ready' });
  await stopped;
  const closed = receiving.close();
  outcomes.close();
  await closed;
  await database.close();
}

function tellAboutMessages(): (messages: number) => void {
  let untold = 0;
  return (messages) => {
    if (untold === 0) {
      setTimeout(() => {
        tellPrimary({ kind: 'hl7-received', messages: untold });
        untold = 0;
      }, TELL_MILLISECONDS);
    }
    untold += messages;
  };
}

runProcess(main);
