import { isMap, isNode, isPair, isSeq, LineCounter, parseDocument, stringify } from "yaml";
import { isTree } from "../../../server/contract/at-path";
import { knowledgeSchema } from "../../../server/contract/recipe/knowledge";
import { blankRecipe, type FormValues, mergeDefaults } from "./form-values";
import { type RecipeIssue, readValues } from "./issues";

/** The values as YAML; keys without a value are left out. */
export function writeRecipeYaml(values: FormValues): string {
  return stringify(values, { lineWidth: 100 });
}

/** A syntax error of the YAML, or an issue of the recipe with the line (1-based) where it stands. */
export type YamlProblem =
  | { kind: "syntax"; line: number | null; message: string }
  | { kind: "issue"; line: number | null; issue: RecipeIssue };

/** `values` is null when the text cannot be shown in the form: broken YAML, unknown keys, values of the wrong type. */
export type YamlReading = { values: FormValues | null; problems: YamlProblem[] };

/** Reads the YAML of a recipe, finished or not; missing keys take their defaults. Never throws. */
export function readRecipeYaml(text: string): YamlReading {
  const counter = new LineCounter();
  const document = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  if (document.errors.length > 0) {
    const problems = document.errors.map(
      (error): YamlProblem => ({
        kind: "syntax",
        line: counter.linePos(error.pos[0]).line,
        message: error.message,
      }),
    );
    return { values: null, problems };
  }
  const raw: unknown = document.toJS() ?? {};
  if (!isTree(raw))
    return { values: null, problems: [{ kind: "syntax", line: 1, message: "A recipe is a mapping of keys" }] };
  const merged = fillKnowledge(mergeDefaults(blankRecipe(), raw));
  const { recipe, issues } = readValues(merged);
  const problems = issues.map((issue): YamlProblem => {
    const offset = offsetOf(document.contents, issue.field.split("."));
    return { kind: "issue", line: offset === null ? null : counter.linePos(offset).line, issue };
  });
  return { values: issues.some(({ isShape }) => isShape) ? null : (recipe ?? asValues(merged)), problems };
}

function fillKnowledge(recipe: unknown): unknown {
  if (!isTree(recipe) || !Array.isArray(recipe.knowledge)) return recipe;
  const knowledge = recipe.knowledge.map((item: unknown) => {
    const kind = isTree(item) ? knowledgeSchema.safeParse({ kind: item.kind }) : null;
    return kind?.success ? mergeDefaults(kind.data, item) : item;
  });
  return { ...recipe, knowledge };
}

function asValues(merged: unknown): FormValues {
  const blank = blankRecipe();
  return isTree(merged) ? Object.assign(blank, merged) : blank;
}

function offsetOf(node: unknown, path: readonly string[]): number | null {
  const [key, ...rest] = path;
  if (key === undefined || key === "") return isNode(node) ? (node.range?.[0] ?? null) : null;
  if (isMap(node)) {
    const nameOf = (item: unknown) => (isPair(item) ? String(isNode(item.key) ? item.key.toJSON() : item.key) : null);
    // The keys of a sweep hold dots.
    const lengths = path.map((_, index) => index + 1);
    const length = lengths.find((count) => node.items.some((item) => nameOf(item) === path.slice(0, count).join(".")));
    const pair = node.items.find((item) => nameOf(item) === path.slice(0, length).join("."));
    if (length === undefined || pair === undefined) return node.range?.[0] ?? null;
    const own = isNode(pair.key) ? (pair.key.range?.[0] ?? null) : null;
    return length === path.length ? own : (offsetOf(pair.value, path.slice(length)) ?? own);
  }
  if (isSeq(node)) return offsetOf(node.items[Number(key)], rest);
  return isNode(node) ? (node.range?.[0] ?? null) : null;
}
