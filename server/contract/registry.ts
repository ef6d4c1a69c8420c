/** The names under which a registry lists its definitions, in its order. */
export function namesOf<Entries extends object>(entries: Entries): (keyof Entries & string)[] {
  return Object.keys(entries) as (keyof Entries & string)[];
}

/** A value for each name of a registry. */
export function forEachName<Name extends string, Value>(
  names: readonly Name[],
  make: (name: Name) => Value,
): Record<Name, Value> {
  return Object.fromEntries(names.map((name) => [name, make(name)])) as Record<Name, Value>;
}
