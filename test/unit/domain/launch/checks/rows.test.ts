import { beforeEach, describe, expect, it } from "vitest";
import type { Recipe, RecipeInput } from "../../../../../server/contract/recipe/recipe";
import { checkRecipe } from "../../../../../server/domain/launch/checks/check-recipe";
import { checkRows } from "../../../../../server/domain/launch/checks/rows";
import { readDataFiles } from "../../../../../server/domain/recipes/inputs/data-files";
import type { Services } from "../../../../../server/domain/services";
import { chatRow, writeRows } from "../../../../helpers/data";
import { minimalRecipe, parsedRecipe } from "../../../../helpers/recipes";
import { createHome, createServices } from "../../../../helpers/services";

let home: string;
let services: Services;

beforeEach(() => {
  home = createHome();
  services = createServices(home);
});

const dpo: Partial<RecipeInput> = { knowledge: [{ kind: "preference", method: "dpo", pairs: "own" }] };
const kto: Partial<RecipeInput> = { knowledge: [{ kind: "preference", method: "kto", pairs: "own" }] };
const self: Partial<RecipeInput> = { teacher: { model: "owner/student", source: "self" } };
const routed: Partial<RecipeInput> = {
  teacher: { model: "owner/teacher", source: "server", url: "http://127.0.0.1:1", tags: ["law"] },
  teachers: [{ model: "owner/other", name: "other", url: "http://127.0.0.1:2", tags: ["code", "maths"] }],
  knowledge: [{ kind: "logits", topK: 20 }],
};

const checkRowsOf = async (recipe: Recipe) => checkRows(recipe, await readDataFiles(services.paths, recipe));

async function check(changes: Partial<RecipeInput>, ...columns: Record<string, unknown>[]) {
  const rows = columns.map((more, index) => chatRow(`Question ${index}?`, "Answer", more));
  const data = { train: [writeRows(home, "rows.jsonl", rows)] };
  return checkRowsOf(parsedRecipe({ ...changes, data }));
}

describe("checkRows", () => {
  it.each([
    [
      "rejected-missing",
      dpo,
      { rejected_response: "Worse" },
      [{}, { rejected_response: " " }, { rejected_response: null }],
    ],
    ["label-missing", kto, { label: false }, [{}, { label: "perhaps" }, { label: null }]],
    [
      "teacher-prompt-missing",
      self,
      { teacher_prompt: "It is 4" },
      [{}, { teacher_prompt: "" }, { teacher_prompt: null }],
    ],
    ["tag-missing", routed, { dataset: "maths" }, [{}, { dataset: "art" }, { dataset: ["law"] }]],
  ])("finds %s of all rows at once", async (code, changes, good, bad) => {
    expect(await check(changes, good, good)).toEqual([]);
    const problems = await check(changes, good, ...bad);
    const mended = { "data.badRows": "leaveOut" };
    expect(problems).toMatchObject([{ code, severity: "error", field: "data.train.0", line: 2, changes: mended }]);
    expect(problems[0]?.message.values.reason).toMatchObject({ values: { count: bad.length } });
  });

  it("offers to let the teacher answer where no row has an answer", async () => {
    const data = { train: [writeRows(home, "prompts.jsonl", [{ prompt: "One?" }, { prompt: "Two?" }])] };
    const recipe = parsedRecipe({ data, knowledge: [{ kind: "logits" }] });
    const [problem] = await checkRowsOf(recipe);
    expect(problem).toMatchObject({ code: "answers-missing", severity: "error" });
    const changed = parsedRecipe({ ...recipe, ...problem?.changes } as RecipeInput);
    expect(changed.knowledge.map(({ kind }) => kind)).toEqual(["answers", "logits"]);
    expect(await checkRowsOf(changed)).toEqual([]);
  });

  it("only warns of rows that are left out, unless none would be left", async () => {
    const data = (rows: unknown[]) => ({ train: [writeRows(home, "rows.jsonl", rows)], badRows: "leaveOut" as const });
    const [good, bad] = [chatRow("?", "!", { rejected_response: "no" }), chatRow("?", "!")];
    expect(await checkRowsOf(parsedRecipe({ ...dpo, data: data([good, bad, bad]) }))).toMatchObject([
      { code: "rejected-missing", severity: "warning", message: { code: "problems.rows-left-out" } },
    ]);
    expect(await checkRowsOf(parsedRecipe({ ...dpo, data: data([bad, bad]) }))).toMatchObject([{ severity: "error" }]);
  });

  it("wants nothing of the rows where pairs are made, or one teacher is served", async () => {
    expect(await check({ knowledge: [{ kind: "preference" }] }, {})).toEqual([]);
    expect(await check({ ...routed, teachers: [] }, {})).toEqual([]);
  });

  it("looks at validation rows too", async () => {
    const validation = [
      writeRows(
        home,
        "validation.jsonl",
        Array.from({ length: 30 }, () => chatRow("?", "!")),
      ),
    ];
    const train = [writeRows(home, "rows.jsonl", [chatRow("?", "!", { rejected_response: "no" })])];
    const problems = await checkRowsOf(parsedRecipe({ ...dpo, data: { train, validation } }));
    expect(problems).toMatchObject([{ field: "data.validation.0", line: 1 }]);
  });

  it("belongs to the check of a recipe", async () => {
    const train = [writeRows(home, "rows.jsonl", [chatRow("?", "!")])];
    const { problems } = await checkRecipe(services, minimalRecipe({ ...dpo, data: { train } }));
    expect(problems.map(({ code }) => code)).toContain("rejected-missing");
  });
});
