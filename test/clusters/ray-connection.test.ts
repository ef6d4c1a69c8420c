import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { createServer as createTlsServer } from "node:https";
import type { AddressInfo, Server } from "node:net";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { ConnectionCheck } from "../../server/contract/executor";
import type { RaySettings } from "../../server/contract/executors/ray";
import { executorOf, type RayCluster, startRay } from "../helpers/ray-cluster";
import { saying } from "../helpers/saying";

const engine = process.env.STILLROOM_ENGINE ?? join(import.meta.dirname, "..", "..", ".stillroom", "engine");
const python = join(resolve(engine), "venv", "bin", "python");
const folder = mkdtempSync(join(tmpdir(), "stillroom-connection-"));
const servers: Server[] = [];
let cluster: RayCluster;

beforeAll(async () => {
  cluster = await startRay();
});

afterAll(async () => {
  for (const server of servers) server.close();
  await cluster?.end();
});

/** Starts a server on a free port; returns the port. */
function listen(server: Server): Promise<number> {
  servers.push(server);
  return new Promise((done) => server.listen(0, "127.0.0.1", () => done((server.address() as AddressInfo).port)));
}

async function failureOf(address: string, settings: Partial<RaySettings> = {}): Promise<ConnectionCheck | undefined> {
  const report = await executorOf(address, { python, ...settings }, { runsFolder: folder }).testConnection();
  const failed = report.checks.filter(({ state }) => state === "failed");
  expect(report.ok).toBe(failed.length === 0);
  expect(failed.length).toBeLessThanOrEqual(1);
  for (const check of failed) expect(check.suggestion).not.toBeNull();
  return failed[0];
}

/** A TLS front of the cluster as administrators put before a dashboard, with a certificate that it signed itself. */
async function startTlsFront(): Promise<{ port: number; caFile: string }> {
  const [key, caFile] = [join(folder, "key.pem"), join(folder, "ca.pem")];
  const subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"];
  const files = ["-keyout", key, "-out", caFile, "-days", "2"];
  execFileSync("openssl", ["req", "-x509", "-newkey", "rsa:2048", "-nodes", ...files, ...subject], { stdio: "ignore" });
  const front = createTlsServer({ key: readFileSync(key), cert: readFileSync(caFile) }, (incoming, outgoing) => {
    const { method, headers, url = "" } = incoming;
    const passed = request(`${cluster.address}${url}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(passed);
  });
  return { port: await listen(front), caFile };
}

describe("the connection test", () => {
  it("finds all well on a good cluster and leaves nothing behind", async () => {
    const executor = executorOf(cluster.address, { python }, { runsFolder: folder });
    const report = await executor.testConnection();
    expect(report.checks.map(({ name, state }) => `${name}: ${state}`)).toEqual(
      ["reachable", "authorised", "version", "nodes", "python", "results"].map((name) => `${name}: ok`),
    );
    expect(report).toMatchObject({ ok: true, capacity: { nodeCount: 1, gpuCount: 2, cpuCount: 4 } });
    expect(readdirSync(folder).filter((name) => name.startsWith(".stillroom-probe"))).toEqual([]);
  });

  it("names an address that nobody answers at", async () => {
    const closed = createServer();
    const port = await listen(closed);
    closed.close();
    expect(await failureOf(`http://127.0.0.1:${port}`)).toMatchObject({
      name: "reachable",
      message: saying(`Ray at http://127.0.0.1:${port} does not answer: the connection was refused`),
    });
    expect(await failureOf("http://no-such-host.invalid:8265")).toMatchObject({
      name: "reachable",
      message: saying("its name is not known"),
    });
  });

  it("names what is not Ray, and a Ray without the Jobs API", async () => {
    const other = await listen(createServer((_, answer) => answer.end("<html>Hello</html>")));
    expect(await failureOf(`http://127.0.0.1:${other}`)).toMatchObject({
      name: "reachable",
      message: saying("is not the dashboard of a Ray cluster"),
    });
    const bare = createServer(({ url }, answer) => {
      answer.statusCode = url === "/api/version" ? 200 : 404;
      answer.end(JSON.stringify({ ray_version: "2.60.0" }));
    });
    expect(await failureOf(`http://127.0.0.1:${await listen(bare)}`)).toMatchObject({
      name: "reachable",
      message: saying("This Ray has no Jobs API"),
    });
  });

  it("speaks TLS with an authority of one's own, and names what is wrong without", async () => {
    const { port, caFile } = await startTlsFront();
    expect(await failureOf(`https://localhost:${port}`, { caFile })).toBeUndefined();
    expect(await failureOf(`https://localhost:${port}`)).toMatchObject({
      name: "reachable",
      message: saying("its certificate is not trusted"),
    });
    expect(await failureOf(`https://127.0.0.1:${port}`, { caFile })).toMatchObject({
      message: saying("its certificate is not trusted"),
    });
    expect(await failureOf(`https://localhost:${port}`, { caFile: "/nowhere/ca.pem" })).toMatchObject({
      message: saying("/nowhere/ca.pem"),
    });
    expect(await failureOf(cluster.address.replace("http", "https"))).toMatchObject({
      message: saying("it does not speak TLS"),
    });
  });

  it("names a Python that is not on the nodes, and one without the engine", async () => {
    expect(await failureOf(cluster.address, { python: "/nowhere/python" })).toMatchObject({
      name: "python",
      message: saying(/^\/nowhere\/python does not start on node .*: .*not found/),
    });
    expect(await failureOf(cluster.address, { python: "/usr/bin/python3" })).toMatchObject({
      name: "python",
      message: saying(/has no ms-swift$/),
    });
  });

  it("tries whether the nodes reach the dashboard where results are pushed", async () => {
    expect(await failureOf(cluster.address, { results: "push" })).toMatchObject({ name: "settings" });
    const dashboard = createServer((_, answer) => {
      answer.statusCode = 401;
      answer.end();
    });
    const pushUrl = `http://127.0.0.1:${await listen(dashboard)}`;
    expect(await failureOf(cluster.address, { results: "push", pushUrl })).toBeUndefined();
    dashboard.close();
    expect(await failureOf(cluster.address, { results: "push", pushUrl })).toMatchObject({
      name: "results",
      message: saying(/does not reach http.*refused/),
    });
  });
});
