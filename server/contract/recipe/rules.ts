import { isCluster } from "../executor";
import { zeroFacts } from "./deepspeed";
import { asksTeacher, knowledgeKinds, knowledgeTraits } from "./knowledge-kinds";
import { isGkd, methodOf } from "./method";
import { quantizeMethods } from "./quantize-methods/registry";
import { demandOf } from "./resources";
import type { RuleIssue } from "./rule-issue";
import type { RecipeShape } from "./shape";

/** Combinations that the engine cannot run, each at the key to change. */
export function findRuleIssues(recipe: RecipeShape): RuleIssue[] {
  return [
    ...duplicates(recipe),
    ...knowledgeRules(recipe),
    ...teacherRules(recipe),
    ...memoryRules(recipe),
    ...quantizeRules(recipe),
    ...serveRules(recipe),
  ];
}

function duplicates({ knowledge, data, quantize, teachers }: RecipeShape): RuleIssue[] {
  const twice = (names: string[], pathOf: (index: number) => (string | number)[]): RuleIssue[] =>
    names.flatMap((name, index) =>
      names.indexOf(name) < index
        ? [{ path: pathOf(index), rule: "twice", values: { name }, message: `'${name}' is listed twice` }]
        : [],
    );
  return [
    ...twice(
      knowledge.map(({ kind }) => kind),
      (index) => ["knowledge", index, "kind"],
    ),
    ...twice(
      data.evaluation.map(({ name }) => name),
      (index) => ["data", "evaluation", index, "name"],
    ),
    ...twice(
      quantize.map(({ method, bits }) => `${method}-${bits}`),
      (index) => ["quantize", index],
    ),
    ...twice(
      teachers.map(({ name }) => name),
      (index) => ["teachers", index, "name"],
    ),
  ];
}

const alone = knowledgeKinds.filter((kind) => knowledgeTraits[kind].standsAlone);
const inner = knowledgeKinds.filter((kind) => knowledgeTraits[kind].looksInside);
const mapped = knowledgeKinds.filter((kind) => knowledgeTraits[kind].needsAttentionMaps);

function knowledgeRules({ knowledge, memory, training, teacher }: RecipeShape): RuleIssue[] {
  const kinds: string[] = knowledge.map(({ kind }) => kind);
  const at = (kind: string, key?: string) => ["knowledge", kinds.indexOf(kind), ...(key ? [key] : ["kind"])];
  const issues: RuleIssue[] = [];
  for (const kind of alone) {
    if (kinds.includes(kind) && kinds.length > 1)
      issues.push({
        path: at(kind),
        rule: "alone",
        values: { kind },
        message: `'${kind}' is a method of its own; switch the other kinds off`,
      });
  }
  for (const kind of inner) {
    if (!kinds.includes(kind)) continue;
    if (teacher.source !== "local")
      issues.push({
        path: ["teacher", "source"],
        rule: "localTeacher",
        values: { kind },
        message: `'${kind}' looks inside the teacher, so that teacher.source must be local`,
      });
    if (memory.liger)
      issues.push({
        path: ["memory", "liger"],
        rule: "ligerLayers",
        values: { kind },
        message: `liger fuses away what '${kind}' needs; switch it off`,
      });
    if (zeroFacts(memory.deepspeed).stage === 3)
      issues.push({
        path: ["memory", "deepspeed"],
        rule: "wholeLayers",
        values: { kind },
        message: `'${kind}' needs whole layers on each GPU; use zero2 instead of ZeRO-3`,
      });
  }
  if (mapped.some((kind) => kinds.includes(kind)) && memory.attention !== "eager")
    issues.push({
      path: ["memory", "attention"],
      rule: "eagerAttention",
      message: "Only attention 'eager' gives the maps that 'attention' compares",
    });
  const policy = knowledge.find((entry) => entry.kind === "policy");
  const batch = training.batchSize * training.gradientAccumulation;
  if (policy && batch % policy.generations !== 0)
    issues.push({
      path: at("policy", "generations"),
      rule: "generationsDivide",
      values: { batch },
      message: `It must divide batchSize × gradientAccumulation, which is ${batch}`,
    });
  const logits = knowledge.find((entry) => entry.kind === "logits");
  if (logits && memory.liger)
    issues.push({
      path: ["memory", "liger"],
      rule: "ligerLogits",
      message: "liger fuses away the logits that the loss compares; switch it off",
    });
  if (logits && logits.onPolicy > 0 && teacher.source === "cached")
    issues.push({
      path: at("logits", "onPolicy"),
      rule: "softLabelsOnPolicy",
      message: "Soft labels exist only for the data; set onPolicy to 0 or teacher.source to local",
    });
  const isLastWritten =
    knowledge.some(({ kind }) => kind === "preference" || kind === "policy") || (logits?.onPolicy ?? 0) > 0;
  if (training.turns === "all" && isLastWritten)
    issues.push({
      path: ["training", "turns"],
      rule: "lastTurn",
      message: "Only the last answer is written or compared here; set turns to last",
    });
  if (logits && teacher.source === "server" && logits.topK === undefined)
    issues.push({
      path: at("logits", "topK"),
      rule: "serverTopK",
      message: "A teacher server sends only the top-k; set topK, for example 20",
    });
  if (memory.galore && training.tuner !== "full")
    issues.push({
      path: ["training", "tuner"],
      rule: "galoreFull",
      message: "GaLore projects gradients of full tuning; set tuner to full or switch GaLore off",
    });
  return issues;
}

function teacherRules({ teacher, teachers, student, knowledge }: RecipeShape): RuleIssue[] {
  const issues: RuleIssue[] = [];
  const isDistribution = isGkd(knowledge) || methodOf(knowledge) === "grpo";
  if (teacher.source === "server" && teacher.url === undefined)
    issues.push({ path: ["teacher", "url"], rule: "teacherUrl", message: "Give the address of the teacher server" });
  if (teacher.source === "server" && asksTeacher(knowledge))
    issues.push({
      path: ["teacher", "source"],
      rule: "localAnswers",
      message: "Answers are written by a teacher on this host; set source to local",
    });
  if (teacher.source === "cached" && !knowledge.some(({ kind }) => kind === "logits"))
    issues.push({
      path: ["teacher", "source"],
      rule: "softLabelsLogits",
      message: "Soft labels serve the kind 'logits'; add it or set source to local",
    });
  if (teacher.source === "self" && teacher.model !== student.model)
    issues.push({
      path: ["teacher", "model"],
      rule: "selfModel",
      message: "In self-distillation the teacher is the student's own model",
    });
  if (teacher.source === "self" && !isDistribution)
    issues.push({
      path: ["teacher", "source"],
      rule: "selfKind",
      message: "Self-distillation needs the kind 'logits' or 'policy'",
    });
  if (teachers.length > 0 && isDistribution && teacher.source !== "cached" && teacher.source !== "server")
    issues.push({
      path: ["teacher", "source"],
      rule: "oneBesideStudent",
      message: "Only one teacher fits beside the student; with several set source to cached or server",
    });
  teachers.forEach((extra, index) => {
    if (teacher.source === "server") {
      if (extra.url === undefined)
        issues.push({
          path: ["teachers", index, "url"],
          rule: "teacherUrl",
          message: "Give the address of this teacher's server",
        });
      if (extra.tags.length === 0)
        issues.push({
          path: ["teachers", index, "tags"],
          rule: "teacherTag",
          message: "With several servers each teacher needs a tag",
        });
    } else if (extra.train.length === 0)
      issues.push({
        path: ["teachers", index, "train"],
        rule: "teacherData",
        message: "Give the data sets that this teacher labels",
      });
  });
  if (teachers.length > 0 && teacher.source === "server" && teacher.tags.length === 0)
    issues.push({
      path: ["teacher", "tags"],
      rule: "teacherTag",
      message: "With several servers each teacher needs a tag",
    });
  return issues;
}

function memoryRules({ memory, knowledge, resources, training, teacher }: RecipeShape): RuleIssue[] {
  const issues: RuleIssue[] = [];
  const method = methodOf(knowledge);
  const distill = demandOf(resources, "distill");
  if (memory.sequenceParallel > 1 && (method === "gkd" || method === "kto"))
    issues.push({
      path: ["memory", "sequenceParallel"],
      rule: "noSequenceParallel",
      values: { method: method.toUpperCase() },
      message: `ms-swift has no sequence parallelism for ${method === "gkd" ? "logits, hidden states and attention" : "KTO"}; set it to 1`,
    });
  if (memory.sequenceParallel > 1 && distill.gpus % memory.sequenceParallel !== 0)
    issues.push({
      path: ["memory", "sequenceParallel"],
      rule: "sequenceDivides",
      message: "It must divide resources.gpus",
    });
  if (memory.sequenceParallel > 1 && distill.gpus < memory.sequenceParallel)
    issues.push({
      path: ["resources", "gpus"],
      rule: "sequenceGpus",
      values: { count: memory.sequenceParallel },
      message: `Sequence parallelism of ${memory.sequenceParallel} needs as many GPUs`,
    });
  if (resources.gpuShare !== undefined && resources.gpus !== 1)
    issues.push({
      path: ["resources", "gpuShare"],
      rule: "shareOfOne",
      message: "A share is of one GPU; set resources.gpus to 1 or leave gpuShare out",
    });
  if (resources.nodes > 1 && !isCluster(resources.executor))
    issues.push({
      path: ["resources", "nodes"],
      rule: "nodesNeedCluster",
      message: "Several nodes need a cluster; set resources.executor to ray or slurm, or nodes to 1",
    });
  if (memory.liger && method === "grpo")
    issues.push({
      path: ["memory", "liger"],
      rule: "ligerPolicy",
      message: "ms-swift has no liger loss for a teacher's log-ratio; switch it off",
    });
  if (training.tuner === "qlora" && zeroFacts(memory.deepspeed).stage === 3)
    issues.push({
      path: ["memory", "deepspeed"],
      rule: "qloraZero3",
      message: "4-bit weights cannot be sharded by ZeRO-3; use zero2 or tuner lora",
    });
  if (memory.teacherOffload && (teacher.source !== "local" || (method !== "gkd" && method !== "grpo")))
    issues.push({
      path: ["memory", "teacherOffload"],
      rule: "nothingToOffload",
      message: "There is no teacher in memory to offload; switch it off",
    });
  if (memory.galore && memory.deepspeed !== undefined)
    issues.push({
      path: ["memory", "galore"],
      rule: "galoreDeepspeed",
      message: "GaLore's optimizer does not run under DeepSpeed; switch one of them off",
    });
  return issues;
}

function quantizeRules({ quantize }: RecipeShape): RuleIssue[] {
  return quantize.flatMap(({ method, bits }, index) => {
    const known: readonly number[] = quantizeMethods[method].bits;
    if (known.includes(bits)) return [];
    return [
      {
        path: ["quantize", index, "bits"],
        rule: "quantizeBits",
        values: { method, bits: known.join(", ") },
        message: `${method} is made with ${known.join(" or ")} bits`,
      },
    ];
  });
}

function serveRules({ serve }: RecipeShape): RuleIssue[] {
  if (serve.replicas.max >= serve.replicas.min) return [];
  return [
    { path: ["serve", "replicas", "max"], rule: "replicas", message: "The maximum may not be below the minimum" },
  ];
}
