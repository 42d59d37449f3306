/** A real browser for tests; those that need it skip where there is none. */
import { accessSync, constants } from 'node:fs';
import path from 'node:path';
import { chromium, type Browser } from 'playwright-core';
import { processEnvironment } from '../../config/process.js';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const PLACES = [
  '/usr/lib/chromium/chromium',
  '/snap/bin/chromium',
  '/opt/google/chrome/chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Where Chromium or Chrome is: CHROMIUM_PATH, the search path, the usual places. Says so when it is not. */
export function findChromium(): string | undefined {
  const { CHROMIUM_PATH: chosen = '', PATH: searched = '' } = processEnvironment();
  const candidates = [
    ...(chosen === '' ? [] : [chosen]),
    ...searched
      .split(path.delimiter)
      .flatMap((folder) => NAMES.map((name) => path.join(folder, name))),
    ...PLACES,
  ];
  const found = candidates.find(isExecutable);
  if (found === undefined) {
    process.stderr.write(
      'Skipping tests in a browser: there is no Chromium (install one, or name it in CHROMIUM_PATH).\n',
    );
  }
  return found;
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/**
 * Without Chromium's own sandbox, which root and most containers can't have: the pages are ours.
 * @param args further switches of its command line
 */
export function launchChromium(
  executablePath: string,
  args: readonly string[] = [],
): Promise<Browser> {
  return chromium.launch({ executablePath, chromiumSandbox: false, args: [...args] });
}
