import { describe, expect, it } from "vitest";
import { allowedHosts, refusalOf } from "../../../server/api/http-guard";

const hosts = allowedHosts(3000, "127.0.0.1", ["lab.example:3000"]);
const status = (method: string, host: string | undefined, origin?: string) =>
  refusalOf({ method, path: "/api/trpc/runs.list", host, origin }, hosts)?.status ?? 200;

describe("http guard", () => {
  it.each<[string, string | undefined, string | undefined, number]>([
    ["GET", "127.0.0.1:3000", undefined, 200],
    ["GET", "LOCALHOST:3000", undefined, 200],
    ["GET", "lab.example:3000", undefined, 200],
    ["GET", "evil.example:3000", undefined, 421],
    ["GET", "127.0.0.1:3001", undefined, 421],
    ["GET", undefined, undefined, 421],
    ["POST", "127.0.0.1:3000", "http://127.0.0.1:3000", 200],
    ["POST", "127.0.0.1:3000", undefined, 403],
    ["POST", "127.0.0.1:3000", "null", 403],
    ["POST", "127.0.0.1:3000", "http://evil.example", 403],
    ["DELETE", "127.0.0.1:3000", "http://127.0.0.1:3000.evil.example", 403],
  ])("%s with Host %s and Origin %s is %i", (method, host, origin, expected) => {
    expect(status(method, host, origin)).toBe(expected);
  });

  it.each([
    [undefined, 403],
    ["http://evil.example", 403],
    ["http://127.0.0.1:3000", 200],
  ])("a web socket with Origin %s is %i, since a browser opens one to any host", (origin, expected) => {
    const request = { method: "GET", path: "/_next/hmr", host: "127.0.0.1:3000", origin, isUpgrade: true };
    expect(refusalOf(request, hosts)?.status ?? 200).toBe(expected);
  });

  it.each([
    ["/api/ingest/s1.a1", 200],
    ["/api/ingest/s1.a1?path=out.log&offset=0", 200],
    ["/api/ingest/../trpc/runs.cancel", 421],
    ["/api/ingest/", 421],
    ["/api/ingestion/s1.a1", 421],
  ])("attempts that show a token come under any name, others do not: %s is %i", (path, expected) => {
    const request = { method: "PUT", path, host: "head-node:3000", origin: undefined };
    expect(refusalOf(request, hosts)?.status ?? 200).toBe(expected);
  });
});
