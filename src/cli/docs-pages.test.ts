import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { ROOT } from '../config/process.js';
import { generatedPages } from './docs-pages.js';

test.each([...generatedPages()])(
  '%s says what the code does (else: npm run docs)',
  (name, text) => {
    expect(readFileSync(path.join(ROOT, name), 'utf8')).toBe(text);
  },
);
