export type Args = Record<string, unknown>;

/** A text that is not empty, or undefined. */
export function textOf(args: Args, key: string): string | undefined {
  const value = args[key];
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** A finite number, also where it is written as text; or undefined. */
export function numberOf(args: Args, key: string): number | undefined {
  const value = args[key];
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

/** True or false, or undefined. */
export function flagOf(args: Args, key: string): boolean | undefined {
  const value = args[key];
  return typeof value === "boolean" ? value : undefined;
}

/** The texts of a list, or of one text; empty where there is none. */
export function textsOf(args: Args, key: string): string[] {
  const value = args[key];
  const list: unknown[] = Array.isArray(value) ? value : [value];
  return list.filter((item): item is string => typeof item === "string" && item.trim() !== "");
}
