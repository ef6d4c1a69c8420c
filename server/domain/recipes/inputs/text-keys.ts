import { createHash } from "node:crypto";

/** 64 bits of a text's SHA-1: equal texts have equal keys, and among ten million different ones a chance of 3 in a million makes two alike. */
export function keyOfText(text: string): bigint {
  return createHash("sha1").update(text).digest().readBigUInt64BE();
}

/** A list of keys that grows, 8 bytes for each. */
export class KeyList {
  private keys = new BigUint64Array(256);
  private count = 0;

  /** Puts a key at the end. */
  add(key: bigint): void {
    if (this.count === this.keys.length) {
      const grown = new BigUint64Array(this.keys.length * 2);
      grown.set(this.keys);
      this.keys = grown;
    }
    this.keys[this.count] = key;
    this.count += 1;
  }

  /** The keys in the order in which they came. */
  inOrder(): BigUint64Array {
    return this.keys.slice(0, this.count);
  }

  /** Every different key once, sorted. */
  distinct(): BigUint64Array {
    const sorted = this.inOrder().sort();
    return sorted.filter((key, index) => index === 0 || key !== sorted[index - 1]);
  }
}

/** Whether a sorted list holds a key. */
export function holdsKey(sorted: BigUint64Array, key: bigint): boolean {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0n) < key) low = middle + 1;
    else high = middle;
  }
  return sorted[low] === key;
}

/** How many keys of all lists together are there already before them. */
export function countRepeated(lists: readonly BigUint64Array[]): number {
  const all = new BigUint64Array(lists.reduce((sum, { length }) => sum + length, 0));
  let filled = 0;
  for (const keys of lists) {
    all.set(keys, filled);
    filled += keys.length;
  }
  all.sort();
  return all.reduce((repeated, key, index) => (index > 0 && key === all[index - 1] ? repeated + 1 : repeated), 0);
}
