import type { z } from "zod";

/**
 * Stored JSON by its schema, null where there is none. What is damaged is null too, and `onDamage` hears of it: one bad
 * value may not hide its row, let alone the others. Never throws.
 */
export function readJson<Schema extends z.ZodType>(
  schema: Schema,
  json: string | null,
  onDamage: () => void = () => undefined,
): z.output<Schema> | null {
  if (json === null) return null;
  try {
    return schema.parse(JSON.parse(json));
  } catch {
    onDamage();
    return null;
  }
}
