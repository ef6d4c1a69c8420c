import { beforeEach, describe, expect, it } from "vitest";
import { verbatim } from "../../../../../server/contract/message";
import type { Services } from "../../../../../server/domain/services";
import { filesOf, insertMade } from "../../../../helpers/bundles";
import { createServices } from "../../../../helpers/services";

let services: Services;

beforeEach(() => {
  services = createServices();
});

describe("the README of each folder", () => {
  it("holds the commands and the measured figures", () => {
    const scores = { "answer-match": { value: 0.7, n: 60, low: 0.575, high: 0.801, reason: null } };
    const run = insertMade(services, { serve: { engine: "vllm" } }, { scores });
    const files = filesOf(services, run);
    for (const folder of ["docker", "kubernetes", "ray-serve"]) {
      const readme = files[`${folder}/README.md`] ?? "";
      expect(readme).toContain("facts, answer-match | 70.0 % (95 % interval 57.5 to 80.1 %, 60 items)");
      expect(readme).toContain("| Latency, 95th percentile | 200 ms |");
      expect(readme).toContain("| Peak host memory | 20.00 GiB |");
      expect(readme).toContain(`"$STILLROOM_HOME/runs/${run}/distill/a1/model"`);
      expect(readme).not.toContain(services.paths.home);
    }
    expect(files["docker/README.md"]).toContain("docker compose up -d");
    expect(files["kubernetes/README.md"]).toContain("kubectl apply -f deployment.yaml");
    expect(files["ray-serve/README.md"]).toContain("serve deploy config.yaml");
  });

  it("says why a figure is not there", () => {
    const reasons = { peakMemoryBytes: verbatim("no /proc here"), ttftMs: verbatim("a|b") };
    const run = insertMade(services, { serve: { engine: "vllm" } }, { peakMemoryBytes: null, ttftMs: null, reasons });
    const readme = filesOf(services, run)["docker/README.md"];
    expect(readme).toContain("| Peak host memory | not available: no /proc here |");
    expect(readme).toContain("(TTFT) | not available: a b |");
  });
});
