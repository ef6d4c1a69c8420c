import { existsSync } from "node:fs";
import { createServer, type Server } from "node:http";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { fetchHubFiles, hubFolder } from "../../../../../server/domain/recipes/pairs/model/hub-cache";
import { readModelFacts } from "../../../../../server/domain/recipes/pairs/model/model-facts";
import { parsedRecipe } from "../../../../helpers/recipes";
import { createServices } from "../../../../helpers/services";

const config = {
  model_type: "llama",
  hidden_size: 64,
  intermediate_size: 128,
  num_hidden_layers: 2,
  num_attention_heads: 4,
  num_key_value_heads: 2,
  vocab_size: 100,
};

let hub: Server;
let asked: string[];

beforeEach(async () => {
  asked = [];
  hub = createServer((request, response) => {
    asked.push(request.url ?? "");
    const isThere = request.url?.startsWith("/owner/") && /(config|tokenizer)\.json$/.test(request.url);
    response.writeHead(isThere ? 200 : 404).end(isThere ? JSON.stringify(config) : "");
  });
  await new Promise<void>((resolve) => hub.listen(0, "127.0.0.1", resolve));
  const address = hub.address();
  vi.stubEnv("HF_ENDPOINT", `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`);
  vi.stubEnv("HF_HUB_OFFLINE", "");
});

afterEach(() => {
  vi.unstubAllEnvs();
  hub.close();
});

it("fetches what a hub model is judged by, once, and asks for no weights", async () => {
  const { paths } = createServices();
  const recipe = parsedRecipe({ teacher: { model: "owner/teacher" }, student: { model: "owner/student" } });
  await fetchHubFiles(paths, recipe);
  expect(readModelFacts(paths, "owner/student").facts?.layers).toBe(2);
  expect(existsSync(join(hubFolder(paths, "owner/teacher"), "tokenizer.json"))).toBe(true);
  expect(existsSync(join(hubFolder(paths, "owner/teacher"), "chat_template.jinja"))).toBe(false);
  expect(asked.some((url) => /safetensors|\.bin/.test(url))).toBe(false);
  const before = asked.length;
  await fetchHubFiles(paths, recipe);
  expect(asked.length).toBe(before);
});

it("does not ask a model that is not there again at once, and nobody offline", async () => {
  const { paths } = createServices();
  const recipe = parsedRecipe({ teacher: { model: "nobody/a" }, student: { model: "nobody/b" } });
  await fetchHubFiles(paths, recipe);
  await fetchHubFiles(paths, recipe);
  expect(asked).toHaveLength(2);
  vi.stubEnv("HF_HUB_OFFLINE", "1");
  await fetchHubFiles(paths, parsedRecipe({ teacher: { model: "owner/c" }, student: { model: "owner/d" } }));
  expect(asked).toHaveLength(2);
});
