import { join } from "node:path";
import { z } from "zod";
import { templatedRowSchema } from "../../contract/templated";
import { type ChildEnd, runChild } from "../../platform/child/run-child";
import type { Paths } from "../../platform/paths";
import { engineEnv } from "./flags";
import type { lossScaleOf } from "./loss-scale";
import { rowEncoder } from "./python-files";

const timeoutMs = 180_000;
const passedOn = ["PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "LD_LIBRARY_PATH"];

const answerSchema = z.object({ template: z.string().nullable(), rows: z.array(templatedRowSchema) });

export type EncodeRequest = {
  /** The folder of the model. */
  model: string;
  modelType: string | null;
  template: string | null;
  /** Which answers of a row are learned, in ms-swift's words. */
  lossScale: ReturnType<typeof lossScaleOf>;
  trustRemoteCode: boolean;
  rows: readonly Record<string, unknown>[];
};

export type EncodeAnswer =
  | { answer: z.infer<typeof answerSchema>; failure: null }
  | { answer: null; failure: { end: ChildEnd["end"] | "failed"; lastLine: string } };

/** Asks the installed ms-swift for the tokens of some rows, in a process of its own that has no secrets, no network and no GPU. Takes about ten seconds, most of it to load the engine. */
export async function encodeRows(
  { engine }: Pick<Paths, "engine">,
  request: EncodeRequest,
  signal?: AbortSignal,
): Promise<EncodeAnswer> {
  const kept = passedOn.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  const ended = await runChild({
    argv: [join(engine, "venv", "bin", "python"), rowEncoder],
    env: { ...Object.fromEntries(kept), ...engineEnv(true), CUDA_VISIBLE_DEVICES: "", OMP_NUM_THREADS: "1" },
    input: JSON.stringify(request),
    timeoutMs,
    signal,
  });
  const parsed = answerSchema.safeParse(jsonOf(ended.stdout));
  if (ended.exitCode === 0 && parsed.success) return { answer: parsed.data, failure: null };
  const lastLine = ended.stderr.trim().split("\n").at(-1) ?? "";
  return { answer: null, failure: { end: ended.end === "exited" ? "failed" : ended.end, lastLine } };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
