import { type Message, message, verbatim } from "../../../../contract/message";
import { normalizePrompt } from "../../../recipes/data-file";
import { defineAdvice } from "./definition";
import type { AdviceInput } from "./input";

const words =
  /\b(safety|ethics?|ethical|styles?|stylistic|tones?|polite|politeness|impolite|harmless|harmlessness|harmful|toxic|toxicity|offensive)\b/;
const chineseWords = /安全|伦理|道德|风格|语气|礼貌|无害|有害|毒性|价值观/;
/** One row that mentions safety says nothing about the data. */
const minSampleShare = 0.2;

/** Preference instead of KL where the recipe's words, file names or rows speak of safety, ethics, style, tone or politeness. */
export const preference = defineAdvice({
  codes: ["preference-goal"],
  advise: ({ recipe, samples = [] }) => {
    if (recipe.knowledge.some(({ kind }) => kind === "preference")) return [];
    const evidence = evidenceIn(recipe) ?? evidenceInRows(samples);
    if (evidence === null) return [];
    return [
      {
        code: "preference-goal",
        severity: "info",
        field: "knowledge",
        message: message("advice.preference-goal", { evidence }),
        reason: message("advice.preference-goal-reason"),
        source: verbatim("Rafailov et al. 2023, Direct Preference Optimization, arXiv:2305.18290"),
        // A served, cached or own teacher needs a choice that only a person can make.
        changes:
          recipe.teacher.source === "local"
            ? {
                knowledge: [{ kind: "preference", method: "dpo", beta: 0.1, pairs: "teacher-student", maxTokens: 256 }],
              }
            : null,
      },
    ];
  },
});

function evidenceIn({ name, notes, tags, data }: AdviceInput["recipe"]): Message | null {
  const places: ["name" | "tags" | "notes" | "files", string][] = [
    ["name", name],
    ["tags", tags.join(" ")],
    ["notes", notes],
    ...data.train.map((reference): ["files", string] => ["files", reference.split("/").at(-1) ?? ""]),
  ];
  const found = places.flatMap(([place, text]) => {
    const word = wordIn(text);
    return word === null ? [] : [message(`advice.speaks-${place}`, { word })];
  });
  return found[0] ?? null;
}

function evidenceInRows(samples: string[]): Message | null {
  const found = samples.flatMap((text) => wordIn(text) ?? []);
  const [word] = found;
  if (word === undefined || found.length < samples.length * minSampleShare) return null;
  return message("advice.speaks-rows", { count: found.length, sampled: samples.length, word });
}

function wordIn(text: string): string | null {
  const normalized = normalizePrompt(text);
  return words.exec(normalized)?.[0] ?? chineseWords.exec(normalized)?.[0] ?? null;
}
