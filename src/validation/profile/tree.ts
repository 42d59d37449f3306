/** A snapshot's flat list as a tree: elements with their children and slices. */
import type { ElementDefinition } from '@medplum/fhirtypes';

export interface TreeNode {
  readonly id: string;
  readonly definition: ElementDefinition;
  /** The element's name without `[x]`; the type for the root. */
  readonly name: string;
  /** `value[x]`. */
  readonly choice: boolean;
  readonly sliceName: string | undefined;
  readonly children: TreeNode[];
  readonly slices: TreeNode[];
}

export interface Tree {
  readonly root: TreeNode;
  readonly byId: ReadonlyMap<string, TreeNode>;
  /** Elements that hang in the air. */
  readonly orphans: readonly string[];
}

export function buildTree(elements: readonly ElementDefinition[]): Tree | undefined {
  const byId = new Map<string, TreeNode>();
  const orphans: string[] = [];
  let root: TreeNode | undefined;
  for (const definition of elements) {
    const node = treeNode(definition);
    if (root === undefined) root = node;
    else attach(node, byId, orphans);
    byId.set(node.id, node);
  }
  return root && { root, byId, orphans };
}

function treeNode(definition: ElementDefinition): TreeNode {
  const id = definition.id ?? definition.path;
  const segment = id.slice(id.lastIndexOf('.', lastDotLimit(id)) + 1);
  const [name = '', sliceName] = segment.split(/:(.*)/s);
  return {
    id,
    definition,
    name: name.replace('[x]', ''),
    choice: name.endsWith('[x]'),
    sliceName,
    children: [],
    slices: [],
  };
}

/** Names of slices may have dots themselves; the path tells how many segments there are. */
function lastDotLimit(id: string): number {
  const colon = id.lastIndexOf(':');
  const dot = id.indexOf('.', Math.max(0, colon));
  return dot < 0 && colon > 0 ? colon : id.length;
}

function attach(node: TreeNode, byId: Map<string, TreeNode>, orphans: string[]): void {
  if (node.sliceName === undefined) {
    const parent = byId.get(node.id.slice(0, node.id.lastIndexOf('.')));
    if (parent === undefined) orphans.push(node.id);
    else parent.children.push(node);
    return;
  }
  const base = node.id.slice(0, node.id.length - node.sliceName.length - 1);
  const cut = node.sliceName.lastIndexOf('/');
  // A slice `a/b` slices the slice `a` again.
  const resliced = cut < 0 ? undefined : byId.get(`${base}:${node.sliceName.slice(0, cut)}`);
  const sliced = resliced ?? byId.get(base);
  if (sliced === undefined) orphans.push(node.id);
  else sliced.slices.push(node);
}
