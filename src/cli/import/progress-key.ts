/**
 * What an import remembers of a text that is in: a digest of where it stands and of what it says. A
 * text that was corrected is another one, also when it is as long as before; the same text in two
 * places is two.
 */
import { createHash } from 'node:crypto';

const LENGTH = 22;

/**
 * @param file full path
 * @param place number of the line, or of the entry in a batch; 0 for a whole file
 */
export function progressKey(file: string, place: number, content: Uint8Array | string): string {
  return createHash('sha256')
    .update(`${file}\0${place}\0`)
    .update(content)
    .digest('base64url')
    .slice(0, LENGTH);
}
