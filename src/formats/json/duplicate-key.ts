/** Finds the repeated key in valid JSON text. Slow, and used only for the error message. */

interface Open {
  readonly path: string;
  /** Keys seen so far; undefined for an array. */
  readonly keys: Set<string> | undefined;
  items: number;
  key: string;
}

const TOKEN = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

/** Path of the first key that stands twice in its object, as `Patient.name[0].family` without the type. */
export function findDuplicateKey(text: string): string {
  const stack: Open[] = [];
  let expectKey = false;
  for (const [token] of text.matchAll(TOKEN)) {
    const top = stack.at(-1);
    if (token === '{' || token === '[') {
      stack.push({
        path: childPath(top),
        keys: token === '{' ? new Set() : undefined,
        items: 0,
        key: '',
      });
      expectKey = token === '{';
    } else if (token === '}' || token === ']') {
      stack.pop();
      expectKey = false;
    } else if (token === ',') {
      if (top !== undefined) top.items++;
      expectKey = top?.keys !== undefined;
    } else if (expectKey && top?.keys !== undefined) {
      top.key = JSON.parse(token) as string;
      if (top.keys.has(top.key)) return childPath(top);
      top.keys.add(top.key);
      expectKey = false;
    }
  }
  return '?';
}

function childPath(parent: Open | undefined): string {
  if (parent === undefined) return '';
  if (parent.keys === undefined) return `${parent.path}[${parent.items}]`;
  return parent.path === '' ? parent.key : `${parent.path}.${parent.key}`;
}
