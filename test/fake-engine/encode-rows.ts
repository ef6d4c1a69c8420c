import { text } from "node:stream/consumers";

type Turn = { role: string; content: string };
type Asked = { template: string | null; rows: { messages: Turn[] }[] };

/** What `encode_rows.py` would answer, with a word for each token and answers learned; made up, as no tokenizer is there. */
export async function encodeRows(): Promise<void> {
  const { template, rows }: Asked = JSON.parse(await text(process.stdin));
  process.stdout.write(JSON.stringify({ template: template ?? "chatml", rows: rows.map(rowOf) }));
}

function rowOf({ messages }: Asked["rows"][number]) {
  const segments = messages.flatMap(({ role, content }) => {
    const isLearned = role === "assistant";
    return [
      segment("<|im_start|>", false, true),
      segment(`${role}\n`, false, false),
      segment(content, isLearned, false),
      segment("<|im_end|>", isLearned, true),
    ];
  });
  const count = (chosen: typeof segments) => chosen.reduce((sum, { tokens }) => sum + tokens, 0);
  return {
    segments,
    tokens: count(segments),
    learnedTokens: count(segments.filter(({ isLearned }) => isLearned)),
    problem: null,
  };
}

function segment(content: string, isLearned: boolean, isSpecial: boolean) {
  return { text: content, cutCharacters: 0, tokens: content.split(/\s+/).length, isLearned, isSpecial };
}
