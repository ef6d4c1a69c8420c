import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import { type KnowledgeOf, knowledgeOf } from "../../../contract/recipe/knowledge";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { StageSpec } from "../../engine";
import { type ChatMessage, readAnswers, readResponses, writeJsonLines } from "../chat-rows";
import { modelSettings } from "../model-args";
import { allTrainingData } from "../teachers";
import { findShards, inferPlan, responsesFile } from "./infer-argv";
import { answerNames, inferenceKeyOf } from "./teacher-inference";

const specFile = "pairs.json";
const specSchema = z.object({
  answers: z.array(z.string()),
  method: z.enum(["dpo", "kto"]),
  // Files of stages that began with an earlier version lack it.
  truncated: z.enum(["leaveOut", "keep"]).default("keep"),
});

/** The preference entry whose pairs Stillroom makes, or null when there is none or the user brings pairs. */
export function preferencePairsOf({ knowledge }: Recipe): KnowledgeOf<"preference"> | null {
  const preference = knowledgeOf(knowledge, "preference");
  return preference?.pairs === "teacher-student" ? preference : null;
}

/** The stage that makes pairs, where a recipe wants some made. */
export function preferencePairsStages(recipe: Recipe): StageSpec[] {
  const preference = preferencePairsOf(recipe);
  return preference === null ? [] : [preferencePairsStage(recipe, preference)];
}

/** `preference-pairs`: the untouched student answers the prompts too; its answer is the rejected one, the teacher's the chosen one. */
function preferencePairsStage(recipe: Recipe, preference: KnowledgeOf<"preference">): StageSpec {
  const answers = answerNames(recipe);
  return {
    key: "preference-pairs",
    kind: "preference-pairs",
    subject: null,
    dependsOn: answers.map(inferenceKeyOf),
    needs: answers,
    makes: { pairs: "pairs.jsonl" },
    plan: (context) => {
      const { recipe, resolve, inputs } = context;
      const plan = inferPlan(context, {
        model: recipe.student,
        adapters: [],
        data: allTrainingData(recipe).map(resolve),
        maxTokens: preference.maxTokens,
        temperature: preference.temperature,
      });
      const { method, truncated } = preference;
      const spec = { answers: answers.map((name) => inputs[name] ?? ""), method, truncated };
      return { ...plan, files: { ...plan.files, [specFile]: `${JSON.stringify(spec, null, 2)}\n` } };
    },
    cacheParts: ({ recipe, inputs, resolve }) => ({
      settings: {
        preference: { ...preference, beta: null },
        seed: preference.temperature === 0 ? null : recipe.data.seed,
        model: modelSettings(recipe.student),
        maxLength: recipe.data.maxLength,
      },
      paths: [
        resolve(recipe.student.model),
        ...answers.map((name) => inputs[name] ?? ""),
        ...allTrainingData(recipe).map(resolve),
      ],
    }),
    findResume: findShards,
    collect: async (directory) => {
      const path = join(directory, "pairs.jsonl");
      const spec = specSchema.parse(JSON.parse(await readFile(join(directory, specFile), "utf8")));
      await writePairs(spec, join(directory, responsesFile), path);
      return [{ kind: "pairs", name: "pairs", subject: null, path, step: null }];
    },
  };
}

/** Joins both models' answers by their prompt. Equal answers prefer nothing and are left out, cut ones by the recipe's choice. */
async function writePairs({ answers, method, truncated }: z.infer<typeof specSchema>, responses: string, to: string) {
  const chosen = new Map<string, string>();
  for (const file of answers) {
    for await (const { prompt, answer } of readAnswers(file)) chosen.set(JSON.stringify(prompt), answer);
  }
  async function* pairs() {
    for await (const { prompt, answer, isTruncated } of readResponses(responses)) {
      if (isTruncated && truncated === "leaveOut") continue;
      const better = chosen.get(JSON.stringify(prompt));
      if (better !== undefined && answer !== "" && answer !== better) yield* rowsOf(method, prompt, better, answer);
    }
  }
  if ((await writeJsonLines(to, pairs())) === 0)
    throw new AppError("bad-data", message("control.same-answers"), {
      suggestion: message("control.same-answers-next"),
    });
}

/** Rows as ms-swift reads them: one with both answers for DPO, two with a label each for KTO. */
function rowsOf(method: "dpo" | "kto", prompt: ChatMessage[], chosen: string, rejected: string): object[] {
  const ending = (content: string) => [...prompt, { role: "assistant", content }];
  if (method === "dpo") return [{ messages: ending(chosen), rejected_response: rejected }];
  return [
    { messages: ending(chosen), label: true },
    { messages: ending(rejected), label: false },
  ];
}
