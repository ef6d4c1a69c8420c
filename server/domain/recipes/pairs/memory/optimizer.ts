import { message } from "../../../../contract/message";
import { linearLayersOf } from "../model/count-parameters";
import { always, type MomentPart } from "./part";
import type { Setup } from "./setup";
import { bytesOf, formatCount } from "./units";

/** Elements of DeepSpeed's reduction bucket in the presets (`reduce_bucket_size`). */
const bucketElements = 2e8;

/** Numbers that are trained. */
function trainable({ lora, student, recipe }: Setup): number {
  return recipe.training.tuner === "full" ? student.parameters.total : lora;
}

/** LoRA matrices are kept in fp32 whatever the model's dtype (peft's `autocast_adapter_dtype`). */
function trainableBytes({ recipe }: Setup): number {
  return recipe.training.tuner === "full" ? bytesOf(recipe.student.dtype) : 4;
}

/** Gradients on one device: only of what is trained, a share of them from ZeRO-2 on; with gradient accumulation they stay through the next passes. */
export function gradients(setup: Setup): MomentPart {
  const { zero, devices, student, recipe } = setup;
  const count = trainable(setup);
  const each = trainableBytes(setup);
  const whole = count * each;
  const bucket = Math.min(whole, bucketElements * each);
  const kept = zero.stage >= 2 ? (zero.offloadsOptimizer ? bucket : whole / devices + bucket) : whole;
  // Every device of a plain data-parallel training also holds the buckets that are averaged.
  const held = zero.stage < 2 && devices > 1 ? 2 * kept : Math.min(kept, 2 * whole);
  // A tied matrix gets one gradient as embedding and one as output before they are added up.
  const tied = recipe.training.tuner === "full" && student.tiedEmbeddings ? student.parameters.embedding * each : 0;
  const waiting = recipe.training.gradientAccumulation > 1 ? held : 0;
  const plain = message("formulas.gradients", { count: formatCount(count), bytes: String(each) });
  const shared = zero.stage >= 2 && devices > 1 ? message("formulas.divided", { formula: plain, devices }) : plain;
  return {
    key: "gradients",
    formula: tied > 0 ? message("formulas.tied", { formula: shared }) : shared,
    at: { rollout: waiting, teacher: waiting, loss: waiting, backward: held + tied },
  };
}

/** AdamW's two states in the dtype of what is trained, in fp32 with a master copy under DeepSpeed; less with GaLore. */
export function optimizer(setup: Setup): MomentPart {
  const { zero, devices, recipe } = setup;
  if (recipe.memory.galore) return galoreOptimizer(setup);
  const count = trainable(setup);
  const isMixed = zero.stage > 0 && trainableBytes(setup) === 2;
  const each = zero.stage > 0 ? (isMixed ? 12 : 8) : 2 * trainableBytes(setup);
  const shards = zero.stage > 0 ? devices : 1;
  const bytes = zero.offloadsOptimizer ? 0 : (count * each) / shards;
  const states = isMixed
    ? message("formulas.mixed-states", { count: formatCount(count) })
    : message("formulas.states", { count: formatCount(count), bytes: String(each / 2) });
  const shared = shards > 1 ? message("formulas.divided", { formula: states, devices: shards }) : states;
  const formula = zero.offloadsOptimizer ? message("formulas.host-memory", { formula: states }) : shared;
  return {
    ...always("optimizer", bytes, formula),
    hostBytes: zero.offloadsOptimizer ? count * (each + trainableBytes(setup)) : 0,
  };
}

/** GaLore keeps both states of a matrix at rank × its longer side, with the projection; others stay whole (arXiv:2403.03507; quantised: arXiv:2407.08296). */
function galoreOptimizer({ recipe, student }: Setup): MomentPart {
  const { rank = 128, quantized = false } = recipe.memory.galore ?? {};
  const each = bytesOf(recipe.student.dtype);
  const state = quantized ? 1 : each;
  const matrices = linearLayersOf(student);
  const layer = matrices.reduce((sum, { inputs, outputs }) => {
    const [short, long] = [Math.min(inputs, outputs), Math.max(inputs, outputs)];
    const kept = Math.min(rank, short);
    return sum + kept * short * each + 2 * kept * long * state;
  }, 0);
  const rest = student.parameters.total - student.parameters.linear;
  const bytes = student.layers * layer + 2 * rest * state;
  // The singular value decomposition that makes a projection works in fp32 on a whole matrix: input and both factors.
  const decomposed = 3 * 4 * Math.max(...matrices.map(({ inputs, outputs }) => inputs * outputs));
  // ms-swift's GaLoreAdamW is not fused: it makes a denominator and an update as large as a whole embedding.
  const updated = quantized ? 0 : 2 * each * student.parameters.embedding;
  const workspace = Math.max(decomposed, updated);
  return {
    ...always(
      "optimizer",
      bytes,
      message("formulas.galore", {
        rank,
        linear: formatCount(student.parameters.linear),
        bytes: String(state),
        rest: formatCount(rest),
      }),
    ),
    at: { rollout: bytes, teacher: bytes, loss: bytes, backward: bytes + workspace },
  };
}
