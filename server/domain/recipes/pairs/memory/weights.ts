import { type Message, message } from "../../../../contract/message";
import type { Recipe } from "../../../../contract/recipe/recipe";
import type { ModelFacts } from "../model/model-facts";
import { always, joined, type MomentPart } from "./part";
import type { Setup } from "./setup";
import { bytesOf, formatCount } from "./units";

/** 4 bits and, for every 64 weights, a scale that is itself quantised (QLoRA, arXiv:2305.14314, section 3: 0.127 bits). */
const nf4BytesPerWeight = (4 + 0.127) / 8;
/** GPTQ and AWQ keep a 16-bit scale and a zero point for every 128 weights. */
const groupBits = (bits: number): number => (16 + bits) / 128;

/** Bytes that the weights take once loaded, and how they come about; `isNf4` loads the layers' matrices in 4 bits. */
export function loadedWeights(
  facts: ModelFacts,
  dtype: Recipe["student"]["dtype"],
  isNf4 = false,
): { bytes: number; formula: Message } {
  const { total, linear } = facts.parameters;
  const bytes = bytesOf(dtype);
  if (!isNf4 && facts.quantized === null)
    return {
      bytes: total * bytes,
      formula: message("formulas.parameters", { count: formatCount(total), bytes: String(bytes) }),
    };
  const bits = facts.quantized?.bits ?? 4;
  const each = facts.quantized === null ? nf4BytesPerWeight : (bits + groupBits(bits)) / 8;
  return {
    bytes: linear * each + (total - linear) * bytes,
    formula: message("formulas.quantized", {
      weights: formatCount(linear),
      each: each.toFixed(2),
      rest: formatCount(total - linear),
      bytes: String(bytes),
    }),
  };
}

/** The student's weights on one device with its LoRA matrices in fp32, and a frozen copy as DPO's and KTO's reference in full tuning. */
export function studentWeights(setup: Setup): MomentPart {
  const { recipe, student, lora, method } = setup;
  const { bytes, formula } = loadedWeights(student, recipe.student.dtype, recipe.training.tuner === "qlora");
  const needsReference = (method === "dpo" || method === "kto") && recipe.training.tuner === "full";
  const copies = needsReference ? 2 : 1;
  const part = always(
    "student-weights",
    shardedWeights(setup, student, bytes * copies) + lora * 4,
    joined([
      formula,
      needsReference ? message("formulas.reference") : null,
      lora > 0 ? message("formulas.lora", { count: formatCount(lora) }) : null,
      describeShards(setup),
    ]),
  );
  return { ...part, hostBytes: setup.zero.offloadsParameters ? bytes * copies : 0 };
}

/** The teacher's weights on one device in its own dtype: none where it is served, cached or the student itself; only during its pass where it is offloaded. */
export function teacherWeights(setup: Setup): MomentPart[] {
  const { teacher, recipe } = setup;
  if (teacher === null || teacher.isOwnModel) return [];
  const loaded = loadedWeights(teacher.facts, recipe.teacher.dtype);
  const bytes = shardedWeights(setup, teacher.facts, loaded.bytes);
  const formula = joined([loaded.formula, describeShards(setup)]);
  const inHost = setup.zero.offloadsParameters ? loaded.bytes : 0;
  if (!teacher.isOffloaded) return [{ ...always("teacher-weights", bytes, formula), hostBytes: inHost }];
  const hostBytes = Math.max(inHost, bytes * setup.devices);
  return [
    { key: "teacher-weights", formula: message("formulas.during", { formula }), at: { teacher: bytes }, hostBytes },
  ];
}

/** ZeRO-3 keeps a share of the weights, and gathers the layer at work, the next one and the output matrix (arXiv:1910.02054). */
function shardedWeights({ zero, devices }: Setup, facts: ModelFacts, bytes: number): number {
  if (zero.stage < 3) return bytes;
  const { perLayer, embedding, total } = facts.parameters;
  const gathered = Math.min(bytes, ((2 * perLayer + embedding) / total) * bytes);
  const kept = zero.offloadsParameters ? 0 : bytes / devices;
  return devices === 1 && !zero.offloadsParameters ? bytes : Math.min(bytes, kept + gathered);
}

function describeShards({ zero, devices }: Setup): Message | null {
  if (zero.stage < 3) return null;
  return zero.offloadsParameters ? message("formulas.shards-host") : message("formulas.shards", { devices });
}
