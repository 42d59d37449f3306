/** Finds the repeated key in valid JSON text. Slow, and used only for the error message. */
import { endOfString } from './string-end.js';

interface Open {
  readonly path: string;
  /** Keys seen so far; undefined for an array. */
  readonly keys: Set<string> | undefined;
  items: number;
  key: string;
}

/** Path of the first key that stands twice in its object, as `Patient.name[0].family` without the type. */
export function findDuplicateKey(text: string): string {
  const stack: Open[] = [];
  let expectKey = false;
  for (const token of tokensOf(text)) {
    const top = stack.at(-1);
    switch (token) {
      case '{':
      case '[':
        stack.push(opened(childPath(top), token === '{'));
        expectKey = token === '{';
        break;
      case '}':
      case ']':
        stack.pop();
        expectKey = false;
        break;
      case ',':
        if (top !== undefined) top.items++;
        expectKey = top?.keys !== undefined;
        break;
      default:
        if (expectKey && isRepeated(top, token)) return childPath(top);
        expectKey = false;
    }
  }
  return '?';
}

/** Brackets, braces, commas, colons and whole strings; other values are passed over. */
function* tokensOf(text: string): Generator<string> {
  const start = /["{}[\],:]/g;
  for (let match = start.exec(text); match !== null; match = start.exec(text)) {
    const { index } = match;
    const end = match[0] === '"' ? endOfString(text, index) + 1 : index + 1;
    yield text.slice(index, end);
    start.lastIndex = end;
  }
}

function opened(path: string, isObject: boolean): Open {
  return { path, keys: isObject ? new Set() : undefined, items: 0, key: '' };
}

function isRepeated(open: Open | undefined, token: string): boolean {
  if (open?.keys === undefined) return false;
  open.key = JSON.parse(token) as string;
  const seen = open.keys.has(open.key);
  open.keys.add(open.key);
  return seen;
}

function childPath(parent: Open | undefined): string {
  if (parent === undefined) return '';
  if (parent.keys === undefined) return `${parent.path}[${parent.items}]`;
  return parent.path === '' ? parent.key : `${parent.path}.${parent.key}`;
}
