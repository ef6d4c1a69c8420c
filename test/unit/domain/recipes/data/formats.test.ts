import { describe, expect, it } from "vitest";
import type { DataFormat } from "../../../../../server/contract/data-look";
import { lookAtData } from "../../../../../server/domain/recipes/data/look-at";
import { asLines, containers, writeData } from "../../../../helpers/data-files";

const asked = (content: string) => ({ role: "user", content });
const said = (content: string) => ({ role: "assistant", content });
const system = { role: "system", content: "Be brief." };
const chat = [asked("Who?"), said("Ann")];

type Case = { of: string; format: DataFormat; row: Record<string, unknown>; normal: Record<string, unknown> };
const one = (of: string, format: DataFormat, row: Record<string, unknown>, normal: unknown, rest = {}): Case => ({
  ...{ of, format, row },
  normal: { messages: normal, ...rest },
});

const cases: Case[] = [
  one("messages", "messages", { messages: chat }, chat),
  one("messages and a system prompt beside them", "messages", { system: "Be brief.", messages: chat }, [
    system,
    ...chat,
  ]),
  one(
    "messages with parts of text",
    "messages",
    { messages: [asked("Who?"), { role: "assistant", content: [{ type: "text", text: "Ann" }] }] },
    chat,
  ),
  one(
    "ShareGPT",
    "sharegpt",
    {
      conversations: [
        { from: "human", value: "Who?" },
        { from: "gpt", value: "Ann" },
      ],
    },
    chat,
  ),
  one(
    "ShareGPT with a tool",
    "sharegpt",
    {
      conversations: [
        { from: "system", value: "Be brief." },
        { from: "human", value: "Who?" },
        { from: "function_call", value: "{}" },
        { from: "observation", value: "Ann" },
        { from: "gpt", value: "Ann" },
      ],
    },
    [system, asked("Who?"), { role: "tool_call", content: "{}" }, { role: "tool", content: "Ann" }, said("Ann")],
  ),
  one("pairs of a conversation", "sharegpt", { conversation: [{ human: "Who?", assistant: "Ann" }] }, chat),
  one("query and response", "query-response", { query: "Who?", response: "Ann" }, chat),
  one(
    "query and response with what was before",
    "query-response",
    { system: "Be brief.", history: [["Hi", "Ho"]], query: "Who?", response: "Ann" },
    [system, asked("Hi"), said("Ho"), ...chat],
  ),
  one("Alpaca", "alpaca", { instruction: "Add", input: "1, 2", output: "3" }, [asked("Add\n1, 2"), said("3")]),
  one("Alpaca without input", "alpaca", { instruction: "Who?", input: "", output: "Ann" }, chat),
  one("prompt and completion", "prompt-completion", { prompt: "Who?", completion: "Ann" }, chat),
  one(
    "prompt and completion as messages",
    "prompt-completion",
    { prompt: [asked("Who?")], completion: [said("Ann")] },
    chat,
  ),
  one("prompts alone", "prompt-only", { prompt: "Who?" }, [asked("Who?")]),
  one("plain text", "text", { text: "Once upon a time" }, [said("Once upon a time")]),
  one("preferences of one prompt", "preference", { prompt: "Who?", chosen: "Ann", rejected: "Bob" }, chat, {
    rejected_response: "Bob",
  }),
  one("preferences as chats", "preference", { chosen: chat, rejected: [asked("Who?"), said("Bob")] }, chat, {
    rejected_response: "Bob",
  }),
  one(
    "preferences with the prompt as messages",
    "preference",
    { prompt: [asked("Who?")], chosen: [said("Ann")], rejected: [said("Bob")] },
    chat,
    { rejected_response: "Bob" },
  ),
  one("messages with a rejected response", "preference", { messages: chat, rejected_response: "Bob" }, chat, {
    rejected_response: "Bob",
  }),
  one(
    "a conversation with a better and a worse end",
    "preference",
    {
      conversations: [{ from: "human", value: "Who?" }],
      chosen: { from: "gpt", value: "Ann" },
      rejected: { from: "gpt", value: "Bob" },
    },
    chat,
    { rejected_response: "Bob" },
  ),
  one(
    "preferences as transcripts",
    "preference",
    { chosen: "\n\nHuman: Who?\n\nAssistant: Ann", rejected: "\n\nHuman: Who?\n\nAssistant: Bob" },
    chat,
    { rejected_response: "Bob" },
  ),
  one("good and bad answers", "prompt-completion", { prompt: "Who?", completion: "Ann", label: "true" }, chat, {
    label: true,
  }),
];

describe("a data file", () => {
  it.each(cases)("of $of is recognised and put into the normal form", async ({ format, row, normal }) => {
    const look = await lookAtData(writeData("rows.jsonl", asLines([row, row, row, row])));
    expect(look).toMatchObject({ format, rows: 4, goodRows: 4, problems: [] });
    expect(look.sample).toEqual([normal, normal, normal]);
    expect(look.isNormal).toBe(
      row.messages !== undefined &&
        row.system === undefined &&
        JSON.stringify(row.messages) === JSON.stringify(normal.messages),
    );
  });

  it.each(Object.keys(containers))("as %s holds the same rows in every format", async (name) => {
    for (const { format, row, normal } of cases) {
      const rows = [row, row, row];
      // A table has text in its cells alone.
      const isTable = /csv|tsv/.test(name);
      if (isTable && Object.values(row).some((value) => typeof value === "object" && !Array.isArray(value))) continue;
      if (isTable && (Array.isArray(row.prompt) || Array.isArray(row.chosen))) continue;
      const look = await lookAtData(writeData(name, containers[name]?.(rows) ?? ""));
      expect(look, format).toMatchObject({ format, rows: 3, goodRows: 3, problems: [] });
      expect(look.sample[2], format).toEqual(normal);
    }
  });

  it("of questions is a held-out one, and one to learn from where it is read as that", async () => {
    const path = writeData("facts.jsonl", asLines([{ id: 7, question: "Who? ", answers: ["Ann", "Anna"] }]));
    expect((await lookAtData(path)).sample).toEqual([{ id: 7, question: "Who?", answers: ["Ann", "Anna"] }]);
    expect((await lookAtData(path, { use: "training" })).sample).toEqual([
      { id: "7", messages: [asked("Who? "), said("Ann")] },
    ]);
  });

  it.each(cases.filter(({ normal }) => Array.isArray(normal.messages) && normal.messages.length === 2))(
    "of $of asks one question where it is held out",
    async ({ row }) => {
      const look = await lookAtData(writeData("rows.jsonl", asLines([row])), { use: "held-out" });
      expect(look.problems).toEqual([]);
      expect(look.sample).toEqual([{ question: expect.stringMatching(/Who|Add/), answers: [expect.any(String)] }]);
    },
  );

  it("is mapped by the columns that are named, and says which there are where it is not recognised", async () => {
    const path = writeData("own.csv", "asked,reply,note\nWho?,Ann,x\n");
    const blind = await lookAtData(path);
    expect(blind).toMatchObject({
      format: "unknown",
      columns: [{ name: "asked" }, { name: "reply" }, { name: "note" }],
    });
    expect(blind.problems).toMatchObject([{ isFatal: true, message: { values: { columns: "asked, reply, note" } } }]);
    const told = await lookAtData(path, { columns: { prompt: "asked", answer: "reply" } });
    expect(told).toMatchObject({
      format: "query-response",
      mapping: { prompt: "asked", answer: "reply" },
      problems: [],
    });
    expect(told.sample).toEqual([{ messages: chat, note: "x" }]);
  });

  it("is not given to the engine as it is where a column holds values of several types", async () => {
    const look = await lookAtData(
      writeData(
        "rows.jsonl",
        asLines([
          { id: 1, messages: chat },
          { id: "b", messages: chat },
        ]),
      ),
    );
    expect(look.isNormal).toBe(false);
    expect(look.sample).toEqual([
      { id: "1", messages: chat },
      { id: "b", messages: chat },
    ]);
  });
});
