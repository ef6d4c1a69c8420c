import { readFileSync } from "node:fs";
import { TRPCError } from "@trpc/server";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { z } from "zod";
import { describeError } from "../../../server/api/error-map";
import { guardRoute } from "../../../server/api/guard-route";
import { receive } from "../../../server/api/ingest";
import { logTrpcError } from "../../../server/api/log-calls";
import { logPageError } from "../../../server/api/page-errors";
import { appRouter } from "../../../server/api/root";
import { AppError } from "../../../server/contract/error";
import { message } from "../../../server/contract/message";
import { pushToken } from "../../../server/domain/placement/ingest/token";
import type { Services } from "../../../server/domain/services";
import { logPath } from "../../../server/platform/logger/logger";
import { createServices } from "../../helpers/services";

let services: Services;
beforeEach(() => {
  services = createServices();
});

const listRuns = `runs.list?input=${encodeURIComponent(JSON.stringify({ json: {} }))}`;

const logOf = ({ paths }: Services) =>
  readFileSync(logPath(paths.logs, "web"), "utf8")
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

function ask(path: string, init: RequestInit = {}, createContext = () => services): Promise<Response> {
  const req = new Request(`http://127.0.0.1/api/trpc/${path}`, init);
  return fetchRequestHandler({ endpoint: "/api/trpc", req, router: appRouter, createContext, onError: logTrpcError });
}

describe("an error that nobody foresaw", () => {
  it("is in the log once with its stack, under the id that is all the answer says of it", async () => {
    services.db.$client.exec("DROP TABLE run_facts");
    const response = await ask(listRuns);
    expect(response.status).toBe(500);
    const body = await response.text();
    const { message, data } = JSON.parse(body).error.json;
    expect(data.requestId).toMatch(/^q[0-9a-z]{8}$/);
    expect(message).toContain(data.requestId);
    expect(body).not.toMatch(/no such table|sqlite|SELECT|\.ts|stack/i);
    const lines = logOf(services).filter(({ requestId }) => requestId === data.requestId);
    expect(lines).toEqual([
      expect.objectContaining({ level: "error", route: "runs.list", durationMs: expect.any(Number) }),
    ]);
    expect(lines[0].err.stack).toMatch(/no such table: run_facts[\s\S]*refresh\.ts/);
  });

  it("says nothing of stored values that do not fit what was to be stored", () => {
    const cause = z.object({ token: z.number() }).safeParse({ token: "secret" }).error;
    const error = new TRPCError({ code: "INTERNAL_SERVER_ERROR", message: String(cause), cause });
    const shape = { message: error.message, data: { code: error.code, httpStatus: 500 } };
    const { message, data } = describeError(shape, error);
    expect(data.issues).toBeNull();
    expect(message).not.toContain("expected number");
  });

  it("is told of likewise within the stream of events", async () => {
    services.db.$client.exec("DROP TABLE events");
    const response = await ask(`events.stream?input=${encodeURIComponent(JSON.stringify({ json: {} }))}`, {
      headers: { accept: "text/event-stream" },
    });
    const text = await new Response(response.body).text().catch(() => "");
    const id = /q[0-9a-z]{8}/.exec(text)?.[0];
    expect(text).not.toContain("no such table");
    expect(logOf(services)).toContainEqual(expect.objectContaining({ level: "error", requestId: id }));
  });

  it("is told of likewise when there is no database to ask", async () => {
    vi.stubEnv("STILLROOM_HOME", services.paths.home);
    const response = await ask(listRuns, {}, () => {
      throw new Error("secret detail");
    });
    vi.unstubAllEnvs();
    const body = await response.text();
    expect(body).not.toContain("secret detail");
    const { requestId } = JSON.parse(body).error.json.data;
    expect(logOf(services)).toContainEqual(expect.objectContaining({ requestId, msg: "secret detail" }));
  });

  it("is told of likewise by the routes beside tRPC, and by pages under their digest", async () => {
    vi.stubEnv("STILLROOM_HOME", services.paths.home);
    const authorization = `Bearer ${pushToken(services.paths, "a1")}`;
    services.db.$client.close();
    const place = "http://127.0.0.1/api/ingest/a1?path=x&offset=0";
    const request = new Request(place, { method: "PUT", body: "x", headers: { authorization } });
    const response = await guardRoute({ route: "ingest", attemptId: "a1" }, () => receive(services, "a1", request));
    const body = await response.text();
    expect(response.status).toBe(500);
    expect(body).not.toContain("database connection");
    logPageError(Object.assign(new Error("not drawn"), { digest: "123456" }), "/runs/[runId]");
    vi.unstubAllEnvs();
    const { requestId } = JSON.parse(body);
    expect(logOf(services)).toEqual([
      expect.objectContaining({
        requestId,
        route: "ingest",
        attemptId: "a1",
        durationMs: expect.any(Number),
        err: expect.anything(),
      }),
      expect.objectContaining({ requestId: "123456", route: "/runs/[runId]", msg: "not drawn" }),
    ]);
  });
});

it("answers what was foreseen with its remedy, by every way", async () => {
  const response = await guardRoute({ route: "bundle" }, () => {
    throw new AppError("not-found", message("publish.no-link"), { suggestion: message("publish.link-over-next") });
  });
  expect(response.status).toBe(404);
  expect(await response.json()).toEqual({
    message: "There is no such link",
    suggestion: "Ask its sender for a new one",
    said: { message: message("publish.no-link"), suggestion: message("publish.link-over-next") },
  });
  const full = Object.assign(new Error("no space left"), { code: "ENOSPC" });
  const refused = await guardRoute({ route: "bundle" }, () => Promise.reject(full));
  expect(refused.status).toBe(500);
  expect(await refused.json()).toMatchObject({ message: expect.stringContaining("The disk is full") });
});

it("notes changes with their id and how long they took", async () => {
  const body = JSON.stringify({ json: { runId: "none", archived: true } });
  await ask("runs.archive", { method: "POST", headers: { "content-type": "application/json" }, body });
  expect(logOf(services)).toEqual([
    expect.objectContaining({
      level: "info",
      route: "runs.archive",
      requestId: expect.stringMatching(/^q/),
      durationMs: expect.any(Number),
    }),
  ]);
});
