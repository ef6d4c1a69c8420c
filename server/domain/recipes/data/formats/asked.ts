import type { ColumnRole, DataFormat, DataMapping } from "../../../../contract/data-look";
import { askedRow } from "./asked-row";
import { labelNames, systemNames } from "./chat";
import { type Columns, cellOf, type FormatDefinition, firstTextOf, mappingOf, textOf } from "./format";
import { otherColumns } from "./other-columns";

/** Names of columns that hold what is asked, those of ms-swift first. */
export const promptNames = ["query", "prompt", "input", "instruction", "question", "problem"];
/** Names of columns that hold an answer, those of ms-swift first. */
export const answerNames = [
  ...["response", "answer", "output", "targets", "target", "answer_key", "answers", "solution"],
  ...["text", "completion", "content", "reply", "chosen"],
];

const isText = (value: unknown) => firstTextOf(value).trim() !== "";
const isSaid = (value: unknown) => isText(value) || Array.isArray(value);

/** An instruction, what it is about, and the answer. */
export const alpaca = askedFormat("alpaca", { prompt: ["instruction"], answer: ["output", "response", "answer"] }, [
  "input",
]);

/** A prompt and its continuation, as text or as messages. */
export const promptCompletion = askedFormat("prompt-completion", { prompt: ["prompt"], answer: ["completion"] });

/** A question and its answer under any of their usual names. */
export const queryResponse = askedFormat(
  "query-response",
  { prompt: promptNames, answer: answerNames },
  [],
  () => true,
);

/** Questions alone, which the teacher answers. */
export const promptOnly: FormatDefinition = {
  format: "prompt-only",
  recognise: (columns) => {
    const prompt = columns.find("prompt", promptNames);
    return columns.has(prompt, isSaid) ? mapAsked(columns, { prompt }, ["input"]) : null;
  },
  toRow: askedRow,
};

/** Text alone, to go on writing. */
export const text: FormatDefinition = {
  format: "text",
  recognise: (columns) => {
    const name = columns.find("text", ["text", "content", "document"]);
    return columns.has(name, isText) ? mappingOf({ text: name }) : null;
  },
  toRow: (cells, mapping) => {
    const content = textOf(cellOf(cells, mapping, "text"));
    if (content.trim() === "") return { fault: "no-text" };
    return { row: { messages: [{ role: "assistant", content }], ...otherColumns(cells, mapping) } };
  },
};

/** Columns that a person named tell no format. */
function hasUsualNames(columns: Columns): boolean {
  return !columns.isGiven("prompt") && !columns.isGiven("answer");
}

function askedFormat(
  format: DataFormat,
  names: { prompt: readonly string[]; answer: readonly string[] },
  inputNames: readonly string[] = [],
  isOwn: (columns: Columns) => boolean = hasUsualNames,
): FormatDefinition {
  return {
    format,
    recognise: (columns) => {
      const prompt = columns.find("prompt", names.prompt);
      const answer = columns.find(
        "answer",
        names.answer.filter((name) => name !== prompt?.toLowerCase()),
      );
      const isFound = isOwn(columns) && columns.has(prompt, isSaid) && columns.has(answer, isSaid);
      return isFound ? mapAsked(columns, { prompt, answer }, inputNames) : null;
    },
    toRow: askedRow,
  };
}

function mapAsked(
  columns: Columns,
  found: Partial<Record<ColumnRole, string | undefined>>,
  inputNames: readonly string[],
): DataMapping {
  const others = inputNames.filter((name) => name !== found.prompt?.toLowerCase());
  return mappingOf({
    ...found,
    input: columns.find("input", others),
    system: columns.find("system", systemNames),
    history: columns.find("history", ["history"]),
    label: columns.find("label", labelNames),
  });
}
