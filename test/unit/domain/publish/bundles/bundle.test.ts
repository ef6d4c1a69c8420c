import { beforeEach, describe, expect, it } from "vitest";
import { buildBundle } from "../../../../../server/domain/publish/bundles/bundle";
import type { Services } from "../../../../../server/domain/services";
import { filesOf, insertMade, yamlOf } from "../../../../helpers/bundles";
import { insertRun } from "../../../../helpers/past-runs";
import { minimalRecipe } from "../../../../helpers/recipes";
import { createServices } from "../../../../helpers/services";

let services: Services;

beforeEach(() => {
  services = createServices();
});

describe("buildBundle", () => {
  it("holds the three ways to serve, every YAML readable", () => {
    const files = filesOf(services, insertMade(services, { serve: { engine: "vllm" } }));
    expect(Object.keys(files)).toEqual([
      ...["docker/compose.yaml", "docker/README.md"],
      ...["kubernetes/deployment.yaml", "kubernetes/service.yaml", "kubernetes/hpa.yaml"],
      ...["kubernetes/model-volume.yaml", "kubernetes/model-copy.yaml", "kubernetes/README.md"],
      ...["ray-serve/config.yaml", "ray-serve/README.md"],
    ]);
    for (const path of Object.keys(files).filter((name) => name.endsWith(".yaml"))) {
      expect(yamlOf(files, path)).toBeTypeOf("object");
      expect(files[path]).not.toMatch(/[&*]a\d/);
    }
  });

  it.each([
    ["vllm", "vllm/vllm-openai", 8000, "/health", ["vllm", "serve", "/model"]],
    ["sglang", "lmsysorg/sglang", 30_000, "/health", ["python3", "-m", "sglang.launch_server", "--model-path=/model"]],
    ["lmdeploy", "openmmlab/lmdeploy", 23_333, "/v1/models", ["lmdeploy", "serve", "api_server", "/model"]],
  ] as const)("starts %s alike in Compose and Kubernetes", (engine, image, port, healthPath, begin) => {
    const serve = { engine, maxModelLen: 4096 };
    const files = filesOf(services, insertMade(services, { serve, resources: { gpus: 2 } }));
    const { model } = yamlOf(files, "docker/compose.yaml").services;
    const argv = [...model.entrypoint, ...model.command];
    expect(model.image).toMatch(new RegExp(`^${image}:`));
    expect(argv.slice(0, begin.length)).toEqual(begin);
    expect(argv.join(" ")).toMatch(/4096/);
    expect(argv.join(" ")).toMatch(/--(tensor-parallel-size|tp-size|tp)=2/);
    expect(model.ports).toEqual([`127.0.0.1:${port}:${port}`]);
    expect(model.healthcheck.test.join(" ")).toContain(`:${port}${healthPath}`);
    expect(model.deploy.resources.reservations.devices[0]).toMatchObject({ count: 2, capabilities: ["gpu"] });
    const [container] = yamlOf(files, "kubernetes/deployment.yaml").spec.template.spec.containers;
    expect(container.command).toEqual(argv);
    expect(container.image).toBe(model.image);
    expect(container.ports[0].containerPort).toBe(port);
    expect(container.readinessProbe.httpGet).toEqual({ path: healthPath, port: "http" });
    expect(container.resources).toEqual({ requests: { cpu: "4", memory: "30Gi" }, limits: { "nvidia.com/gpu": "2" } });
  });

  it("builds an image of its own for transformers, without a GPU where none was used", () => {
    const student = { model: "owner/student", template: "chatml", modelType: "llama" };
    const files = filesOf(services, insertMade(services, { student, serve: { engine: "transformers" } }));
    const { model } = yamlOf(files, "docker/compose.yaml").services;
    expect(model).toMatchObject({ build: ".", image: "legal-72b-student:1", entrypoint: ["swift"] });
    expect(model.command).toEqual(expect.arrayContaining(["deploy", "--model=/model", "--template=chatml"]));
    expect(model.command).toContain("--served_model_name=legal-72b-student");
    expect(model.deploy).toBeUndefined();
    expect(files["docker/Dockerfile"]).toMatch(/^FROM python:/);
    expect(files["docker/Dockerfile"]).toContain("ms-swift==");
    const [container] = yamlOf(files, "kubernetes/deployment.yaml").spec.template.spec.containers;
    expect(container.resources.limits).toBeUndefined();
  });

  it("autoscales between the recipe's bounds", () => {
    const serve = { engine: "vllm", replicas: { min: 0, max: 6 } } as const;
    const files = filesOf(services, insertMade(services, { serve }));
    const { spec } = yamlOf(files, "kubernetes/hpa.yaml");
    const deployment = yamlOf(files, "kubernetes/deployment.yaml");
    expect(spec).toMatchObject({ minReplicas: 1, maxReplicas: 6, scaleTargetRef: { name: deployment.metadata.name } });
    expect(deployment.spec.replicas).toBeUndefined();
    const [application] = yamlOf(files, "ray-serve/config.yaml").applications;
    expect(application.args.llm_configs[0].deployment_config.autoscaling_config).toEqual({
      min_replicas: 0,
      max_replicas: 6,
    });
  });

  it("names what belongs together alike", () => {
    const files = filesOf(services, insertMade(services, { serve: { engine: "vllm" } }));
    const deployment = yamlOf(files, "kubernetes/deployment.yaml");
    const claim = yamlOf(files, "kubernetes/model-volume.yaml");
    expect(deployment.spec.selector.matchLabels).toEqual(deployment.spec.template.metadata.labels);
    expect(yamlOf(files, "kubernetes/service.yaml").spec.selector).toEqual(deployment.spec.selector.matchLabels);
    expect(deployment.spec.template.spec.volumes[0].persistentVolumeClaim.claimName).toBe(claim.metadata.name);
    expect(claim.spec.resources.requests.storage).toBe("12Gi");
  });

  it("describes Ray Serve's application", () => {
    const files = filesOf(
      services,
      insertMade(services, {
        student: { model: "org/student", dtype: "bfloat16" },
        serve: { engine: "sglang", maxModelLen: 2048 },
        resources: { gpus: 4 },
      }),
    );
    const [application] = yamlOf(files, "ray-serve/config.yaml").applications;
    expect(application.import_path).toBe("ray.serve.llm:build_openai_app");
    expect(application.args.llm_configs[0]).toMatchObject({
      model_loading_config: { model_id: "legal-72b-student", model_source: "/model" },
      engine_kwargs: { dtype: "bfloat16", tensor_parallel_size: 4, max_model_len: 2048 },
    });
    expect(files["ray-serve/README.md"]).toContain("runs vLLM");
  });
});

describe("a bundle that cannot be", () => {
  it("is refused for what is no student, or none yet", () => {
    const run = insertMade(services, { serve: { engine: "vllm" } });
    const pending = insertRun(services, minimalRecipe(), [{ key: "distill", kind: "distill", status: "running" }]);
    for (const subject of ["teacher", "student-base", "student-bnb-4"])
      expect(() => buildBundle(services, run, subject)).toThrow(/no bundle for/);
    expect(() => buildBundle(services, pending, "student")).toThrow(/has not been made yet/);
    expect(() => buildBundle(services, "r404", "student")).toThrow(/no run/);
  });
});

describe("names", () => {
  it.each([
    ["Legal 法律", "legal-student"],
    ["72B → 7B", "m-72b-7b-student"],
    [`x${"y".repeat(79)}`, `x${"y".repeat(39)}-student`],
  ])("of %s are labels", (name, label) => {
    const run = insertMade(services, { name, serve: { engine: "vllm" } });
    expect(buildBundle(services, run, "student").name).toBe(label);
  });
});
