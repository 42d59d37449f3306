/** Files in JSON that settings name. Messages go behind the name of the setting. */
import { readFileSync } from 'node:fs';

const MAX_BYTES = 1_048_576;

/** @throws Error with one line that says what is wrong */
export function readJsonFile(file: string): unknown {
  return parseJsonText(readText(file));
}

/** @throws Error with one line, also for what is too large for a setting */
export function readText(file: string): string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Error(`it can't be read: ${code ?? 'unknown'}`, { cause: error });
  }
  if (text.length > MAX_BYTES) throw new Error(`it is larger than ${MAX_BYTES} bytes`);
  return text;
}

/** @throws Error that says nothing of the text, which may hold secrets */
export function parseJsonText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('it is not JSON');
  }
}
