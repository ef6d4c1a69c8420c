import { dirname } from "node:path";
import { z } from "zod";
import { type Effect, type Job, jobOf, optionOf, optionsOf } from "../job";
import { chanceOf } from "../made-up";
import { readRows, readSample } from "../model";

const rowSchema = z.object({ messages: z.array(z.object({ role: z.string(), content: z.string() })) });
const rowMs = 12;

/** `swift infer`: every row's own answer, or a made-up one from a model that knows little. */
export function inferJob(argv: string[]): Job {
  const options = optionsOf(argv);
  const model = optionOf(options, "model", "");
  const { quality } = readSample(model);
  const rows = (options.get("val_dataset") ?? []).flatMap((file) => readRows(file, rowSchema));
  const responses = rows.map(({ messages }, index) => {
    const own = messages.at(-1)?.role === "assistant" ? messages.at(-1)?.content : undefined;
    const isKnown = chanceOf(model, index) < quality;
    return { response: isKnown ? (own ?? `Made-up answer ${index + 1}`) : `No idea ${index + 1}`, messages };
  });
  const file = optionOf(options, "result_path", "responses.jsonl");
  const lines = rows.map((_, index): Effect => {
    const text = `infer: ${index + 1}/${rows.length}`;
    return { atMs: 500 + index * rowMs, kind: "say", text };
  });
  const text = responses.map((row) => `${JSON.stringify(row)}\n`).join("");
  const told = lines.filter((_, index) => index % 10 === 9);
  const say: Effect = { atMs: 0, kind: "say", text: `[INFO:swift] Loading ${model} into ${dirname(file)}` };
  return jobOf([say, ...told, { atMs: 700 + rows.length * rowMs, kind: "write", file, text }]);
}
