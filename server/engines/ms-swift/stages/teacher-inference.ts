import { once } from "node:events";
import { createReadStream, createWriteStream } from "node:fs";
import { rename } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";
import { AppError } from "../../../contract/error";
import type { KnowledgeOf } from "../../../contract/recipe/knowledge";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { StageContext, StageSpec } from "../../engine";
import { flag, listFlag } from "../flags";
import { envFor, modelFlags, modelSettings } from "../model-args";

const batchSize = 16;

/** The `answers` entry of a recipe, or null when the teacher's answers are not asked for. */
export function answersOf(recipe: Recipe): KnowledgeOf<"answers"> | null {
  return recipe.knowledge.find((knowledge) => knowledge.kind === "answers") ?? null;
}

function inferArgv(context: StageContext, answers: KnowledgeOf<"answers">): string[] {
  const { recipe, resolve, directory, executables } = context;
  return [
    executables.swift,
    "infer",
    ...modelFlags(recipe.teacher, resolve(recipe.teacher.model)),
    ...listFlag("val_dataset", recipe.data.train.map(resolve)),
    ...flag("infer_backend", "transformers"),
    ...flag("max_length", recipe.data.maxLength),
    ...flag("max_new_tokens", answers.maxTokens),
    ...flag("temperature", answers.temperature),
    ...flag("max_batch_size", batchSize),
    ...flag("seed", recipe.data.seed),
    ...flag("result_path", join(directory, "responses.jsonl")),
  ];
}

/** `teacher-inference`: the teacher answers every training prompt; the artifact is `answers.jsonl`, chat rows for training. */
export function teacherInferenceStage(answers: KnowledgeOf<"answers">): StageSpec {
  return {
    key: "teacher-inference",
    kind: "teacher-inference",
    subject: null,
    title: "Teacher inference",
    dependsOn: [],
    needs: [],
    measured: false,
    plan: (context) => {
      const argv = inferArgv(context, answers);
      return {
        argv,
        commands: [{ label: "swift infer", argv }],
        env: envFor(context),
        launch: argv,
        files: {},
        followed: [],
      };
    },
    cacheParts: ({ recipe, resolve }) => ({
      settings: {
        answers,
        model: modelSettings(recipe.teacher),
        maxLength: recipe.data.maxLength,
        // Greedy answers do not depend on the seed.
        seed: answers.temperature === 0 ? null : recipe.data.seed,
      },
      paths: [resolve(recipe.teacher.model), ...recipe.data.train.map(resolve)],
    }),
    collect: async (directory) => {
      const path = join(directory, "answers.jsonl");
      await writeAnswers(join(directory, "responses.jsonl"), path);
      return [{ kind: "answers", name: "answers", subject: null, path, step: null }];
    },
  };
}

const responseRowSchema = z.object({
  response: z.string().nullable(),
  messages: z.array(z.object({ role: z.string(), content: z.string() }).loose()),
});

/** Rewrites the rows of `swift infer` as chat rows that end with the teacher's answer; rows with an empty answer are left out. */
async function writeAnswers(from: string, to: string): Promise<void> {
  const out = createWriteStream(`${to}.partial`);
  let kept = 0;
  for await (const line of createInterface({ input: createReadStream(from), crlfDelay: Number.POSITIVE_INFINITY })) {
    if (line.trim() === "") continue;
    const { response, messages } = responseRowSchema.parse(JSON.parse(line));
    if (response === null || response.trim() === "") continue;
    const prompt = messages.at(-1)?.role === "assistant" ? messages.slice(0, -1) : messages;
    const answered = [...prompt, { role: "assistant", content: response.trim() }];
    const row = answered.map(({ role, content }) => ({ role, content }));
    if (!out.write(`${JSON.stringify({ messages: row })}\n`)) await once(out, "drain");
    kept += 1;
  }
  out.end();
  await once(out, "finish");
  if (kept === 0)
    throw new AppError("bad-data", "The teacher gave an empty answer to every training prompt", {
      suggestion: "Check the teacher's template and raise knowledge.answers.maxTokens",
    });
  await rename(`${to}.partial`, to);
}
