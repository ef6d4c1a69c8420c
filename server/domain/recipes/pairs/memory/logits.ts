import { message } from "../../../../contract/message";
import { knowledgeOf } from "../../../../contract/recipe/knowledge";
import { joined, type MomentPart } from "./part";
import type { Setup } from "./setup";
import { formatCount } from "./units";

/** Positions that Liger's kernels look at together. */
const ligerRows = 1024;

/** What the plugin looks at together (`MOST_ROWS_AT_ONCE` and `ELEMENTS_AT_ONCE` in its `chunked_loss.py`). */
const chunk = { mostRows: 256, elements: 2 ** 24 };
/** Student's logits, teacher's logits, the student's shares, the teacher's shares, and one of either while it is made. */
const chunkCopies = 5;

/**
 * Copies of whole logits that are alive at once, counted in the code that trains: logits, log-softmax, its gradient and
 * the logits' own. `before`: during the pass of the teacher or the reference.
 */
const wholeCopies = {
  sft: { loss: 4, before: 0 },
  dpo: { loss: 5, before: 1 },
  kto: { loss: 5, before: 1 },
  grpo: { loss: 4, before: 2 },
} as const;

/** Logits and what the loss makes of them. They are fp32 in every dtype, since mixed precision converts what a model puts out. */
export function logitsPart(setup: Setup): MomentPart {
  const { tokens, student, recipe, method } = setup;
  if (method === "gkd") return distillationPart(setup);
  const { loss, before } = recipe.memory.liger ? { loss: 4, before: 0 } : wholeCopies[method];
  const row = student.vocabSize * 4;
  const rows = recipe.memory.liger ? Math.min(tokens, ligerRows) : tokens;
  return {
    key: "logits",
    formula: message("formulas.logits", {
      tokens: formatCount(rows),
      columns: String(student.vocabSize),
      copies: loss,
    }),
    at: { teacher: tokens * row * before, loss: rows * row * loss },
  };
}

/**
 * The plugin's loss looks at a chunk of positions at a time. Whole logits exist only where a model's output layer cannot be
 * left out of its forward pass (`output_layer.py`): the student's with their gradient, the teacher's once, beside the
 * stored labels of every pass until the next step. A trained output layer has its gradient before the others have theirs.
 */
function distillationPart({ tokens, student, teacher, recipe, devices, zero }: Setup): MomentPart {
  const logits = knowledgeOf(recipe.knowledge, "logits");
  const columns = Math.max(student.vocabSize, teacher?.facts.vocabSize ?? 0);
  const isTrained = recipe.training.tuner === "full";
  const isSpread = zero.stage === 3;
  const ownWhole = student.capsLogits || isSpread || (isTrained && devices > 1) ? 2 : 0;
  const teacherWhole = teacher && (teacher.facts.capsLogits || isSpread || teacher.isOffloaded) ? 1 : 0;
  const isStored = teacher === null && logits !== null && logits.topK === undefined;
  const stored = isStored ? recipe.training.gradientAccumulation : 0;
  const whole = ownWhole + teacherWhole + stored;
  const rows = Math.min(tokens, chunk.mostRows, Math.max(1, Math.floor(chunk.elements / student.vocabSize)));
  const layer = isTrained && ownWhole === 0 ? student.vocabSize * student.hiddenSize * 4 : 0;
  const formula = joined([
    message("formulas.chunk", { rows: String(rows), columns: String(columns), copies: chunkCopies }),
    whole === 0
      ? null
      : message("formulas.whole-logits", { tokens: formatCount(tokens), columns: String(columns), copies: whole }),
    layer === 0
      ? null
      : message("formulas.output-gradient", { columns: String(student.vocabSize), width: String(student.hiddenSize) }),
  ]);
  const row = columns * 4;
  return {
    key: "logits",
    formula,
    at: {
      teacher: tokens * row * (Math.min(ownWhole, 1) + teacherWhole),
      loss: tokens * row * whole + rows * row * chunkCopies + layer,
    },
  };
}
