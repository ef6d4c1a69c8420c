import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { localUrl } from "../../../server/cli/address";
import { assertCanListen, listenError } from "../../../server/cli/listen";
import { saying } from "../../helpers/saying";

it("says what to do about a port that another program has", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  const { port } = other.address() as AddressInfo;
  const taken = { code: "port-taken", suggestion: saying(`--port ${port + 1}`) };
  await expect(assertCanListen(port, "127.0.0.1")).rejects.toMatchObject(taken);
  other.close();
  await assertCanListen(port, "127.0.0.1");
});

it.each([Number.NaN, 0, 70_000, 3000.5])("refuses %s as a port", async (port) => {
  await expect(assertCanListen(port, "127.0.0.1")).rejects.toMatchObject({ code: "invalid-input", field: "port" });
});

it("says what to do about an address that the machine does not have", async () => {
  await expect(assertCanListen(40_000, "203.0.113.7")).rejects.toMatchObject({ code: "invalid-input", field: "host" });
});

it("says what to do about a port that only root may have, and keeps what it does not know", () => {
  expect(listenError(Object.assign(new Error(), { code: "EACCES" }), 80, "127.0.0.1")).toMatchObject({
    code: "forbidden",
  });
  const unknown = new Error("unknown");
  expect(listenError(unknown, 80, "127.0.0.1")).toBe(unknown);
});

it.each([
  ["127.0.0.1", "http://127.0.0.1:3000"],
  ["0.0.0.0", "http://127.0.0.1:3000"],
  ["::", "http://127.0.0.1:3000"],
  ["::1", "http://[::1]:3000"],
  ["box.lan", "http://box.lan:3000"],
])("reaches a server bound to %s at %s", (host, url) => {
  expect(localUrl(host, 3000)).toBe(url);
});
