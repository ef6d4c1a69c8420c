import type { Dtype, LoadedDtype } from "../../contract/recipe/pair";
import type { Recipe } from "../../contract/recipe/recipe";
import { demandOf } from "../../contract/recipe/resources";

/**
 * GPUs before Ampere compute in float16 and only emulate bfloat16 (compute capability below 8.0: CUDA C++ Programming Guide,
 * "Arithmetic instructions"). By name, since drivers of that time do not tell their GPU's compute capability.
 */
const withoutBfloat16 = /\b(K\d0|M\d0|P\d{1,3}|V100|T4|T\d00|GTX|TITAN|RTX 20\d\d|Quadro (?!RTX A))/i;

/** The dtype that `auto` means for a training on these GPUs: none asked for, a CPU. Pure. */
export function dtypeFor({ resources, training }: Recipe, gpuNames: readonly string[]): LoadedDtype {
  if (demandOf(resources, "distill").gpus === 0) return "float32";
  // Only this host's GPUs are known; a cluster is taken to have newer ones.
  const isOld = resources.executor === "local" && gpuNames.some((name) => withoutBfloat16.test(name));
  if (!isOld) return "bfloat16";
  // What is trained itself cannot be float16: gradient scaling refuses to unscale half precision.
  return training.tuner === "full" ? "float32" : "float16";
}

/** The recipe with a dtype in place of each `auto`. Pure. */
export function settleDtypes(recipe: Recipe, gpuNames: readonly string[]): Recipe {
  const settled = dtypeFor(recipe, gpuNames);
  const settle = <Model extends { dtype: Dtype }>(model: Model): Model =>
    model.dtype === "auto" ? { ...model, dtype: settled } : model;
  return {
    ...recipe,
    student: settle(recipe.student),
    teacher: settle(recipe.teacher),
    teachers: recipe.teachers.map(settle),
  };
}
