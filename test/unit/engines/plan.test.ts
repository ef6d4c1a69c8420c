import { describe, expect, it } from "vitest";
import { planRecipe } from "../../../server/domain/launch/plan";
import { flag, listFlag } from "../../../server/engines/ms-swift/flags";
import { lossSettings } from "../../../server/engines/ms-swift/training/loss-settings";
import { minimalRecipe, parsedRecipe } from "../../helpers/recipes";
import { createServices } from "../../helpers/services";

const services = createServices();
const plan = (changes: Parameters<typeof minimalRecipe>[0]) => planRecipe(services, minimalRecipe(changes)).stages;
const distill = (changes: Parameters<typeof minimalRecipe>[0]) => plan(changes).find(({ id }) => id === "distill");
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

  it("gives the loss to the plugin and the data source to ms-swift", () => {
    const stage = distill({
      knowledge: [{ kind: "logits", alpha: 0.3, temperature: 4, divergence: "reverse-kl", onPolicy: 0.5, topK: 8 }],
    });
    expect(stage?.argv).toEqual(expect.arrayContaining(["--rlhf_type=gkd", "--lmbda=0.5", "--gkd_logits_topk=8"]));
    expect(stage?.env.STILLROOM_DISTILLATION).toMatch(/distill\/a1\/distillation\.json$/);
    expect(lossSettings(parsedRecipe({ knowledge: [{ kind: "hidden-states", weight: 2 }] }), [])).toMatchObject({
      alpha: 1,
      hiddenStates: { weight: 2, layers: "uniform", normalize: true },
      attentionWeight: null,
    });
  });

  it("trains from stored labels without a teacher, after each teacher has labelled its own data", () => {
    const stages = plan({
      teacher: { model: "owner/teacher", source: "cached" },
      teachers: [{ name: "code", model: "owner/coder", train: ["code.jsonl"] }],
      knowledge: [{ kind: "answers" }, { kind: "logits", topK: 32 }],
    });
    expect(stages.slice(0, 5).map(({ id, dependsOn }) => [id, dependsOn])).toEqual([
      ["teacher-inference", []],
      ["teacher-inference-code", []],
      ["soft-labels", ["teacher-inference"]],
      ["soft-labels-code", ["teacher-inference-code"]],
      ["distill", ["teacher-inference", "teacher-inference-code", "soft-labels", "soft-labels-code"]],
    ]);
    expect(argvOf(stages, "distill").some((token) => token.startsWith("--teacher_model"))).toBe(false);
    expect(argvOf(stages, "soft-labels-code")).toContain("--model=owner/coder");
    expect(argvOf(stages, "soft-labels")).toContain("--top_k=32");
  });

  it("makes preference pairs from both models' answers, and takes the user's own as they are", () => {
    const made = plan({ knowledge: [{ kind: "preference", method: "dpo" }] });
    expect(made.slice(0, 3).map(({ id }) => id)).toEqual(["teacher-inference", "preference-pairs", "distill"]);
    expect(argvOf(made, "distill")).toContain("--rlhf_type=dpo");
    const own = plan({ knowledge: [{ kind: "preference", method: "kto", pairs: "own" }] });
    expect(own[0]?.id).toBe("distill");
    const argv = argvOf(own, "distill");
    expect(argv[argv.indexOf("--dataset") + 1]).toMatch(/train\.jsonl$/);
  });

  it("maps every memory lever to its flags and files", () => {
    const stage = distill({
      training: { tuner: "full" },
      memory: { attention: "flash-attention-2", deepspeed: "zero3-offload", teacherOffload: true },
      resources: { gpus: 4 },
    });
    expect(stage?.argv.find((token) => token.startsWith("--deepspeed="))).toMatch(/distill\/a1\/deepspeed\.json$/);
    expect(stage?.argv).toEqual(
      expect.arrayContaining(["--attn_impl=flash_attention_2", "--offload_teacher_model=true"]),
    );
    expect(stage?.env.NPROC_PER_NODE).toBe("4");
    const galore = distill({ training: { tuner: "full" }, memory: { galore: { rank: 64, quantized: true } } });
    expect(galore?.argv).toEqual(
      expect.arrayContaining(["--use_galore=true", "--galore_rank=64", "--galore_quantization=true"]),
    );
    expect(distill({ training: { tuner: "qlora" } })?.argv).toEqual(
      expect.arrayContaining(["--tuner_type=lora", "--quant_method=bnb", "--quant_bits=4"]),
    );
  });

  it("asks for checkpointing without re-entry where attention maps are compared", () => {
    const asked = '--gradient_checkpointing_kwargs={"use_reentrant":false}';
    const attention = { knowledge: [{ kind: "attention" as const }], memory: { attention: "eager" as const } };
    expect(distill(attention)?.argv).toContain(asked);
    expect(distill({ ...attention, memory: { attention: "eager", gradientCheckpointing: false } })?.argv).not.toContain(
      asked,
    );
    expect(distill({ knowledge: [{ kind: "logits" }] })?.argv).not.toContain(asked);
  });

  it.each([
    ["float32", true],
    ["bfloat16", false],
  ] as const)("a student in %s is told to stay out of mixed precision: %s", (dtype, isTold) => {
    for (const knowledge of [[{ kind: "logits" as const }], [{ kind: "answers" as const }]]) {
      const argv = distill({ student: { model: "student", dtype }, knowledge })?.argv;
      expect(["--fp16=false", "--bf16=false"].map((token) => argv?.includes(token))).toEqual([isTold, isTold]);
    }
  });

  it("calibrates GPTQ on the teacher's answers", () => {
    const stages = plan({
      knowledge: [{ kind: "answers" }],
      quantize: [{ method: "gptq", groupSize: 64, samples: 9 }],
    });
    const argv = argvOf(stages, "quantize-gptq-4");
    expect(argv).toEqual(expect.arrayContaining(["--quant_method=gptq", "--group_size=64", "--quant_n_samples=9"]));
    expect(argv[argv.indexOf("--dataset") + 1]).toMatch(/answers\.jsonl$/);
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

  it("learns the same answers of a conversation whatever the kinds of knowledge", () => {
    const answers = [{ kind: "answers", source: "own" }] as const;
    const cached = { model: "owner/teacher", source: "cached" } as const;
    for (const [turns, flags] of [
      [undefined, "--loss_scale=last_round"],
      ["all", "--loss_scale=default"],
    ] as const) {
      const training = { turns };
      expect(distill({ knowledge: [...answers], training })?.argv).toContain(flags);
      expect(distill({ knowledge: [...answers, { kind: "logits" }], training })?.argv).toContain(flags);
      const labelled = plan({ knowledge: [{ kind: "logits" }], teacher: cached, training });
      expect(argvOf(labelled, "soft-labels")).toContain(flags);
    }
    const paired = distill({ knowledge: [{ kind: "preference" }] })?.argv ?? [];
    expect(paired.some((token) => token.startsWith("--loss_scale"))).toBe(false);
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
