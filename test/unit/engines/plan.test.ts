import { describe, expect, it } from "vitest";
import { planRecipe } from "../../../server/domain/recipes/plan";
import { flag, listFlag } from "../../../server/engines/ms-swift/flags";
import { minimalRecipe } from "../../helpers/recipes";
import { createServices } from "../../helpers/services";

const services = createServices();
const plan = (changes: Parameters<typeof minimalRecipe>[0]) => planRecipe(services, minimalRecipe(changes)).stages;
const argvOf = (stages: ReturnType<typeof plan>, id: string) => stages.find((stage) => stage.id === id)?.argv ?? [];

describe("plan", () => {
  it("orders the whole pipeline by what each stage needs", () => {
    const stages = plan({ knowledge: [{ kind: "answers" }, { kind: "logits" }], quantize: [{ method: "bnb" }] });
    expect(stages.map(({ id, dependsOn }) => [id, dependsOn])).toEqual([
      ["teacher-inference", []],
      ["distill", ["teacher-inference"]],
      ["quantize-bnb-4", ["distill"]],
      ["evaluate-teacher", []],
      ["evaluate-student-base", []],
      ["evaluate-student", ["distill"]],
      ["evaluate-student-bnb-4", ["quantize-bnb-4"]],
    ]);
  });

  it("maps α, T and the divergence to ms-swift's terms", () => {
    const argv = argvOf(
      plan({ knowledge: [{ kind: "logits", alpha: 0.3, temperature: 4, divergence: "reverse-kl" }] }),
      "distill",
    );
    expect(argv).toEqual(
      expect.arrayContaining(["--rlhf_type=gkd", "--sft_alpha=0.428571", "--temperature=4", "--beta=1", "--lmbda=0"]),
    );
  });

  it("trains on the teacher's answers without a teacher in memory for answers alone", () => {
    const argv = argvOf(plan({ knowledge: [{ kind: "answers" }] }), "distill");
    expect(argv[1]).toBe("sft");
    expect(argv.some((token) => token.startsWith("--teacher_model"))).toBe(false);
    expect(argv[argv.indexOf("--dataset") + 1]).toMatch(/teacher-inference\/a1\/answers\.jsonl$/);
  });

  it("merges LoRA and leaves LoRA flags out for full tuning", () => {
    const lora = plan({ training: { tuner: "lora" } }).find(({ id }) => id === "distill");
    expect(lora?.commands.map(({ label }) => label)).toContain("swift export (merge LoRA)");
    const full = argvOf(plan({ training: { tuner: "full" } }), "distill");
    expect(full).toContain("--tuner_type=full");
    expect(full.some((token) => token.startsWith("--lora_"))).toBe(false);
  });

  it("evaluates only the subjects asked for", () => {
    const stages = plan({ evaluate: { subjects: ["teacher", "student"] } });
    expect(stages.filter(({ kind }) => kind === "evaluate").map(({ subject }) => subject)).toEqual([
      "teacher",
      "student",
    ]);
  });

  it("lets no value become an option", () => {
    expect(flag("model", "--x")).toEqual(["--model=--x"]);
    expect(() => listFlag("dataset", ["a", "--external_plugins=/x.py"])).toThrow(/begins with '-'/);
  });
});
