import { type ClusterKind, executorNames } from "../../../contract/executor";
import { message } from "../../../contract/message";
import { fieldProblem, type Problem } from "../../../contract/problem";
import type { Recipe } from "../../../contract/recipe/recipe";
import { demandOf } from "../../../contract/recipe/resources";
import { stagesOf } from "../../../engines/registry";
import type { Services } from "../../services";
import { getCluster } from "./clusters";

/** What stands in the way of a recipe on a cluster, as far as the runner knows the cluster. */
export function checkCluster(services: Services, kind: ClusterKind, recipe: Recipe): Problem[] {
  const name = executorNames[kind];
  const { settings, capacity, problem, report } = getCluster(services, kind);
  if (settings === null) {
    const said = message("problems.cluster-not-set-up", { cluster: name });
    const next = message("problems.cluster-not-set-up-next", { kind });
    return [fieldProblem("error", "cluster-not-set-up", "resources.executor", said, next)];
  }
  const found: Problem[] = [];
  const failed = report?.checks.find(({ state }) => state === "failed");
  if (problem !== null || failed !== undefined) {
    const words = problem ?? failed?.message ?? "?";
    const said = message("problems.cluster-problem", { cluster: name, words });
    const next = failed?.suggestion ?? message("problems.cluster-problem-next");
    found.push(fieldProblem("warning", "cluster-problem", "resources.executor", said, next));
  }
  const most = mostGpus(recipe);
  if (capacity !== null && most > capacity.gpuCount) {
    const count = capacity.gpuCount;
    const said = message("problems.cluster-gpus", { asked: most, cluster: name, count });
    const next = message("problems.cluster-gpus-next", { count });
    found.push(fieldProblem("error", "gpus-missing", "resources.gpus", said, next));
  }
  const { nodes } = recipe.resources;
  if (capacity !== null && nodes > capacity.nodeCount) {
    const count = capacity.nodeCount;
    const said = message("problems.cluster-nodes", { asked: nodes, cluster: name, count });
    const next = message("problems.cluster-nodes-next", { count });
    found.push(fieldProblem("error", "nodes-missing", "resources.nodes", said, next));
  }
  if (nodes > 1 && settings.results === "push") {
    const next = message("problems.nodes-need-folder-next", { cluster: name });
    found.push(
      fieldProblem("error", "nodes-need-folder", "resources.nodes", message("problems.nodes-need-folder"), next),
    );
  }
  return found;
}

/** The most GPUs that a stage of the recipe takes at a time, over all its nodes. */
export function mostGpus(recipe: Recipe): number {
  const demands = stagesOf(recipe).map(({ kind }) => demandOf(recipe.resources, kind));
  return Math.max(0, ...demands.map(({ gpus, nodes }) => gpus * nodes));
}
