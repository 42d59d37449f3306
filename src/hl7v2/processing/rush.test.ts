// Messages come in by the clock of the test.
import { expect, test } from '@jest/globals';
import { Rush } from './rush.js';

let now = 0;

/** @returns seconds in which there was a rush */
function arrive(rush: Rush, perSecond: number, seconds: number): number {
  let milliseconds = 0;
  for (let step = 0; step < seconds * 100; step += 1) {
    now += 10;
    rush.note(perSecond / 100);
    if (rush.isOn) milliseconds += 10;
  }
  return milliseconds / 1000;
}

test('messages that come in at the pace of a hospital are no rush', () => {
  const rush = new Rush(() => now);
  expect(rush.isOn).toBe(false);
  expect(arrive(rush, 100, 60)).toBe(0);
  rush.note(40);
  expect(rush.isOn).toBe(true);
});

test('a rush is noticed soon, and so is its end', () => {
  const rush = new Rush(() => now);
  expect(arrive(rush, 500, 2)).toBeGreaterThan(1.8);
  now += 1000;
  expect(rush.isOn).toBe(false);
});

test('processing holds back for a minute at most, and again in the next rush', () => {
  const rush = new Rush(() => now);
  expect(arrive(rush, 1000, 300)).toBeCloseTo(60, 0);
  expect(arrive(rush, 50, 5)).toBe(0);
  expect(arrive(rush, 1000, 10)).toBeGreaterThan(9);
});
