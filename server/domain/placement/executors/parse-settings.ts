import type { z } from "zod";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";

/** Settings as a schema reads them. Throws `invalid-input` naming the key. */
export function parseSettings<Settings>(schema: z.ZodType<Settings>, input: unknown): Settings {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const issue = parsed.error.issues[0];
  const field = issue?.path.join(".") ?? "";
  throw new AppError(
    "invalid-input",
    message("clusters.bad-setting", { field: field || "settings", words: issue?.message ?? "" }),
    { field },
  );
}
