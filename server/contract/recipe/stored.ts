import { z } from "zod";
import { AppError } from "../error";
import type { Message } from "../message";
import type { Recipe } from "./recipe";

/** A recipe that was judged when its run was created; today's rules say nothing about it. */
export const storedRecipeSchema = z.custom<Recipe>((value) => typeof value === "object" && value !== null);

/** A stored recipe, or why there is none to work with. */
export type StoredRecipe = { ok: true; recipe: Recipe } | { ok: false; problem: Message };

/** What cannot be done with a run whose stored recipe cannot be read; `problem` says why. */
export class UnreadableRecipeError extends AppError {
  readonly problem: Message;

  constructor(runId: string, problem: Message) {
    super("bad-data", "The stored recipe of this run cannot be read", {
      context: { problem },
      suggestion: `Export it with 'stillroom export ${runId} --format recipe', start it anew or archive the run`,
    });
    this.problem = problem;
  }
}
