import { beforeEach, describe, expect, it } from "vitest";
import type { Services } from "../../../../../server/domain/services";
import { filesOf, insertMade, yamlOf } from "../../../../helpers/bundles";
import { createServices } from "../../../../helpers/services";

let services: Services;

beforeEach(() => {
  services = createServices();
});

describe("quantised students", () => {
  const argvOf = (engine: "vllm" | "sglang" | "lmdeploy", method: "bnb" | "gptq" | "awq" | "fp8") => {
    const bits = method === "fp8" ? 8 : 4;
    const run = insertMade(services, { serve: { engine }, quantize: [{ method, bits }], resources: { gpus: 1 } });
    return yamlOf(filesOf(services, run, `student-${method}-${bits}`), "docker/compose.yaml").services.model;
  };

  it.each([
    ["vllm", "bnb", "--quantization=bitsandbytes"],
    ["sglang", "bnb", "--load-format=bitsandbytes"],
    ["lmdeploy", "awq", "--model-format=awq"],
    ["lmdeploy", "gptq", "--model-format=gptq"],
  ] as const)("tell %s that they are %s", (engine, method, wanted) => {
    expect(argvOf(engine, method).command).toContain(wanted);
  });

  it.each(["gptq", "awq", "fp8"] as const)("leave %s to vLLM, which finds it in config.json", (method) => {
    const { command } = argvOf("vllm", method);
    expect(command.join(" ")).not.toContain("quantization");
    expect(command).toContain("--dtype=auto");
  });

  it("go to vLLM where LMDeploy cannot read them, and the README says so", () => {
    const run = insertMade(services, { serve: { engine: "lmdeploy" }, quantize: [{ method: "bnb", bits: 4 }] });
    const files = filesOf(services, run, "student-bnb-4");
    expect(yamlOf(files, "docker/compose.yaml").services.model.entrypoint).toEqual(["vllm"]);
    expect(files["docker/README.md"]).toContain("LMDeploy, which cannot read BitsAndBytes");
    expect(yamlOf(files, "ray-serve/config.yaml").applications[0].args.llm_configs[0].engine_kwargs.quantization).toBe(
      "bitsandbytes",
    );
  });
});
