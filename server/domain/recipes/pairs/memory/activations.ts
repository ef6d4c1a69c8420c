import { message } from "../../../../contract/message";
import { knowledgeOf } from "../../../../contract/recipe/knowledge";
import { linearLayersOf } from "../model/count-parameters";
import type { ModelFacts } from "../model/model-facts";
import type { MomentPart } from "./part";
import { completionLength, keepsFreed, type Setup } from "./setup";
import { bytesOf, formatCount } from "./units";

/** What a backward pass through one layer needs, per token; attention maps apart. The tensors are those that transformers' decoder layers keep. */
function layerBytes({ student, recipe, lora }: Setup): number {
  const each = bytesOf(recipe.student.dtype);
  // In 16 bits a normalisation also keeps its input in fp32.
  const norm = student.hiddenSize * (each === 4 ? 12 : 10);
  const query = student.heads * student.headDim;
  const inner = student.experts
    ? student.experts.perToken * student.experts.intermediateSize + student.experts.sharedIntermediateSize
    : student.intermediateSize;
  // Query, key, value (both spread over all heads), the output and its contiguous copy; gate, up, their two products.
  const base = student.norms * norm + (5 * query + 4 * inner) * each;
  if (lora === 0) return base;
  const targets = recipe.training.lora.targetModules;
  const inputs = linearLayersOf(student)
    .filter(({ name }) => targets.includes("all-linear") || targets.some((target) => target.endsWith(name)))
    .reduce((sum, layer) => sum + layer.inputs, 0);
  // LoRA's dropout keeps its output in fp32 and a mask of one byte.
  return base + inputs * 5;
}

/** One layer's attention maps: only `eager` writes them out, softmax in fp32 and its copy in the model's dtype. */
function mapBytes({ student, recipe, batch, sequence }: Setup): number {
  if (recipe.memory.attention !== "eager") return 0;
  const each = bytesOf(recipe.student.dtype);
  return batch * student.heads * sequence * sequence * (each === 4 ? 4 : 6);
}

/** What the CPU's allocator keeps of earlier passes: layers of the student, and the same for every size; fitted to six trainings of one pair. */
const freedLayers = 4;
const freedBytes = 0.18e9;

/** Activations of the student: with gradient checkpointing one hidden state a layer, and one layer at a time whole (arXiv:1604.06174). */
export function activations(setup: Setup): MomentPart {
  const { student, recipe, tokens } = setup;
  const each = bytesOf(recipe.student.dtype);
  const layer = layerBytes(setup) * tokens + mapBytes(setup);
  const matched = matchedBytes(setup, student);
  const hidden = student.layers * student.hiddenSize * each * tokens;
  if (!recipe.memory.gradientCheckpointing)
    return {
      key: "activations",
      formula: message("formulas.activations", {
        tokens: formatCount(tokens),
        layers: student.layers,
        bytes: formatCount(layer / tokens),
      }),
      at: { teacher: student.layers * layer + matched, loss: student.layers * layer + matched, backward: 1.5 * layer },
    };
  return {
    key: "activations",
    formula: message("formulas.checkpointed", {
      tokens: formatCount(tokens),
      layers: student.layers,
      hidden: String(student.hiddenSize),
      bytes: String(each),
    }),
    // A layer that is computed again needs what it keeps and about half of that for the gradients on their way.
    at: {
      teacher: hidden + matched,
      loss: hidden + matched + (keepsFreed(setup) ? freedLayers * layer + freedBytes : 0),
      backward: hidden + 1.5 * layer,
    },
  };
}

/** What the teacher leaves behind beside its logits: states and maps that are compared; during its pass one layer at work. It keeps no keys and values. */
export function teacherActivations(setup: Setup): MomentPart[] {
  const { teacher, tokens, recipe } = setup;
  if (teacher === null) return [];
  const { facts } = teacher;
  const each = bytesOf(recipe.student.dtype);
  const left = matchedBytes(setup, facts);
  const layerBytes = (4 * facts.hiddenSize + 3 * facts.intermediateSize) * each;
  const layers = left > 0 ? facts.layers : 1;
  return [
    {
      key: "teacher-activations",
      formula: message("formulas.activations", {
        tokens: formatCount(tokens),
        layers,
        bytes: formatCount(left > 0 ? left / tokens / layers : layerBytes),
      }),
      at: { teacher: left + layerBytes * tokens, loss: left },
    },
  ];
}

/** What stays because the loss compares it: every layer's states and maps as a model puts them out, and for each compared pair two fp32 copies. */
function matchedBytes({ recipe, student, tokens, batch, sequence }: Setup, facts: ModelFacts): number {
  const states = knowledgeOf(recipe.knowledge, "hidden-states");
  const maps = knowledgeOf(recipe.knowledge, "attention");
  const each = bytesOf(recipe.student.dtype);
  const pairs = states?.layers === "uniform" ? student.layers : (states?.layers.length ?? 0);
  const statesBytes = states ? tokens * facts.hiddenSize * (pairs * 2 * 4 + facts.layers * each) : 0;
  return statesBytes + (maps ? facts.layers * facts.heads * batch * sequence * sequence * each : 0);
}

/** Keys and values of every sequence that the student writes before a step; a whole accumulated batch is written at once. */
export function rolloutCache(setup: Setup): MomentPart[] {
  const { recipe, student, sequence } = setup;
  if (completionLength(recipe.knowledge) === 0) return [];
  const { batchSize, gradientAccumulation } = recipe.training;
  const tokens = batchSize * gradientAccumulation * sequence * recipe.memory.sequenceParallel;
  const each = cacheBytes(student, bytesOf(recipe.student.dtype));
  return [
    {
      key: "rollout-cache",
      formula: message("formulas.cache", { tokens: formatCount(tokens), bytes: formatCount(each) }),
      at: { rollout: tokens * each },
    },
  ];
}

/** Keys and values of one token in every layer. */
export function cacheBytes({ layers, kvHeads, headDim }: ModelFacts, each: number): number {
  return 2 * layers * kvHeads * headDim * each;
}
