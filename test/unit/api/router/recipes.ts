import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { pastRecipes, presentRecipes } from "../../../dev/sample-recipes";
import { notFound, refusal, type World } from "./world";

/** Calls that judge a recipe before it is started, and what a new one may start from. */
export function testRecipes(world: () => World): void {
  it("recipes.preflight tells what is to be expected, or why that cannot be known", async () => {
    const { api } = world();
    const { preflight, problems } = await api.recipes.preflight.query({ recipe: pastRecipes.succeeded });
    expect(problems.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(preflight).not.toBeNull();
    const broken = await api.recipes.preflight.query({ recipe: { name: "nothing else" } });
    expect(broken.preflight).toBeNull();
    expect(broken.problems.length).toBeGreaterThan(0);
  });

  it("recipes.preflightSoFar ends with the same, whoever asks again until nothing is looked at any more", async () => {
    const { api } = world();
    const ask = () => api.recipes.preflightSoFar.query({ recipe: pastRecipes.succeeded });
    let told = await ask();
    while (told.looking.length > 0) told = await ask();
    const { preflight, problems } = await api.recipes.preflight.query({ recipe: pastRecipes.succeeded });
    expect(told.problems).toEqual(problems);
    expect(told.preflight).toMatchObject({ pair: preflight?.pair, data: preflight?.data });
  });

  it("recipes.plan lists the stages of a recipe", async () => {
    const { api } = world();
    const { stages } = await api.recipes.plan.query({ recipe: presentRecipes.held });
    expect(stages.map(({ kind }) => kind)).toContain("distill");
    await expect(api.recipes.plan.query({ recipe: 1 })).rejects.toEqual(refusal("BAD_REQUEST", "invalid-recipe"));
  });

  it("recipes.keepItemsTeacherPasses writes a set without what the teacher failed", async () => {
    const { api, services } = world();
    const asked = { recipe: pastRecipes.succeeded, dataset: "facts-unseen" };
    const { path, kept } = await api.recipes.keepItemsTeacherPasses.mutate(asked);
    expect(readFileSync(join(services.paths.home, path), "utf8").trim().split("\n")).toHaveLength(kept);
    await expect(api.recipes.keepItemsTeacherPasses.mutate({ ...asked, dataset: "no-set" })).rejects.toEqual(notFound);
  });

  it("recipes.suggest finds the models and data of this home", async () => {
    const { models, data, demoRecipe } = await world().api.recipes.suggest.query();
    expect(models.map(({ label }) => label)).toContain("sample-teacher");
    expect(data.map(({ path }) => path)).toContain("public/samples/facts-train.jsonl");
    expect(demoRecipe).toBeNull();
  });
}
