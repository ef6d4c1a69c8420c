import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import type { RecipeInput } from "../../../../../server/contract/recipe/recipe";
import {
  keepItemsTeacherPasses,
  teacherCeilingOf,
} from "../../../../../server/domain/launch/preflight/teacher-ceiling";
import { readHeldOut } from "../../../../../server/domain/recipes/inputs/data-files";
import type { Services } from "../../../../../server/domain/services";
import { writeRows } from "../../../../helpers/data";
import { insertAnswers, insertRun } from "../../../../helpers/past-runs";
import { parsedRecipe } from "../../../../helpers/recipes";
import { createHome, createServices } from "../../../../helpers/services";

let home: string;
let services: Services;
let input: RecipeInput;

const heldOut = [
  { question: "Capital of Italy?", answers: ["Rome"], id: "it" },
  { question: "Capital of Spain?", answers: ["Madrid"], id: "es" },
  { question: "Capital of Chad?", answers: ["N'Djamena"], id: "td" },
  { question: "Capital of Peru?", answers: ["Lima"], id: "pe" },
];

beforeEach(() => {
  home = createHome();
  services = createServices(home);
  const evaluation = [{ name: "facts", path: writeRows(home, "facts.jsonl", heldOut) }];
  input = {
    name: "line",
    teacher: { model: "owner/teacher" },
    student: { model: "owner/student" },
    data: { train: ["train.jsonl"], evaluation },
  };
});

/** A run with this teacher that answered Italy right, Spain wrong, Chad with an error, and was never asked about Peru. */
function measureTeacher(changes: Partial<RecipeInput> = {}) {
  const run = insertRun(services, { ...input, ...changes }, [
    { key: "evaluate-teacher", kind: "evaluate", subject: "teacher" },
  ]);
  insertAnswers(services, `${run}.evaluate-teacher`, "facts", {
    "Capital of Italy?": "It is Rome.",
    "Capital of Spain?": "Barcelona",
    "Capital of Chad?": null,
  });
}

const ceiling = async () => {
  const recipe = parsedRecipe(input);
  return teacherCeilingOf(services, recipe, await readHeldOut(services.paths, recipe));
};
const keep = (dataset = "facts") => keepItemsTeacherPasses(services, parsedRecipe(input), dataset);

describe("teacherCeilingOf", () => {
  it("counts the items that the teacher failed, errors of its server left out", async () => {
    measureTeacher();
    expect(await ceiling()).toEqual([{ dataset: "facts", items: 2, failed: 1, score: 0.5 }]);
  });

  it("is null without a measurement, and takes none of another teacher or file", async () => {
    expect(await ceiling()).toBeNull();
    measureTeacher({ teacher: { model: "owner/other" } });
    measureTeacher({ teacher: { model: "owner/teacher", adapters: ["adapters/a"] } });
    const other = writeRows(home, "other.jsonl", heldOut);
    measureTeacher({ data: { train: ["train.jsonl"], evaluation: [{ name: "facts", path: other }] } });
    expect(await ceiling()).toBeNull();
  });

  it("scores stored answers against the file as it is now", async () => {
    measureTeacher();
    writeRows(home, "facts.jsonl", [{ question: "Capital of Spain?", answers: ["Barcelona"] }]);
    expect(await ceiling()).toEqual([{ dataset: "facts", items: 1, failed: 0, score: 1 }]);
  });
});

describe("keepItemsTeacherPasses", () => {
  it("writes the passed items as a new file and leaves the user's alone", async () => {
    measureTeacher();
    const before = readFileSync(join(home, "data/facts.jsonl"), "utf8");
    const { path, ...counts } = await keep();
    expect(counts).toEqual({ kept: 1, dropped: 1, unmeasured: 2 });
    expect(path).toMatch(/^data\/facts-teacher-passes-[0-9a-f]{8}\.jsonl$/);
    expect(JSON.parse(readFileSync(join(home, path), "utf8"))).toEqual(heldOut[0]);
    expect(readFileSync(join(home, "data/facts.jsonl"), "utf8")).toBe(before);
    expect((await keep()).path).toBe(path);
  });

  it("throws where there is nothing to go by or nothing would be left", async () => {
    await expect(keep("unknown")).rejects.toThrow(/no held-out set 'unknown'/);
    await expect(keep()).rejects.toThrow(/has not been measured/);
    measureTeacher();
    writeRows(home, "facts.jsonl", heldOut.slice(1));
    await expect(keep()).rejects.toThrow(/passes no item/);
    expect(readdirSync(join(home, "data"))).toEqual(["facts.jsonl"]);
  });
});
