import { type ClusterKind, executorNames } from "../../../contract/executor";
import type { Problem } from "../../../contract/problem";
import type { Recipe } from "../../../contract/recipe/recipe";
import { demandOf } from "../../../contract/recipe/resources";
import { stagesOf } from "../../../engines/registry";
import type { Services } from "../../services";
import { getCluster } from "./clusters";

/** What stands in the way of a recipe on a cluster, as far as the runner knows the cluster. */
export function checkCluster(services: Services, kind: ClusterKind, recipe: Recipe): Problem[] {
  const name = executorNames[kind];
  const { settings, capacity, problem, report } = getCluster(services, kind);
  if (settings === null)
    return [
      problemOf("error", "resources.executor", "cluster-not-set-up", `${name} is not set up`, {
        suggestion: `Set it up in Settings, or with: npx stillroom executor set ${kind} '{…}'`,
      }),
    ];
  const found: Problem[] = [];
  const failed = report?.checks.find(({ state }) => state === "failed");
  if (problem !== null || failed !== undefined)
    found.push(
      problemOf("warning", "resources.executor", "cluster-problem", `${name}: ${problem ?? failed?.message}`, {
        suggestion: failed?.suggestion ?? "Test the connection in Settings; the run waits until the cluster answers",
      }),
    );
  const most = mostGpus(recipe);
  if (capacity !== null && most > capacity.gpuCount)
    found.push(
      problemOf(
        "error",
        "resources.gpus",
        "gpus-missing",
        `${most} GPUs are asked for and ${name} has ${capacity.gpuCount}`,
        { suggestion: `Set resources.gpus to ${capacity.gpuCount} or fewer` },
      ),
    );
  if (capacity !== null && recipe.resources.nodes > capacity.nodeCount)
    found.push(
      problemOf(
        "error",
        "resources.nodes",
        "nodes-missing",
        `${recipe.resources.nodes} nodes are asked for and ${name} has ${capacity.nodeCount}`,
        { suggestion: `Set resources.nodes to ${capacity.nodeCount} or fewer` },
      ),
    );
  if (recipe.resources.nodes > 1 && settings.results === "push")
    found.push(
      problemOf("error", "resources.nodes", "nodes-need-folder", "Several nodes need a folder that all of them share", {
        suggestion: `Set resources.nodes to 1, or let ${name}'s results come back over a shared folder in Settings`,
      }),
    );
  return found;
}

/** The most GPUs that a stage of the recipe takes at a time, over all its nodes. */
export function mostGpus(recipe: Recipe): number {
  const demands = stagesOf(recipe).map(({ kind }) => demandOf(recipe.resources, kind));
  return Math.max(0, ...demands.map(({ gpus, nodes }) => gpus * nodes));
}

function problemOf(
  severity: Problem["severity"],
  field: string,
  code: string,
  message: string,
  { suggestion }: { suggestion: string },
): Problem {
  return { code, severity, field, line: null, message, suggestion };
}
