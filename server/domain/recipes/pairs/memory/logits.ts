import { message } from "../../../../contract/message";
import { knowledgeOf } from "../../../../contract/recipe/knowledge";
import type { MomentPart } from "./part";
import type { Setup } from "./setup";
import { formatCount } from "./units";

/** Positions whose figures, such as entropy and agreement, the plugin works out at once (`ROWS_AT_ONCE` in its `losses.py`). */
const figureRows = 1024;

/**
 * Copies of a row of logits that are alive at once. `loss`: while the loss is worked out; `kept`: what its backward pass
 * waits for, to which the figures add `figures` copies of at most 1,024 positions; `before`: during the teacher's pass.
 */
type Copies = { loss: number; kept: number; figures: number; before: number };

/**
 * Counted in the code that trains. Supervised: logits, log-softmax, its gradient and the logits' own. Distillation: both
 * logits, both at the predicted positions only, the cross-entropy's log-softmax, and what the divergence adds.
 */
function copiesOf(setup: Setup): Copies {
  const { recipe, method } = setup;
  if (recipe.memory.liger && method !== "gkd") return { loss: 0, kept: 0, figures: 4, before: 0 };
  switch (method) {
    case "sft":
      return { loss: 4, kept: 4, figures: 0, before: 0 };
    case "dpo":
    case "kto":
      return { loss: 5, kept: 5, figures: 0, before: 1 };
    case "grpo":
      return { loss: 4, kept: 4, figures: 0, before: 2 };
    case "gkd":
      return distillationCopies(setup);
  }
}

/** Tempered log-softmaxes with the terms of the divergence, and those of them that the backward pass needs. */
const divergenceCopies = {
  "forward-kl": { loss: 5, kept: 2 },
  "reverse-kl": { loss: 5, kept: 3 },
  jsd: { loss: 9, kept: 7 },
} as const;

function distillationCopies({ recipe, teacher }: Setup): Copies {
  const logits = knowledgeOf(recipe.knowledge, "logits");
  const isWhole = logits !== null && logits.topK === undefined;
  // Beside the student's three: the teacher's logits with their rows, or stored labels of every pass until the next step.
  const own = 3;
  const others = teacher ? 2 : isWhole ? recipe.training.gradientAccumulation : 0;
  if (!isWhole) return { loss: own + Math.max(1, others), kept: own + others, figures: others > 0 ? 5 : 3, before: 3 };
  const { loss, kept } = divergenceCopies[logits.divergence];
  return { loss: own + others + loss, kept: own + others + kept, figures: 5, before: 3 };
}

/** Logits and what the loss makes of them. They are fp32 in every dtype, since mixed precision converts what a model puts out. */
export function logitsPart(setup: Setup): MomentPart {
  const { tokens, student, teacher } = setup;
  const { loss, kept, figures, before } = copiesOf(setup);
  const columns = Math.max(student.vocabSize, teacher?.facts.vocabSize ?? 0);
  const row = columns * 4;
  const rows = Math.max(tokens * loss, tokens * kept + Math.min(tokens, figureRows) * figures);
  return {
    key: "logits",
    formula: message("formulas.logits", {
      tokens: formatCount(tokens),
      columns: String(columns),
      copies: Number((rows / tokens).toFixed(1)),
    }),
    at: { teacher: tokens * row * before, loss: rows * row },
  };
}
