/**
 * Reads a gzipped tar in memory, as far as FHIR packages use the format: plain files, long names by
 * pax and GNU headers. Nothing is written to disk, so a path can lead nowhere.
 * https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html#tag_20_92_13_06
 */
import { gunzipSync } from 'node:zlib';
import { PackageError } from './fhir-package.js';

export interface TarFile {
  readonly name: string;
  readonly bytes: Buffer;
}

const BLOCK = 512;
const MAX_BYTES = 256 * 1024 * 1024;
const MAX_FILES = 50_000;

interface Header {
  readonly name: string;
  readonly size: number;
  readonly type: string;
}

/** @throws PackageError when it is damaged or unpacks to more than 256 MiB */
export function readTgz(packed: Buffer, source: string): TarFile[] {
  let bytes: Buffer;
  try {
    bytes = gunzipSync(packed, { maxOutputLength: MAX_BYTES });
  } catch (error) {
    throw new PackageError(source, `it can't be unpacked: ${(error as Error).message}`, error);
  }
  return readTar(bytes, source);
}

export function readTar(bytes: Buffer, source: string): TarFile[] {
  const files: TarFile[] = [];
  let longName: string | undefined;
  let at = 0;
  while (at + BLOCK <= bytes.length) {
    const header = readHeader(bytes.subarray(at, at + BLOCK), source);
    if (header === undefined) break;
    const start = at + BLOCK;
    const body = bytes.subarray(start, start + header.size);
    if (body.length < header.size) throw new PackageError(source, 'the archive is cut short');
    if (isFile(header.type)) {
      files.push({ name: longName ?? header.name, bytes: body });
      if (files.length > MAX_FILES) {
        throw new PackageError(source, `it has more than ${MAX_FILES} files`);
      }
    }
    longName = nameFor(header.type, body) ?? (isExtra(header.type) ? longName : undefined);
    at = start + Math.ceil(header.size / BLOCK) * BLOCK;
  }
  return files;
}

function isFile(type: string): boolean {
  return type === '0' || type === '\0' || type === '7';
}

/** Headers that say something of the entry behind them. */
function isExtra(type: string): boolean {
  return type === 'x' || type === 'g' || type === 'L' || type === 'K';
}

/** The name that a header gives the next entry. */
function nameFor(type: string, body: Buffer): string | undefined {
  if (type === 'L') return text(body);
  return type === 'x' ? /^\d+ path=(.*)$/m.exec(body.toString('utf8'))?.[1] : undefined;
}

/** Undefined for the block of zeros at the end. */
function readHeader(block: Buffer, source: string): Header | undefined {
  if (block.every((byte) => byte === 0)) return undefined;
  const checksum = octal(block.subarray(148, 156));
  const sum = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 0x20 : byte), 0);
  const size = octal(block.subarray(124, 136));
  if (checksum !== sum || size === undefined) {
    throw new PackageError(source, 'it is not a tar archive, or a damaged one');
  }
  const prefix =
    block.toString('latin1', 257, 262) === 'ustar' ? text(block.subarray(345, 500)) : '';
  const name = text(block.subarray(0, 100));
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size,
    type: String.fromCharCode(block[156] ?? 0),
  };
}

function text(field: Buffer): string {
  const end = field.indexOf(0);
  return field.toString('utf8', 0, end < 0 ? field.length : end);
}

function octal(field: Buffer): number | undefined {
  const digits = text(field).trim();
  return /^[0-7]+$/.test(digits) ? Number.parseInt(digits, 8) : undefined;
}
