import type { DataMapping } from "../../../../contract/data-look";
import type { Cells } from "../source";
import { type Converted, cellOf, firstTextOf, type TrainingRow, textOf } from "./format";
import { otherColumns } from "./other-columns";
import { type Turn, turnsOf } from "./turns";

/** A row of a prompt and perhaps an answer, with what was said before them. */
export function askedRow(cells: Cells, mapping: DataMapping): Converted<TrainingRow> {
  const before = beforeOf(cells, mapping);
  const asked = saidBy("user", promptOf(cells, mapping));
  if (asked === null) return { fault: "no-prompt" };
  const answered = saidBy("assistant", cellOf(cells, mapping, "answer")) ?? [];
  const turns = turnsOf([...before, ...asked, ...answered]);
  return "fault" in turns ? turns : { row: { messages: turns.turns, ...otherColumns(cells, mapping) } };
}

/** An instruction with what it is about below it. */
function promptOf(cells: Cells, mapping: DataMapping): unknown {
  const prompt = cellOf(cells, mapping, "prompt");
  const about = textOf(cellOf(cells, mapping, "input"));
  if (about.trim() === "") return prompt;
  const asked = firstTextOf(prompt);
  return asked.trim() === "" ? about : `${asked}\n${about}`;
}

/** Messages of a cell: its own, or its text as one of a role; null where it holds neither. */
function saidBy(role: string, value: unknown): object[] | null {
  if (Array.isArray(value) && typeof value[0] === "object" && value[0] !== null) return value;
  const content = firstTextOf(value);
  return content.trim() === "" ? null : [{ role, content }];
}

function beforeOf(cells: Cells, mapping: DataMapping): Turn[] {
  const system = textOf(cellOf(cells, mapping, "system"));
  const rounds = roundsOf(cellOf(cells, mapping, "history"));
  return [
    ...(system.trim() === "" ? [] : [{ role: "system", content: system }]),
    ...rounds.flatMap(([asked, answer]) => [
      { role: "user", content: asked },
      { role: "assistant", content: answer },
    ]),
  ];
}

/** Earlier rounds: a list of pairs, also as text. */
function roundsOf(value: unknown): [string, string][] {
  const list = typeof value === "string" ? parseList(value) : value;
  if (!Array.isArray(list)) return [];
  return list.flatMap((round): [string, string][] =>
    Array.isArray(round) ? [[textOf(round[0]), textOf(round[1])]] : [],
  );
}

function parseList(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return null;
  }
}
