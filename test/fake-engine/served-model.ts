import { createServer, type Server, type ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import { disclaimer, optionOf, optionsOf } from "./job";

const wordMs = 60;

/** An OpenAI-compatible endpoint on the loopback `port` that says in every answer that it is made up. */
export async function serveModel(port: number, argv: string[]): Promise<Server> {
  const model = optionOf(optionsOf(argv), "served_model_name", "student");
  const server = createServer((request, response) => {
    if (request.url === "/v1/models") {
      response.setHeader("content-type", "application/json").end(JSON.stringify({ data: [{ id: model }] }));
      return;
    }
    request.resume();
    if (request.url === "/v1/chat/completions") void answer(response, model);
    else response.writeHead(404).end();
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return server;
}

async function answer(response: ServerResponse, model: string): Promise<void> {
  response.setHeader("content-type", "text/event-stream");
  const words = `${disclaimer} I am not ${model}.`.split(/(?<= )/);
  const send = (event: unknown) => response.write(`data: ${JSON.stringify(event)}\n\n`);
  for (const content of words) {
    send({ model, choices: [{ index: 0, delta: { content }, finish_reason: null }] });
    await sleep(wordMs);
  }
  const usage = { prompt_tokens: 8, completion_tokens: words.length, total_tokens: 8 + words.length };
  send({ model, choices: [{ index: 0, delta: {}, finish_reason: "stop" }], usage });
  response.end("data: [DONE]\n\n");
}
