/** `npm run docs` writes the pages of `docs/` that are made from the code. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../config/process.js';
import { generatedPages } from './docs-pages.js';

for (const [name, text] of generatedPages()) writeFileSync(path.join(ROOT, name), text);
