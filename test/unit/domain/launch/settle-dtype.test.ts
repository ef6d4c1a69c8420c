import { expect, it } from "vitest";
import { runners } from "../../../../db/schema/index";
import type { RecipeInput } from "../../../../server/contract/recipe/recipe";
import { dtypeFor } from "../../../../server/domain/launch/settle-dtype";
import { resolvedOf, settleRecipe } from "../../../../server/domain/launch/settle-recipe";
import { parsedRecipe } from "../../../helpers/recipes";
import { createServices } from "../../../helpers/services";

const onGpu: Partial<RecipeInput> = { resources: { gpus: 1 } };

it.each([
  ["float32", {}, []],
  ["float32", {}, ["NVIDIA A100-SXM4-80GB"]],
  ["bfloat16", onGpu, ["NVIDIA A100-SXM4-80GB"]],
  ["bfloat16", onGpu, ["NVIDIA GeForce RTX 4090"]],
  ["bfloat16", onGpu, ["NVIDIA H200"]],
  ["bfloat16", onGpu, []],
  ["float16", onGpu, ["Tesla V100-SXM2-16GB"]],
  ["float16", onGpu, ["Tesla T4"]],
  ["float16", onGpu, ["NVIDIA GeForce RTX 2080 Ti"]],
  ["float16", onGpu, ["NVIDIA A10", "Tesla P100-PCIE-16GB"]],
  ["float32", { ...onGpu, training: { tuner: "full" } }, ["Tesla T4"]],
  ["bfloat16", { resources: { gpus: 1, executor: "slurm" } }, ["Tesla T4"]],
] as const)("an open dtype is %s for %j on %j", (dtype, changes, gpus) =>
  expect(dtypeFor(parsedRecipe(changes), gpus)).toBe(dtype),
);

it("names what it set, leaves what a person set, and asks the runner for the GPUs", () => {
  const services = createServices();
  const gpu = { index: 0, name: "Tesla T4", memoryTotalBytes: 16e9, memoryUsedBytes: 0, utilization: 0 };
  const beat = { id: "host", pid: 1, startedAt: 1, beatAt: Date.now(), gpusJson: JSON.stringify([gpu]) };
  services.db.insert(runners).values(beat).run();
  const recipe = parsedRecipe({ ...onGpu, teacher: { model: "owner/teacher", dtype: "float32" } });
  const { recipe: settled } = settleRecipe(services, recipe);
  expect(settled.student.dtype).toBe("float16");
  expect(settled.teacher.dtype).toBe("float32");
  expect(resolvedOf(recipe, settled)).toEqual([{ field: "student.dtype", value: "float16" }]);
});
