import { failureTraitsOf } from "../../../contract/failures";
import { message } from "../../../contract/message";
import type { Recipe } from "../../../contract/recipe/recipe";
import type { Mend, Remedies, Remedy } from "../../../contract/remedy";
import type { Exit } from "../../../contract/stage";
import { mendsOf } from "../../../engines/exit-reason";
import { canonicalJson } from "../../../platform/digest";
import { recipeOf, requireRun } from "../../pipeline/runs/get-row";
import { pipelineOf } from "../../pipeline/stages/pipeline";
import { parseExit } from "../../pipeline/stages/rows";
import { applyChanges, type RecipeChanges } from "../../recipes/apply-changes";
import { changesOf } from "../../recipes/flatten";
import { parseRecipe } from "../../recipes/parse";
import type { Services } from "../../services";
import { checkParsed } from "../checks/check-recipe";
import { memoryFixesOf } from "../preflight/memory-fixes";
import { findMoved } from "./moved-files";

type Candidate = Mend & { savesBytes: number | null };

/** Each is read and checked as a whole. */
const mostTried = 8;
const mostOffered = 4;

/**
 * Changes of a run's recipe that mend how a stage failed: what its exit suggests, what preflight says to its recipe, files at
 * their new places, and for want of memory what takes less. Each is tried by preflight, with what else that asks for, and
 * offered only if nothing is wrong then. Throws `not-found`.
 */
export async function remediesOf(
  services: Services,
  { runId, stageKey }: { runId: string; stageKey: string },
): Promise<Remedies> {
  const recipe = recipeOf(requireRun(services.db, runId));
  const stage = pipelineOf(services.db, runId).find(({ key }) => key === stageKey);
  const exit = parseExit(stage?.exitJson ?? null);
  if (exit?.outcome !== "failed" || exit.reason === null) return { remedies: [], reason: null };
  const memory = isOfMemory(exit) ? await memoryFixesOf(services, { runId, stageKey }) : null;
  const asked = await askedByPreflight(services, recipe);
  const moved = findMoved(services, recipe);
  const all = Object.assign({}, ...[...asked, ...moved].map(({ changes }) => changes));
  const plain = [...mendsOf(exit, recipe), ...moved, ...asked].map((mend) => ({ ...mend, savesBytes: null }));
  const candidates = unlike([...(memory?.fixes ?? []), ...plain]).slice(0, mostTried);
  const remedies: Remedy[] = [];
  for (const candidate of candidates) {
    if (remedies.length >= mostOffered) break;
    const tried = (await tryOut(services, recipe, candidate, {})) ?? (await tryOut(services, recipe, candidate, all));
    if (tried !== null && !remedies.some(({ changes }) => isEqual(changes, tried.changes))) remedies.push(tried);
  }
  return { remedies, reason: remedies.length > 0 ? null : (memory?.reason ?? null) };
}

function isOfMemory({ reason }: Exit): boolean {
  return reason !== null && failureTraitsOf(reason).isMemory === true;
}

/** The changes that preflight itself proposes for what is wrong with the recipe as it stands. */
async function askedByPreflight(services: Services, recipe: Recipe): Promise<Mend[]> {
  const { problems } = await checkParsed(services, recipe);
  return problems.flatMap(({ severity, changes }) =>
    severity === "error" && changes !== undefined ? [{ message: wordsOf(changes), changes }] : [],
  );
}

function wordsOf(changes: RecipeChanges): Mend["message"] {
  const [key = "", value] = Object.entries(changes)[0] ?? [];
  if (value === null) return message("mends.without", { what: key });
  return message("mends.set", { key, value: typeof value === "string" ? value : canonicalJson(value) });
}

/** The candidate with all that it changes, together with `others`; null where preflight refuses it. */
async function tryOut(
  services: Services,
  before: Recipe,
  candidate: Candidate,
  others: RecipeChanges,
): Promise<Remedy | null> {
  const changes = { ...others, ...candidate.changes };
  const { recipe } = parseRecipe(applyChanges(before, changes));
  if (recipe === null) return null;
  const edits = changesOf(before, recipe);
  if (edits.length === 0) return null;
  const { problems } = await checkParsed(services, recipe);
  if (problems.some(({ severity }) => severity === "error")) return null;
  return { message: candidate.message, changes, edits, savesBytes: candidate.savesBytes };
}

function unlike(candidates: readonly Candidate[]): Candidate[] {
  return candidates.filter(
    ({ changes }, index) => candidates.findIndex((other) => isEqual(other.changes, changes)) === index,
  );
}

function isEqual(left: RecipeChanges, right: RecipeChanges): boolean {
  return canonicalJson(left) === canonicalJson(right);
}
