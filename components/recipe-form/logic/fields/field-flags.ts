import { engineFlags, type FlaggedField } from "../../../../server/contract/recipe/engine-flags";
import { forEachName, namesOf } from "../../../../server/contract/registry";

const passedOn: Record<FlaggedField, string> = forEachName(namesOf(engineFlags), (field) => `--${engineFlags[field]}`);

/** Fields that the engine has no option for, or that take other ways to it than one option of their own. */
const others = {
  name: null,
  notes: null,
  tags: null,
  "teacher.source": null,
  "teacher.tags": null,
  "teachers.name": null,
  "teachers.model": "--teacher_model",
  "teachers.train": "--dataset",
  "teachers.url": "--teacher_model_server",
  "teachers.tags": null,
  "data.evaluation": "--datasets general_qa",
  "answers.source": null,
  "answers.truncated": null,
  "logits.temperature": "distillation.json",
  "logits.temperatureScale": "distillation.json",
  "logits.alpha": "distillation.json",
  "logits.divergence": "distillation.json",
  "logits.jsdBeta": "distillation.json",
  "logits.topKTail": "distillation.json",
  "hidden-states.weight": null,
  "hidden-states.layers": null,
  "hidden-states.normalize": null,
  "attention.weight": null,
  "preference.method": "--rlhf_type dpo|kto",
  "preference.pairs": null,
  "preference.maxTokens": "--max_new_tokens",
  "preference.temperature": "--temperature",
  "preference.truncated": null,
  "training.extraArgs": "--…",
  quantize: "--quant_method --quant_bits",
  quantizeGate: null,
  "evaluate.subjects": null,
  "evaluate.metrics": null,
  "evaluate.samples": null,
  "evaluate.generation.temperature": "--generation-config",
  "serve.use": null,
  "serve.maxModelLen": "--max_length",
  "serve.replicas.min": null,
  "serve.replicas.max": null,
  "serve.extraArgs": "--…",
  "resources.executor": null,
  "resources.nodes": "NNODES",
  "resources.cpus": null,
  "resources.memoryMb": null,
  "resources.timeLimitMinutes": null,
  "resources.gpus": null,
  "resources.gpuShare": null,
  "resources.priority": null,
  "sweep.parameters": null,
  "sweep.search": null,
  "sweep.trials": null,
  "sweep.seed": null,
  "sweep.repeats": null,
  "sweep.earlyStop": null,
  "sweep.earlyStop.key": null,
  "sweep.earlyStop.minSteps": null,
  "sweep.earlyStop.minTrials": null,
} as const satisfies Record<string, string | null>;

/** Every field of the form with the engine's own option for it; null where the engine has none. */
export const fieldFlags: Record<FlaggedField | keyof typeof others, string | null> = { ...passedOn, ...others };

/** The name of a field in texts and flags; the same for teacher and student where they are alike. */
export type FieldSpec = keyof typeof fieldFlags;
