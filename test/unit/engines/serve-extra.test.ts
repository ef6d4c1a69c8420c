import { expect, it } from "vitest";
import type { StageContext } from "../../../server/engines/engine";
import { deployArgv, serveEnv } from "../../../server/engines/ms-swift/deploy";
import { parsedRecipe } from "../../helpers/recipes";

const extra = { python: "/extras/vllm/bin/python", env: { VLLM_PLUGINS: "none" } };

function context(engine: "vllm" | "transformers", build: "cpu" | "cuda" | null): StageContext {
  const extras = build === null ? {} : { vllm: { ...extra, build } };
  return {
    recipe: parsedRecipe({ serve: { engine } }),
    directory: "/attempt",
    executables: { swift: "/bin/swift", evalscope: "evalscope", python: "python", extras },
    inputs: {},
    resolve: (reference) => `/models/${reference}`,
    resumeFrom: null,
  };
}

it("serves by vLLM's own interpreter, and does not compile on a CPU", () => {
  const argv = deployArgv(context("vllm", "cpu"), "student", 8000);
  expect(argv.slice(0, 4)).toEqual([extra.python, "-m", "swift.cli.main", "deploy"]);
  expect(argv).toEqual(expect.arrayContaining(["--infer_backend=vllm", "--vllm_enforce_eager=true"]));
  expect(serveEnv(context("vllm", "cpu"))).toMatchObject(extra.env);
  expect(deployArgv(context("vllm", "cuda"), "student", 8000)).not.toContain("--vllm_enforce_eager=true");
});

it("serves by the engine itself where that environment is not there or not needed", () => {
  expect(deployArgv(context("vllm", null), "student", 8000)[0]).toBe("/bin/swift");
  expect(deployArgv(context("transformers", "cpu"), "student", 8000)[0]).toBe("/bin/swift");
  expect(serveEnv(context("transformers", "cpu"))).not.toHaveProperty("VLLM_PLUGINS");
});
