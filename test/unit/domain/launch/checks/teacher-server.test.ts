import { mkdirSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { checkTeacherServers } from "../../../../../server/domain/launch/checks/teacher-server";
import { applyChanges } from "../../../../../server/domain/recipes/apply-changes";
import { requireRecipe } from "../../../../../server/domain/recipes/parse";
import type { Services } from "../../../../../server/domain/services";
import { minimalRecipe } from "../../../../helpers/recipes";
import { createHome, createServices } from "../../../../helpers/services";

let home: string;
let services: Services;
let server: Server | null = null;

beforeEach(() => {
  home = createHome();
  services = createServices(home);
});

afterEach(() => server?.close());

const swift = { "/health": "{}", "/infer/": "{}" };

/** A server that answers at these paths; returns its address. */
async function serve(answers: Record<string, string>): Promise<string> {
  const made = createServer(({ url = "" }, response) => {
    response.statusCode = url in answers ? 200 : 404;
    response.end(answers[url] ?? "");
  });
  server = made;
  await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
}

const recipeAt = (url: string, model = "owner/big") =>
  requireRecipe({
    ...minimalRecipe(),
    teacher: { source: "server", url, model },
    knowledge: [{ kind: "logits", topK: 20 }],
  });

it("takes a server of ms-swift, with or without a slash at the end", async () => {
  const url = await serve(swift);
  expect(await checkTeacherServers(services.paths, recipeAt(url))).toEqual([]);
  expect(await checkTeacherServers(services.paths, recipeAt(`${url}/`))).toEqual([]);
});

it("names the address above where only that answers", async () => {
  const url = await serve(swift);
  const recipe = recipeAt(`${url}/v1`);
  const [problem] = await checkTeacherServers(services.paths, recipe);
  expect(problem).toMatchObject({ code: "teacher-server", severity: "error", changes: { "teacher.url": url } });
  const mended = requireRecipe(applyChanges(recipe, problem?.changes ?? {}));
  expect(await checkTeacherServers(services.paths, mended)).toEqual([]);
});

it("refuses a server of another make, which says that it is well", async () => {
  const url = await serve({ "/health": "{}" });
  const [problem] = await checkTeacherServers(services.paths, recipeAt(url));
  expect(problem?.message.code).toBe("refusals.server-other-make");
});

it("warns of a server that serves another model", async () => {
  const models = JSON.stringify({ object: "list", data: [{ id: "big" }, { id: "other" }] });
  const url = await serve({ ...swift, "/v1/models": models });
  expect(await checkTeacherServers(services.paths, recipeAt(url))).toEqual([]);
  expect(await checkTeacherServers(services.paths, recipeAt(url, "owner/bigger"))).toMatchObject([
    { code: "teacher-server-model", severity: "warning" },
  ]);
});

it("offers to load a teacher here whose server is away, if its folder is here", async () => {
  const folder = join(home, "models", "teacher");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "config.json"), "{}");
  const away = "http://127.0.0.1:9";
  const [problem] = await checkTeacherServers(services.paths, recipeAt(away, "models/teacher"));
  expect(problem?.message.code).toBe("problems.teacher-server-silent");
  const mended = requireRecipe(applyChanges(recipeAt(away, "models/teacher"), problem?.changes ?? {}));
  expect(mended.teacher).toMatchObject({ source: "local", model: "models/teacher" });
  expect(mended.teacher.url).toBeUndefined();
  const [elsewhere] = await checkTeacherServers(services.paths, recipeAt(away));
  expect(elsewhere?.changes).toBeUndefined();
});
