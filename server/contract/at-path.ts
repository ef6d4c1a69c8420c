type Tree = Record<string, unknown>;

/** Keys that no tree may take: they would reach what all objects share. */
const notKeys = new Set(["", "__proto__", "constructor", "prototype"]);

/** True for a plain object: neither null nor a list. */
export function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value at a path in dot form, list items by their number; undefined where there is none. */
export function valueAt(root: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((node, key) => {
    if (Array.isArray(node)) return node[Number(key)];
    return isTree(node) ? node[key] : undefined;
  }, root);
}

/** What came of a change: the tree with it, or that the path leads through something that has no such place. */
export type Placed = { isPlaced: true; tree: unknown } | { isPlaced: false };

/**
 * A tree with the value at a path in dot form replaced; null and undefined take the key, or the item of a list, away. What is
 * missing on the way is made, but for list items: a list takes one more at its end. What is given is left as it is.
 */
export function setAt(root: unknown, path: string, value: unknown): Placed {
  return place(root, path.split("."), value);
}

function place(node: unknown, [key, ...rest]: readonly string[], value: unknown): Placed {
  if (key === undefined) return { isPlaced: true, tree: value };
  if (notKeys.has(key)) return nowhere;
  if (Array.isArray(node)) return placeInList(node, /^\d+$/.test(key) ? Number(key) : -1, rest, value);
  if (node !== undefined && node !== null && !isTree(node)) return nowhere;
  const tree = node ?? {};
  const placed = place(tree[key], rest, value);
  if (!placed.isPlaced) return nowhere;
  if (placed.tree !== undefined && placed.tree !== null)
    return { isPlaced: true, tree: { ...tree, [key]: placed.tree } };
  return { isPlaced: true, tree: Object.fromEntries(Object.entries(tree).filter(([other]) => other !== key)) };
}

function placeInList(list: readonly unknown[], index: number, rest: readonly string[], value: unknown): Placed {
  const isThere = index >= 0 && index < list.length;
  if (!isThere && !(index === list.length && rest.length === 0)) return nowhere;
  const placed = place(list[index], rest, value);
  if (!placed.isPlaced) return nowhere;
  const items = placed.tree === undefined || placed.tree === null ? [] : [placed.tree];
  return { isPlaced: true, tree: [...list.slice(0, index), ...items, ...list.slice(index + 1)] };
}

const nowhere: Placed = { isPlaced: false };
