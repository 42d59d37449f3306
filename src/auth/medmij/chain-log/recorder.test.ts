import { describe, expect, jest, test } from '@jest/globals';
import type { Database } from '../../../storage/database.js';
import { SILENT } from '../../../testing/silent.js';
import { createRecorder, type Recorder } from './recorder.js';

interface Stored {
  readonly at: number;
  readonly event: string;
  readonly traceId?: string;
}

function recorder(answer: (rows: readonly Stored[]) => Promise<void>): Recorder {
  const database = {
    query: async ({ values }: { values: readonly unknown[] }) => {
      await answer(JSON.parse(String(values[0])) as Stored[]);
      return [];
    },
  } as unknown as Database;
  let now = 0;
  return createRecorder({ database, log: SILENT, clock: () => (now += 1) });
}

describe('the recorder of the chain log', () => {
  test('stores many at once, in their order, each once', async () => {
    const batches: (readonly Stored[])[] = [];
    const log = recorder((rows) => {
      batches.push(rows);
      return Promise.resolve();
    });
    for (let count = 0; count < 1200; count++) {
      log.record({ event: 'receive_token_request', trace: String(count) });
    }
    await log.close();
    expect(batches.length).toBeLessThanOrEqual(4);
    expect(batches.flat().map(({ traceId }) => Number(traceId))).toEqual(
      Array.from({ length: 1200 }, (_, index) => index),
    );
    expect(batches.flat()[0]).toMatchObject({ at: 1, event: 'receive_token_request' });
  });

  test('keeps what could not be stored for the next time', async () => {
    const stored: Stored[] = [];
    let isDown = true;
    const log = recorder((rows) => {
      if (isDown) return Promise.reject(new Error('down'));
      stored.push(...rows);
      return Promise.resolve();
    });
    log.record({ event: 'receive_token_request', trace: '1' });
    await log.flush();
    log.record({ event: 'send_access_token', trace: '2' });
    await log.flush();
    expect(stored).toEqual([]);
    isDown = false;
    await log.flush();
    expect(stored.map(({ traceId }) => traceId)).toEqual(['1', '2']);
  });

  test('stores by itself, a moment later', async () => {
    jest.useFakeTimers();
    try {
      const stored: Stored[] = [];
      const log = recorder((rows) => {
        stored.push(...rows);
        return Promise.resolve();
      });
      log.record({ event: 'show_landing_page' });
      expect(stored).toEqual([]);
      await jest.advanceTimersByTimeAsync(500);
      expect(stored).toHaveLength(1);
    } finally {
      jest.useRealTimers();
    }
  });

  test('gives up the oldest rather than grow for ever', async () => {
    const stored: Stored[] = [];
    let isDown = true;
    const log = recorder((rows) => {
      if (isDown) return Promise.reject(new Error('down'));
      stored.push(...rows);
      return Promise.resolve();
    });
    for (let count = 0; count < 30_000; count++) {
      log.record({ event: 'receive_token_request', trace: String(count) });
      if (count % 5000 === 0) await log.flush();
    }
    isDown = false;
    await log.flush();
    expect(stored.length).toBeLessThanOrEqual(20_500);
    expect(stored.at(-1)?.traceId).toBe('29999');
  });
});
