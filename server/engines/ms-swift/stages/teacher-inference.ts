import { join } from "node:path";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import { type KnowledgeOf, knowledgeOf } from "../../../contract/recipe/knowledge";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { StageSpec } from "../../engine";
import { readResponses, writeJsonLines } from "../chat-rows";
import { modelSettings } from "../model-args";
import { type TeacherPart, teachersOf } from "../teachers";
import { findShards, inferPlan, responsesFile } from "./infer-argv";

type AnswerSettings = Pick<KnowledgeOf<"answers">, "maxTokens" | "temperature" | "truncated">;

/** How the teachers are asked for answers, or null when none are needed. */
export function answersOf({ knowledge }: Recipe): AnswerSettings | null {
  const preference = knowledgeOf(knowledge, "preference");
  const answers = knowledgeOf(knowledge, "answers");
  const asked = preference?.pairs === "teacher-student" ? preference : answers?.source === "teacher" ? answers : null;
  return asked && { maxTokens: asked.maxTokens, temperature: asked.temperature, truncated: asked.truncated };
}

/** Artifacts with the answers of each teacher, in the order of the teachers. */
export function answerNames(recipe: Recipe): string[] {
  return teachersOf(recipe).map(({ suffix }) => `answers${suffix}`);
}

/** Key of the stage that makes an answers artifact. */
export function inferenceKeyOf(answersName: string): string {
  return answersName.replace(/^answers/, "teacher-inference");
}

/** `teacher-inference`: one teacher answers every training prompt of its data; the artifact is `answers.jsonl`, chat rows for training. */
function teacherInferenceStage(part: TeacherPart, settings: AnswerSettings): StageSpec {
  const name = `answers${part.suffix}`;
  return {
    key: inferenceKeyOf(name),
    kind: "teacher-inference",
    subject: null,
    dependsOn: [],
    needs: [],
    makes: { [name]: "answers.jsonl" },
    plan: (context) => {
      const { resolve } = context;
      return inferPlan(context, {
        model: part.teacher,
        adapters: part.adapters.map(resolve),
        data: part.train.map(resolve),
        maxTokens: settings.maxTokens,
        temperature: settings.temperature,
      });
    },
    cacheParts: ({ recipe, resolve }) => ({
      settings: {
        answers: settings,
        model: modelSettings(part.teacher),
        maxLength: recipe.data.maxLength,
        // Greedy answers do not depend on the seed.
        seed: settings.temperature === 0 ? null : recipe.data.seed,
      },
      paths: [resolve(part.teacher.model), ...part.adapters.map(resolve), ...part.train.map(resolve)],
    }),
    findResume: findShards,
    collect: async (directory) => {
      const path = join(directory, "answers.jsonl");
      await writeAnswers(join(directory, responsesFile), path, settings);
      return [{ kind: "answers", name, subject: null, path, step: null }];
    },
  };
}

/** A stage for every teacher, none where no answers are needed. */
export function teacherInferenceStages(recipe: Recipe): StageSpec[] {
  const settings = answersOf(recipe);
  return settings === null ? [] : teachersOf(recipe).map((part) => teacherInferenceStage(part, settings));
}

/** Rewrites the rows of `swift infer` as chat rows that end with the teacher's answer; rows without one that may be taught are left out. */
async function writeAnswers(from: string, to: string, { truncated, maxTokens }: AnswerSettings): Promise<void> {
  let cutOff = 0;
  async function* answered() {
    for await (const { prompt, answer, isTruncated } of readResponses(from)) {
      if (isTruncated && truncated === "leaveOut") cutOff += 1;
      else if (answer !== "") yield { messages: [...prompt, { role: "assistant", content: answer }] };
    }
  }
  if ((await writeJsonLines(to, answered())) > 0) return;
  if (cutOff === 0)
    throw new AppError("bad-data", message("control.empty-answers"), {
      suggestion: message("control.empty-answers-next"),
    });
  throw new AppError("bad-data", message("control.cut-answers", { maxTokens }), {
    suggestion: message("control.cut-answers-next"),
  });
}
