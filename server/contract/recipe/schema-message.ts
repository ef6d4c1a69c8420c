import { z } from "zod";
import { type Message, message, messageSchema } from "../message";

const rangeExample = "{ min: 1e-5, max: 1e-3, scale: log }";

const ruleSchema = z.object({ rule: z.string(), values: z.record(z.string(), z.unknown()).default({}) });

/** What the schema of the recipe says about a value: a broken rule by its own text, all else by what the schema library found. */
export function schemaMessage(issue: z.core.$ZodIssue): Message {
  const isVaried = issue.path[0] === "sweep" && issue.path[1] === "parameters";
  switch (issue.code) {
    case "custom":
      return ruleMessage(issue.params) ?? message(issue.path[0] === "sweep" ? "schema.no-parameters" : "schema.dash");
    case "invalid_type":
      return issue.input === undefined && issue.message.endsWith("received undefined")
        ? message("schema.missing")
        : message("schema.wrong-type", { type: issue.expected });
    case "too_small":
      if (isVaried && issue.origin === "array") return message("schema.one-value");
      return issue.origin === "string" || issue.origin === "array"
        ? message("schema.empty")
        : message(issue.inclusive === false ? "schema.not-above" : "schema.too-small", {
            limit: Number(issue.minimum),
          });
    case "too_big":
      return message("schema.too-big", { limit: Number(issue.maximum) });
    case "invalid_value":
      return message("schema.not-one-of", { values: issue.values.map(String).join(", ") });
    case "unrecognized_keys":
      return message("schema.unknown-keys", { keys: issue.keys.join(", ") });
    case "invalid_format":
      return message("schema.bad-format", { format: issue.format });
    case "invalid_union":
      return isVaried ? message("schema.value-list", { example: rangeExample }) : message("schema.refused");
    default:
      return message("schema.refused");
  }
}

function ruleMessage(params: unknown): Message | null {
  const told = ruleSchema.safeParse(params);
  if (!told.success) return null;
  const { rule, values } = told.data;
  return messageSchema.safeParse({ code: `rules.${rule}`, values }).data ?? null;
}
