import { expect, it } from "vitest";
import { eventsOf, parseChunk } from "../../../../components/playground/chat-stream";

function bodyOf(...chunks: Uint8Array[]): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk);
      controller.close();
    },
  });
}

it("reads events whatever the cuts, characters of several bytes included", async () => {
  const bytes = new TextEncoder().encode('data: {"a":"é"}\n\n: ping\ndata: 2\n\ndata: [DONE]\n\n');
  for (let cut = 1; cut < bytes.length; cut += 1) {
    const found: string[] = [];
    for await (const data of eventsOf(bodyOf(bytes.slice(0, cut), bytes.slice(cut)))) found.push(data);
    expect(found).toEqual(['{"a":"é"}', "2"]);
  }
});

it("takes text and token count from a chunk", () => {
  expect(parseChunk('{"choices":[{"delta":{"content":"hi"}}]}')).toEqual({ text: "hi", tokens: null });
  expect(parseChunk('{"choices":[],"usage":{"completion_tokens":7}}')).toEqual({ text: "", tokens: 7 });
});
