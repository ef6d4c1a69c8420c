import { statSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { recipeSchema } from "../../../../../server/contract/recipe/recipe";
import { checkCluster } from "../../../../../server/domain/placement/executors/check-cluster";
import {
  getCluster,
  listClusters,
  requestTest,
  saveCluster,
} from "../../../../../server/domain/placement/executors/clusters";
import { executablesFor } from "../../../../../server/domain/placement/executors/executables";
import { readToken } from "../../../../../server/domain/placement/executors/secrets";
import { pushOf } from "../../../../../server/domain/placement/ingest/push";
import type { Services } from "../../../../../server/domain/services";
import { createServices } from "../../../../helpers/services";

let services: Services;

beforeEach(() => {
  services = createServices();
});

describe("settings of a cluster", () => {
  it("are absent until they are saved, then whole with their defaults", () => {
    expect(listClusters(services).map(({ kind, settings }) => [kind, settings])).toEqual([
      ["ray", null],
      ["slurm", null],
    ]);
    saveCluster(services, { kind: "slurm", settings: { partition: "gpu" } });
    expect(getCluster(services, "slurm").settings).toMatchObject({
      partition: "gpu",
      gresName: "gpu",
      results: "shared-folder",
      cpuSlots: 1,
    });
  });

  it.each([
    ["ray", { address: "ray-head" }, /^address: /],
    ["ray", { adress: "http://ray-head:8265" }, /adress/],
    ["ray", { python: "python3" }, /^python: Give an absolute path/],
    ["slurm", { extraArgs: ["-p gpu"] }, /^extraArgs\.0: Write --option=value/],
    ["slurm", { results: "push" }, /^pushUrl: /],
  ] as const)("of %s as %j are refused by name", (kind, settings, message) => {
    expect(() => saveCluster(services, { kind, settings })).toThrow(message);
    expect(getCluster(services, kind).settings).toBeNull();
  });

  it("keep the token in a file for its owner alone and never show it", () => {
    saveCluster(services, { kind: "ray", settings: {}, token: "secret-of-ray" });
    const file = join(services.paths.home, "secrets", "ray-token");
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(JSON.stringify(getCluster(services, "ray"))).not.toContain("secret-of-ray");
    saveCluster(services, { kind: "ray", settings: {} });
    expect(readToken(services.paths, "ray")).toBe("secret-of-ray");
    saveCluster(services, { kind: "ray", settings: {}, token: null });
    expect(getCluster(services, "ray").hasToken).toBe(false);
  });

  it("must be there before a test", () => {
    expect(() => requestTest(services, "ray")).toThrow("Ray is not set up");
    saveCluster(services, { kind: "ray", settings: {} });
    requestTest(services, "ray");
    expect(getCluster(services, "ray").isTesting).toBe(true);
  });

  it("choose the engine of the nodes, and where they push to", () => {
    expect(executablesFor(services, "ray").swift).toBe(join(services.paths.engine, "venv", "bin", "swift"));
    const settings = { python: "/opt/engine/bin/python", results: "push", pushUrl: "https://lab.example/stillroom/" };
    saveCluster(services, { kind: "ray", settings });
    expect(executablesFor(services, "ray").swift).toBe("/opt/engine/bin/swift");
    expect(pushOf(services, "ray", "s1.a1")?.url).toBe("https://lab.example/stillroom/api/ingest/s1.a1");
    expect(pushOf(services, "local", "s1.a1")).toBeNull();
  });
});

describe("a recipe for a cluster", () => {
  const recipeFor = (resources: object) =>
    recipeSchema.parse({
      name: "x",
      teacher: { model: "a/b" },
      student: { model: "a/c" },
      data: { train: ["x.jsonl"] },
      resources: { executor: "slurm", ...resources },
    });
  const codes = (resources: object) => checkCluster(services, "slurm", recipeFor(resources)).map(({ code }) => code);

  it("needs the cluster to be set up", () => {
    expect(codes({})).toEqual(["cluster-not-set-up"]);
  });

  it("with several nodes needs a folder that they share", () => {
    saveCluster(services, { kind: "slurm", settings: { results: "push", pushUrl: "http://lab:3000" } });
    expect(codes({ nodes: 2 })).toEqual(["nodes-need-folder"]);
    expect(codes({})).toEqual([]);
  });

  it("on this host cannot have several nodes", () => {
    expect(() => recipeFor({ executor: "local", nodes: 2 })).toThrow("Several nodes need a cluster");
  });
});
