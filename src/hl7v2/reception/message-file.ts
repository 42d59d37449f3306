/** The messages in a file: one or many, a batch (FHS, BHS), or what was recorded with its frames. */
import { FrameReader } from '../mllp/frame.js';
import { openEnvelope } from './envelope.js';

/** A file that does not hold what it should. */
export class MessageFileError extends Error {}

const VT = 0x0b;
const FS = 0x1c;
const MOST_MESSAGES = 1_000_000;

/**
 * Takes a file apart.
 * @param isRaw leaves segment ends as they are; else every segment ends in CR, as the standard has it
 * @returns the messages in their order, each as the content of a frame
 * @throws MessageFileError when it holds no message, or a batch that counts wrong
 */
export function messagesOfFile(file: Buffer, isRaw = false): Buffer[] {
  const contents = file.includes(VT) ? framesIn(file) : [withoutFrameEnds(file)];
  const messages = contents.flatMap((content) => {
    const { messages: found, problem } = openEnvelope(content, MOST_MESSAGES);
    if (problem !== undefined) throw new MessageFileError(problem.message);
    return found;
  });
  if (messages.length === 0) throw new MessageFileError('There is no message in it.');
  if (!messages.every(hasHeader)) throw new MessageFileError('It does not begin with MSH.');
  return isRaw ? messages : messages.map(withCarriageReturns);
}

function framesIn(file: Buffer): Buffer[] {
  const reader = new FrameReader({ maxFrame: file.length });
  return [...reader.read(file), ...reader.end()].flatMap((event) => {
    if (event.kind === 'frame') return [event.content];
    if (event.kind === 'noise') return [];
    throw new MessageFileError('A frame in it is not complete.');
  });
}

/** Some recordings keep the end of frames and not their begin. */
function withoutFrameEnds(file: Buffer): Buffer {
  return file.includes(FS) ? Buffer.from(file.filter((byte) => byte !== FS)) : file;
}

function hasHeader(message: Buffer): boolean {
  return /^\W*MSH/i.test(message.toString('latin1', 0, 64));
}

/** Works on bytes: CR and LF are the same in every charset that HL7 v2 is sent in over MLLP. */
function withCarriageReturns(message: Buffer): Buffer {
  const lines = message
    .toString('latin1')
    .split(/\r\n?|\n/)
    .filter((line) => line.trim() !== '');
  return Buffer.from(lines.map((line) => `${line}\r`).join(''), 'latin1');
}
