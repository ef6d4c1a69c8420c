import { columnRoles, type DataLook, type DataMapping } from "../../../server/contract/data-look";

export type ColumnRole = (typeof columnRoles)[number];

/** The columns as they are taken now: those that a person chose, in a file that has them, before those that were recognised. */
export function columnsNow(look: DataLook, chosen: DataMapping): DataMapping {
  const names = new Set(look.columns.map(({ name }) => name));
  const own = Object.fromEntries(Object.entries(chosen).filter(([, name]) => name !== undefined && names.has(name)));
  return Object.keys(own).length > 0 ? own : look.mapping;
}

/** The mapping with one role given to another column, or to none; a column holds one thing. Undefined where nothing is left to say. */
export function withColumn(mapping: DataMapping, role: ColumnRole, column: string | null): DataMapping | undefined {
  const entries = columnRoles.flatMap((each): [string, string][] => {
    const name = each === role ? column : mapping[each];
    return typeof name !== "string" || (each !== role && name === column) ? [] : [[each, name]];
  });
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
