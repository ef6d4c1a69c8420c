import { join } from "node:path";
import { AppError } from "../../../contract/error";
import { message } from "../../../contract/message";
import { knowledgeOf } from "../../../contract/recipe/knowledge";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { StageSpec } from "../../engine";
import { readResponses, writeJsonLines } from "../chat-rows";
import { envFor, modelSettings } from "../model-args";
import { type TeacherPart, teachersOf } from "../teachers";
import { inferArgv, responsesFile } from "./infer-argv";

type AnswerSettings = { maxTokens: number; temperature: number };

/** How the teachers are asked for answers, or null when none are needed. */
export function answersOf({ knowledge }: Recipe): AnswerSettings | null {
  const preference = knowledgeOf(knowledge, "preference");
  const asked = preference?.pairs === "teacher-student" ? preference : knowledgeOf(knowledge, "answers");
  return asked && { maxTokens: asked.maxTokens, temperature: asked.temperature };
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
      const argv = inferArgv(context, {
        model: part.teacher,
        adapters: part.adapters.map(resolve),
        data: part.train.map(resolve),
        ...settings,
      });
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
        answers: settings,
        model: modelSettings(part.teacher),
        maxLength: recipe.data.maxLength,
        // Greedy answers do not depend on the seed.
        seed: settings.temperature === 0 ? null : recipe.data.seed,
      },
      paths: [resolve(part.teacher.model), ...part.adapters.map(resolve), ...part.train.map(resolve)],
    }),
    collect: async (directory) => {
      const path = join(directory, "answers.jsonl");
      await writeAnswers(join(directory, responsesFile), path);
      return [{ kind: "answers", name, subject: null, path, step: null }];
    },
  };
}

/** A stage for every teacher, none where no answers are needed. */
export function teacherInferenceStages(recipe: Recipe): StageSpec[] {
  const settings = answersOf(recipe);
  return settings === null ? [] : teachersOf(recipe).map((part) => teacherInferenceStage(part, settings));
}

/** Rewrites the rows of `swift infer` as chat rows that end with the teacher's answer; rows with an empty answer are left out. */
async function writeAnswers(from: string, to: string): Promise<void> {
  async function* answered() {
    for await (const { prompt, answer } of readResponses(from)) {
      if (answer !== "") yield { messages: [...prompt, { role: "assistant", content: answer }] };
    }
  }
  if ((await writeJsonLines(to, answered())) === 0)
    throw new AppError("bad-data", message("control.empty-answers"), {
      suggestion: message("control.empty-answers-next"),
    });
}
