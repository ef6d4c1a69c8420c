import type { Preflight } from "../../../../server/contract/preflight";
import { preflightSchema } from "../../../../server/contract/preflight";

const MiB = 2 ** 20;

/** What a preflight of two SmolLM2 models on a CPU says when memory is short. */
export const shortOfMemory: Preflight = preflightSchema.parse({
  pair: {
    verdict: "padded",
    reasons: ["One tokenizer; the teacher has 128 vocabulary rows more, which no token uses."],
    allowedKinds: ["answers", "logits", "hidden-states", "preference", "policy"],
    facts: [
      {
        key: "vocabulary-rows",
        teacher: "49,280",
        student: "49,152",
        equal: false,
        note: "Rows 49,152 on are padding",
      },
      { key: "tokenizer", teacher: "sha256:9ca9", student: "sha256:9ca9", equal: true, note: null },
      { key: "chat-template", teacher: null, student: "chatml", equal: null, note: null },
    ],
    prompts: { tried: 32, equal: 31 },
    teacherParameters: 134_515_008,
    studentParameters: 63_714_240,
  },
  memory: {
    estimateBytes: 4_096 * MiB,
    parts: [
      { key: "base", bytes: 512 * MiB, formula: "Python, PyTorch and libraries" },
      { key: "student-weights", bytes: 256 * MiB, formula: "63.7 M parameters × 4 bytes" },
      { key: "optimizer", bytes: 512 * MiB, formula: "2 × 63.7 M × 4 bytes" },
      { key: "logits", bytes: 2_816 * MiB, formula: "2 × 2048 × 49,280 × 4 bytes × 3.5" },
      { key: "rollout-cache", bytes: 0, formula: "no on-policy share" },
    ],
    availableBytes: 3_072 * MiB,
    device: "cpu",
    devices: 1,
    verdict: "exceeds",
    fixes: [
      {
        key: "gradient-checkpointing",
        message: "Turn on gradient checkpointing",
        changes: { "memory.gradientCheckpointing": true },
        savesBytes: 1_229 * MiB,
      },
    ],
    reason: null,
  },
  data: {
    limit: "Only the first 120 rows were read",
    rows: 120,
    columns: ["messages"],
    tokens: {
      sampled: 120,
      mean: 84.2,
      p95: 180,
      max: 255,
      histogram: [
        { from: 0, to: 64, rows: 40 },
        { from: 64, to: 128, rows: 60 },
        { from: 128, to: 192, rows: 15 },
        { from: 192, to: 256, rows: 5 },
      ],
      truncatedShare: 0.05,
    },
    duplicates: 3,
    emptyAnswers: 0,
    leaked: 2,
    teacherCeiling: [{ dataset: "reworded", items: 40, failed: 6, score: 0.85 }],
  },
  advice: [
    {
      code: "on-policy-start",
      severity: "warning",
      field: "knowledge.0.onPolicy",
      message: "Begin with a smaller on-policy share",
      reason: "The student's first answers are noise.",
      source: "https://arxiv.org/abs/2306.13649",
      changes: { "knowledge.0.onPolicy": 0.3 },
    },
    {
      code: "few-rows",
      severity: "info",
      field: "data.train",
      message: "More rows would help",
      reason: "120 rows are few for three epochs.",
      source: "Stillroom",
      changes: null,
    },
  ],
  sweep: {
    trials: 6,
    repeats: 2,
    runs: 12,
    range: { lowMs: 6_000_000, estimateMs: 7_440_000, highMs: 8_400_000 },
    reason: null,
  },
  resolved: [],
  time: {
    stages: [
      {
        key: "distill",
        range: { lowMs: 540_000, estimateMs: 620_000, highMs: 720_000 },
        basis: "1.3 s a step, measured in run r1",
      },
      { key: "quantize-gptq-4", range: null, basis: "Nothing like it has been measured here" },
    ],
    total: { lowMs: 540_000, estimateMs: 620_000, highMs: 720_000 },
    deviceHours: 0.172,
  },
  warnings: [],
});

/** The same pair where nothing could be found out. */
export const unknownPreflight: Preflight = preflightSchema.parse({
  pair: {
    verdict: "unknown",
    reasons: ["The teacher is a hub id that is not on this host."],
    allowedKinds: ["answers", "logits", "hidden-states", "attention", "preference", "policy"],
    facts: [],
    prompts: null,
    teacherParameters: null,
    studentParameters: null,
  },
  memory: {
    estimateBytes: null,
    parts: [],
    availableBytes: null,
    device: "gpu",
    devices: 2,
    verdict: "unknown",
    fixes: [],
    reason: "The shape of the teacher is unknown.",
  },
  data: null,
  advice: [],
  time: { stages: [], total: null, deviceHours: null },
  sweep: { trials: 3, repeats: 1, runs: 3, range: null, reason: "distill: never measured" },
  resolved: [],
  warnings: [],
});
