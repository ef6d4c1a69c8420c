import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { runners } from "../../../../../db/schema/index";
import type { RecipeInput } from "../../../../../server/contract/recipe/recipe";
import { checkEngine } from "../../../../../server/domain/launch/checks/engine";
import { extraFolder, extraMarker, extraMarkerPath, extraPython } from "../../../../../server/engines/setup/extras";
import { parsedRecipe } from "../../../../helpers/recipes";
import { createHome, createServices } from "../../../../helpers/services";

const onCpu: Partial<RecipeInput> = { student: { model: "student", dtype: "float32" } };

function host(modules: string[], gpuCount: number | null) {
  const home = createHome();
  const services = createServices(home);
  for (const name of modules)
    mkdirSync(join(home, "engine", "venv", "lib", "python3.11", "site-packages", name), { recursive: true });
  const gpu = { name: "A10", memoryTotalBytes: 24e9, memoryUsedBytes: 0, utilization: 0 };
  if (gpuCount !== null) {
    const gpus = Array.from({ length: gpuCount }, (_, index) => ({ index, ...gpu }));
    const row = { id: "host", pid: 1, startedAt: 1, beatAt: Date.now(), gpusJson: JSON.stringify(gpus) };
    services.db.insert(runners).values(row).run();
  }
  return async (changes: Partial<RecipeInput>) =>
    (await checkEngine(services, parsedRecipe({ ...onCpu, ...changes }))).map(
      ({ code, field, severity }) => `${severity} ${code} ${field}`,
    );
}

const quantize: RecipeInput["quantize"] = [{ method: "awq" }, { method: "fp8", bits: 8 }, { method: "gptq" }];

it("stops AWQ and FP8 on a host without a GPU, and what lacks a package", async () => {
  const check = host(["torch"], 0);
  expect(await check({ quantize })).toEqual([
    "error package-missing quantize.0",
    "error gpu-missing quantize.0",
    "error gpu-missing quantize.1",
    "error package-missing quantize.2",
  ]);
});

it("lets GPTQ and BNB pass on the CPU once their packages are there", async () => {
  const check = host(["gptqmodel", "optimum", "bitsandbytes"], 0);
  expect(await check({ quantize: [{ method: "gptq" }, { method: "bnb" }], training: { tuner: "qlora" } })).toEqual([]);
});

it("names every lever that needs a GPU or a package", async () => {
  const check = host(["torch"], 0);
  const memory = { attention: "flash-attention-2", deepspeed: "zero2", liger: true } as const;
  const found = await check({
    memory,
    serve: { engine: "vllm" },
    report: ["wandb"],
    resources: { gpus: 2 },
    knowledge: [{ kind: "answers" }],
  });
  expect(found).toContain("error package-missing serve.engine");
  for (const field of ["memory.attention", "memory.deepspeed", "memory.liger"])
    expect(found).toEqual(expect.arrayContaining([`error package-missing ${field}`, `error gpu-missing ${field}`]));
  expect(found).toContain("error package-missing report");
  expect(found).toContain("error gpus-missing resources.gpus");
});

/** A host whose vLLM is there, beside one build of torch. */
function hostWithVllm(build: "cpu" | "cuda") {
  const services = createServices(createHome());
  const site = join(services.paths.engine, "venv", "lib", "python3.11", "site-packages");
  const python = extraPython(services.paths, "vllm");
  for (const folder of [site, dirname(python)]) mkdirSync(folder, { recursive: true });
  writeFileSync(python, "");
  writeFileSync(
    extraMarkerPath(services.paths, "vllm"),
    extraMarker("vllm", { engineSite: site, build, sizeBytes: 1 }),
  );
  const row = { id: "host", pid: 1, startedAt: 1, beatAt: Date.now(), gpusJson: "[]" };
  services.db.insert(runners).values(row).run();
  return services;
}

it("takes vLLM from the environment beside the engine, whose build decides whether a GPU is needed", async () => {
  const recipe = parsedRecipe({ ...onCpu, serve: { engine: "vllm" } });
  expect(await checkEngine(hostWithVllm("cpu"), recipe)).toEqual([]);
  expect(await checkEngine(hostWithVllm("cuda"), recipe)).toMatchObject([{ code: "gpu-missing" }]);
});

it("never tells to install a serving engine among the engine's own packages", async () => {
  const services = hostWithVllm("cpu");
  rmSync(extraFolder(services.paths, "vllm"), { recursive: true });
  const suggestionFor = async (engine: "vllm" | "sglang") =>
    (await checkEngine(services, parsedRecipe({ ...onCpu, serve: { engine } }))).find(
      ({ code }) => code === "package-missing",
    )?.suggestion;
  expect(await suggestionFor("vllm")).toMatchObject({ code: "problems.extra-missing-next", values: { name: "vllm" } });
  expect(await suggestionFor("sglang")).toMatchObject({ code: "problems.elsewhere-next" });
});

it("asks for both packages of Q-GaLore", async () => {
  const memory = { galore: { quantized: true } };
  const training = { tuner: "full" as const };
  const check = (modules: string[]) => host(modules, 1)({ memory, training, resources: { gpus: 1 } });
  expect(await check(["bitsandbytes"])).toEqual(["error package-missing memory.galore.quantized"]);
  expect(await check(["bitsandbytes", "q_galore_torch"])).toEqual([]);
});

it("only warns of GPUs that nobody has counted, and says nothing without an engine", async () => {
  expect(await host(["torch"], null)({ quantize: [{ method: "fp8", bits: 8 }] })).toEqual([
    "warning gpu-missing quantize.0",
  ]);
  expect(await host([], 0)({ quantize })).toEqual([]);
});

it("stops half precision where the training runs on a CPU", async () => {
  const check = host(["torch"], 1);
  for (const dtype of ["bfloat16", "float16"] as const) {
    const student = { model: "student", dtype };
    expect(await check({ student })).toEqual(["error dtype-cpu student.dtype"]);
    expect(await check({ student, resources: { gpus: 1 } })).toEqual([]);
  }
});
