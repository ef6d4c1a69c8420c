import { type ClusterKind, executorNames } from "../../../contract/executor";
import { type Message, message } from "../../../contract/message";
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
      problemOf(
        "error",
        "resources.executor",
        "cluster-not-set-up",
        message("problems.cluster-not-set-up", { cluster: name }),
        {
          suggestion: message("problems.cluster-not-set-up-next", { kind }),
        },
      ),
    ];
  const found: Problem[] = [];
  const failed = report?.checks.find(({ state }) => state === "failed");
  if (problem !== null || failed !== undefined)
    found.push(
      problemOf(
        "warning",
        "resources.executor",
        "cluster-problem",
        message("problems.cluster-problem", { cluster: name, words: problem ?? failed?.message ?? "?" }),
        {
          suggestion: failed?.suggestion ?? message("problems.cluster-problem-next"),
        },
      ),
    );
  const most = mostGpus(recipe);
  if (capacity !== null && most > capacity.gpuCount)
    found.push(
      problemOf(
        "error",
        "resources.gpus",
        "gpus-missing",
        message("problems.cluster-gpus", { asked: most, cluster: name, count: capacity.gpuCount }),
        { suggestion: message("problems.cluster-gpus-next", { count: capacity.gpuCount }) },
      ),
    );
  if (capacity !== null && recipe.resources.nodes > capacity.nodeCount)
    found.push(
      problemOf(
        "error",
        "resources.nodes",
        "nodes-missing",
        message("problems.cluster-nodes", {
          asked: recipe.resources.nodes,
          cluster: name,
          count: capacity.nodeCount,
        }),
        { suggestion: message("problems.cluster-nodes-next", { count: capacity.nodeCount }) },
      ),
    );
  if (recipe.resources.nodes > 1 && settings.results === "push")
    found.push(
      problemOf("error", "resources.nodes", "nodes-need-folder", message("problems.nodes-need-folder"), {
        suggestion: message("problems.nodes-need-folder-next", { cluster: name }),
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
  said: Message,
  { suggestion }: { suggestion: Message },
): Problem {
  return { code, severity, field, line: null, message: said, suggestion };
}
