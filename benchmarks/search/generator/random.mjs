/** Numbers and ids that look random and are the same in every run. */
import { createHash } from 'node:crypto';

const STEP = 0x9e3779b9;

/** Scatters 32 bits: neighbours come out far apart. */
function scatter(value) {
  let bits = value | 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x21f0aaad);
  bits = Math.imul(bits ^ (bits >>> 15), 0x735a2d97);
  return bits ^ (bits >>> 15);
}

export class Random {
  #state;

  /** @param {readonly number[]} seed */
  constructor(...seed) {
    this.#state = seed.reduce((state, part) => scatter(state + STEP + part), 0);
  }

  /** From 0 up to, not including, 1. */
  next() {
    this.#state = (this.#state + STEP) | 0;
    return (scatter(this.#state) >>> 0) / 2 ** 32;
  }

  /** A whole number from 0 up to, not including, `count`. */
  below(count) {
    return Math.floor(this.next() * count);
  }

  /** @param {number} probability */
  chance(probability) {
    return this.next() < probability;
  }

  /**
   * @param {readonly T[]} choices
   * @returns {T}
   * @template T
   */
  pick(choices) {
    return choices[this.below(choices.length)];
  }

  /** About normally distributed. */
  around(mean, deviation) {
    const sum = this.next() + this.next() + this.next() + this.next();
    return mean + (sum - 2) * Math.sqrt(3) * deviation;
  }
}

/**
 * A UUID that follows from what it is the id of.
 * @param {string} name
 */
export function uuidOf(name) {
  const hex = createHash('sha256').update(name).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
