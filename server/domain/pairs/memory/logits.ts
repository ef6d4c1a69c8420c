import { knowledgeOf } from "../../../contract/recipe/knowledge";
import type { MomentPart } from "./part";
import type { Setup } from "./setup";
import { formatCount } from "./units";

/** Positions that ms-swift compares in one piece (`chunk_size` of `jsd_loss` in its `gkd_loss.py`). */
const chunk = 512;

/** Copies of a row of logits that are alive at once: `all` for every position, `chunk` for the piece at work, `before` during the teacher's pass. */
type Copies = { all: number; chunk: number; before: number };

/**
 * Copies that each loss keeps, counted in the engine's code. Supervised: logits, log-softmax, its gradient and their own.
 * GKD adds the teacher's logits, both without the masked positions, both divided by the temperature, and per divergence
 * what its backward pass needs; the top-k form only gathers.
 */
function copiesOf({ recipe, method, teacher }: Setup): Copies {
  const { knowledge, memory } = recipe;
  const logits = knowledgeOf(knowledge, "logits");
  if (memory.liger && method !== "gkd") return { all: 0, chunk: 4, before: 0 };
  switch (method) {
    case "sft":
      return { all: 4, chunk: 0, before: 0 };
    case "dpo":
    case "kto":
      return { all: 5, chunk: 0, before: 1 };
    case "grpo":
      return { all: 4, chunk: 0, before: 2 };
    case "gkd": {
      const supervised = logits === null || logits.alpha > 0 ? 1 : 0;
      if (logits === null) return { all: 4 + (teacher ? 1 : 0), chunk: 0, before: 3 };
      if (teacher === null) return { all: 3 + supervised, chunk: 0, before: 0 };
      const before = 2 + supervised;
      if (logits.topK !== undefined) return { all: 4 + supervised, chunk: 0, before };
      const kept = { "forward-kl": 2, "reverse-kl": 3, jsd: 7 }[logits.divergence];
      return { all: 6 + supervised + kept, chunk: 3, before };
    }
  }
}

/** Logits and what the loss makes of them. They are fp32 in every dtype, since mixed precision converts what a model puts out. */
export function logitsPart(setup: Setup): MomentPart {
  const { tokens, student, teacher } = setup;
  const copies = copiesOf(setup);
  const columns = Math.max(student.vocabSize, teacher?.facts.vocabSize ?? 0);
  const row = columns * 4;
  const piece = Math.min(tokens, chunk) * copies.chunk * row;
  return {
    key: "logits",
    formula: `${formatCount(tokens)} tokens × ${columns} rows × 4 bytes × ${copies.all} copies${copies.chunk > 0 ? ` + ${copies.chunk} of ${Math.min(tokens, chunk)} tokens` : ""}`,
    at: { teacher: tokens * row * copies.before, loss: tokens * row * copies.all + piece },
  };
}
