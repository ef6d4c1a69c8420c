import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { RecipeInput } from "../../../server/contract/recipe/recipe";
import { rowNeedsOf } from "../../../server/domain/launch/row-needs";
import { sayCut } from "../../../server/domain/runs/views/cut-answers";
import { stagesOf } from "../../../server/engines/registry";
import { parsedRecipe } from "../../helpers/recipes";
import { saying } from "../../helpers/saying";
import { createHome } from "../../helpers/services";

type Response = { question: string; response: string | null; finish?: "stop" | "length" };

const whole: Response = { question: "One?", response: "Yes.", finish: "stop" };
const cut: Response = { question: "Two?", response: "It uses the krona as", finish: "length" };
const empty: Response = { question: "Three?", response: null, finish: "stop" };

function attemptWith(responses: Response[]): string {
  const folder = createHome();
  const lines = responses.map(({ question, response, finish }) => {
    const asked = { role: "user", content: question };
    const messages = response === null ? [asked] : [asked, { role: "assistant", content: response }];
    return `${JSON.stringify({ response, finish, messages })}\n`;
  });
  writeFileSync(join(folder, "responses.jsonl"), lines.join(""));
  return folder;
}

function stage(key: string, knowledge: NonNullable<RecipeInput["knowledge"]>) {
  const recipe = parsedRecipe({ knowledge });
  const found = stagesOf(recipe).find((spec) => spec.key === key);
  if (found === undefined) throw new Error(`no stage ${key}`);
  return { collect: (directory: string) => found.collect(directory, recipe), found };
}

async function taught(responses: Response[], knowledge: NonNullable<RecipeInput["knowledge"]>): Promise<string[]> {
  const folder = attemptWith(responses);
  await stage("teacher-inference", knowledge).collect(folder);
  const lines = readFileSync(join(folder, "answers.jsonl"), "utf8").trim().split("\n");
  return lines.map((line) => JSON.parse(line).messages.at(-1).content);
}

describe("answers that were cut off", () => {
  it("are no rows to learn from unless the recipe keeps them", async () => {
    const all = [whole, cut, empty];
    expect(await taught(all, [{ kind: "answers" }])).toEqual([whole.response]);
    expect(await taught(all, [{ kind: "answers", truncated: "keep" }])).toEqual([whole.response, cut.response]);
    expect(await taught(all, [{ kind: "preference" }])).toEqual([whole.response]);
  });

  it("are all kept of an attempt that did not say how its answers ended", async () => {
    const older = { question: "One?", response: "Yes" };
    expect(await taught([older], [{ kind: "answers" }])).toEqual(["Yes"]);
  });

  it("stop the stage with what to change where nothing else is left", async () => {
    const knowledge = [{ kind: "answers", maxTokens: 24 }] as const;
    await expect(taught([cut, empty], [...knowledge])).rejects.toThrow(/cut off at 24 tokens/);
    await expect(taught([empty], [...knowledge])).rejects.toThrow(/empty answer/);
  });

  it("are neither chosen nor rejected", async () => {
    const folder = attemptWith([
      { ...whole, response: "Perhaps." },
      { ...cut, question: "Four?" },
    ]);
    const answers = join(folder, "answers.jsonl");
    const row = (question: string) => ({
      messages: [
        { role: "user", content: question },
        { role: "assistant", content: "Yes." },
      ],
    });
    writeFileSync(answers, ["One?", "Four?"].map((question) => `${JSON.stringify(row(question))}\n`).join(""));
    const rejected = async (truncated: "leaveOut" | "keep") => {
      const spec = { answers: [answers], method: "dpo", truncated };
      writeFileSync(join(folder, "pairs.json"), JSON.stringify(spec));
      await stage("preference-pairs", [{ kind: "preference", truncated }]).collect(folder);
      const lines = readFileSync(join(folder, "pairs.jsonl"), "utf8").trim().split("\n");
      return lines.map((line) => JSON.parse(line).rejected_response);
    };
    expect(await rejected("leaveOut")).toEqual(["Perhaps."]);
    expect(await rejected("keep")).toEqual(["Perhaps.", cut.response]);
  });

  it("are said with what became of them, and with advice where they are many", () => {
    const said = sayCut({ truncated: "leaveOut", maxTokens: 24 }, { rows: 255, truncated: 73 });
    expect(said.said).toEqual(saying("73 of 255 answers were cut off at 24 tokens and left out"));
    expect(said.advice).toEqual(saying("Raise maxTokens"));
    const few = sayCut({ truncated: "keep", maxTokens: 24 }, { rows: 255, truncated: 3 });
    expect(few).toEqual({ said: saying("are taught as if they ended there"), advice: null });
  });
});

describe("the stage that asks the teacher", () => {
  const { found } = stage("teacher-inference", [{ kind: "answers" }]);

  it("goes on from the shards that an earlier attempt left, and from nothing else", () => {
    const folder = createHome();
    expect(found.findResume?.(folder)).toBeNull();
    mkdirSync(join(folder, "responses"));
    writeFileSync(join(folder, "responses", "answers-00000.jsonl.partial"), "");
    expect(found.findResume?.(folder)).toBeNull();
    writeFileSync(join(folder, "responses", "answers-00000.jsonl"), "");
    expect(found.findResume?.(folder)).toBe(join(folder, "responses"));
  });

  it("tells the engine where the shards lie", () => {
    const plan = found.plan({
      recipe: parsedRecipe({ knowledge: [{ kind: "answers" }] }),
      directory: "/runs/a2",
      executables: { swift: "swift", evalscope: "evalscope", python: "python" },
      inputs: {},
      resolve: (reference) => `/home/${reference}`,
      resumeFrom: "/runs/a1/responses",
    });
    expect(JSON.parse(plan.files["answers.json"] ?? "")).toMatchObject({ resumeFrom: "/runs/a1/responses" });
    expect(plan.env.STILLROOM_ANSWERS).toBe("/runs/a2/answers.json");
    expect(plan.argv.at(-1)).toMatch(/^--external_plugins=.*answer_shards\.py$/);
  });
});

describe("own answers", () => {
  const recipe = parsedRecipe({ knowledge: [{ kind: "answers", source: "own" }] });

  it("are trained on as they are, with no teacher asked", () => {
    const specs = stagesOf(recipe);
    expect(specs[0]).toMatchObject({ key: "distill", dependsOn: [], needs: [] });
    expect(specs.some(({ kind }) => kind === "teacher-inference")).toBe(false);
  });

  it("have to be in every training row", () => {
    expect(rowNeedsOf(recipe, "data.train.0").columns).toEqual(["answer"]);
    expect(rowNeedsOf(parsedRecipe({ knowledge: [{ kind: "answers" }] }), "data.train.0").columns).toEqual([]);
  });
});
