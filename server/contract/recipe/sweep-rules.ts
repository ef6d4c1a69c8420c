import type { Message } from "../message";
import { incomparableKeys } from "./loss-keys";
import { isGkd } from "./method";
import type { RuleIssue, RuleName } from "./rule-issue";
import { findRuleIssues } from "./rules";
import { schemaMessage } from "./schema-message";
import { type RecipeShape, recipeShape } from "./shape";
import { maxSweepRuns, type Sweep, type SweepParameter } from "./sweep";
import { valuesText, valueText } from "./sweep-names";
import { drawTrials, gridOf, type TrialValues, withValues } from "./sweep-values";

/** Why a value is refused, for the command line's JSON and for people. */
type Refusal = { message: string; said: Message };

const fixedKeys = ["name", "notes", "tags", "sweep"];

/** What keeps a sweep from being carried out, each at the key to change: keys and values that the recipe does not take, then combinations that its rules refuse. */
export function findSweepIssues(recipe: RecipeShape): RuleIssue[] {
  const { sweep } = recipe;
  if (sweep === undefined) return [];
  const issues = Object.entries(sweep.parameters).flatMap(([key, parameter]) =>
    parameterIssues(recipe, key, parameter),
  );
  return issues.length > 0 ? issues : (sizeIssue(sweep) ?? judgeIssue(recipe, sweep) ?? trialIssues(recipe, sweep));
}

function judgeIssue(recipe: RecipeShape, { earlyStop }: Sweep): RuleIssue[] | null {
  if (earlyStop === "off") return null;
  const path = ["sweep", "earlyStop", "key"];
  const { key: judge } = earlyStop;
  const [key] = incomparableKeys(recipe, judge);
  if (key !== undefined) {
    const message = `'${key}' changes what ${judge} is made of; judge by eval_loss_ce or set earlyStop to off`;
    return [{ path, rule: "sweepJudge", values: { key, judge }, message }];
  }
  if (judge !== "eval_loss_ce" || isGkd(recipe.knowledge)) return null;
  return [{ path, rule: "sweepJudgeMissing", message: "This training does not log eval_loss_ce; use eval_loss" }];
}

function parameterIssues(recipe: RecipeShape, key: string, parameter: SweepParameter): RuleIssue[] {
  const { search = "grid", repeats = 1 } = recipe.sweep ?? {};
  const refuse = (
    rule: RuleName,
    message: string,
    values: Record<string, string | number | Message> = {},
  ): RuleIssue[] => [{ path: ["sweep", "parameters", key], rule, message, values: { key, ...values } }];
  if (fixedKeys.includes(key.split(".")[0] ?? ""))
    return refuse("sweepKey", `'${key}' cannot be varied; vary another recipe key`);
  if (key === "data.seed" && repeats > 1)
    return refuse("sweepSeed", "repeats already varies data.seed; leave one of the two out");
  if (!Array.isArray(parameter)) {
    if (parameter.min >= parameter.max) return refuse("sweepRange", "min must be below max");
    if (parameter.scale === "log" && parameter.min <= 0)
      return refuse("sweepLog", "A log scale needs min above 0; use scale: linear");
    if (search === "grid" && parameter.points === undefined)
      return refuse(
        "sweepPoints",
        "A grid needs to know how many values to take: give points, or set search to random",
      );
  }
  const tried = Array.isArray(parameter) ? parameter : [parameter.min, parameter.max];
  for (const value of tried) {
    const wrong = refusalOf(recipe, key, value);
    if (wrong === "key") return refuse("sweepKey", `The recipe has no key '${key}'; check its spelling`);
    if (wrong !== null) {
      const text = valueText(value);
      return refuse("sweepValue", `${key} = ${text}: ${wrong.message}; change or leave out this value`, {
        value: text,
        message: wrong.said,
      });
    }
  }
  return [];
}

/** Why the recipe does not take a value at a key: there is no such key, or what its schema says. */
function refusalOf(recipe: RecipeShape, key: string, value: unknown): "key" | Refusal | null {
  const { input, missingKey } = withValues(recipe, { [key]: value });
  if (missingKey !== null) return "key";
  const { error } = recipeShape.safeParse(input);
  const [issue] = error?.issues ?? [];
  if (issue === undefined) return null;
  const isUnknown =
    issue.code === "unrecognized_keys" && issue.keys.some((name) => [...issue.path, name].join(".") === key);
  return isUnknown ? "key" : { message: issue.message, said: schemaMessage(issue) };
}

function sizeIssue({ parameters, search, trials, repeats }: Sweep): RuleIssue[] | null {
  const sizes = Object.values(parameters).map((entry) => (Array.isArray(entry) ? entry.length : (entry.points ?? 2)));
  const most = search === "grid" ? sizes.reduce((product, size) => product * size, 1) : trials;
  const runs = most * repeats;
  if (runs <= maxSweepRuns) return null;
  const message = `${runs} runs are more than ${maxSweepRuns}; take fewer values or repeats, or set search to random`;
  return [{ path: ["sweep"], rule: "sweepSize", values: { runs, max: maxSweepRuns }, message }];
}

function trialIssues(recipe: RecipeShape, sweep: Sweep): RuleIssue[] {
  const trials = sweep.search === "grid" ? gridOf(recipe, sweep) : drawTrials(recipe, sweep);
  for (const values of trials) {
    const wrong = brokenRule(recipe, values);
    if (wrong === null) continue;
    const trial = valuesText(values);
    const key = Object.keys(values).find((name) => wrong.field.startsWith(name)) ?? Object.keys(values)[0] ?? "";
    const message = `The trial ${trial} is refused at ${wrong.field}: ${wrong.message}`;
    const filled = { trial, field: wrong.field, message: wrong.said };
    return [{ path: ["sweep", "parameters", key], rule: "sweepTrial", values: filled, message }];
  }
  return [];
}

function brokenRule(recipe: RecipeShape, values: TrialValues): (Refusal & { field: string }) | null {
  const { data, error } = recipeShape.safeParse(withValues(recipe, values).input);
  const [wrong] = error?.issues ?? [];
  const [broken] = data === undefined ? [] : findRuleIssues(data);
  const found = wrong ?? broken;
  if (found === undefined) return null;
  const said = schemaMessage(
    wrong ?? { code: "custom", path: found.path, message: found.message, params: { ...broken } },
  );
  return { field: found.path.map(String).join("."), message: found.message, said };
}
