import { expect, it } from "vitest";
import { pastRecipes } from "../../../dev/sample-recipes";
import { conflict, notFound, type World } from "./world";

/** Calls of `sweeps`. */
export function testSweeps(world: () => World): void {
  it("sweeps.get shows every trial with its values", async () => {
    const { api, seeded } = world();
    const { parameters, trials } = await api.sweeps.get.query({ sweepId: seeded.sweepId });
    expect(parameters).toEqual(["training.learningRate"]);
    expect(trials.map(({ values }) => values["training.learningRate"])).toEqual([1e-4, 3e-4, 1e-3]);
    await expect(api.sweeps.get.query({ sweepId: "no-sweep" })).rejects.toEqual(notFound);
  });

  it("sweeps.cancel ends every run that has not ended", async () => {
    const { api } = world();
    const { sweepId, runIds } = await api.runs.create.mutate({ recipe: { ...pastRecipes.sweep, name: "cancelled" } });
    const sweep = { sweepId: sweepId ?? "" };
    expect(await api.sweeps.cancel.mutate(sweep)).toEqual({ cancelled: runIds.length });
    await expect(api.sweeps.cancel.mutate(sweep)).rejects.toEqual(conflict);
  });
}
