import type { FailureReason } from "../contract/failures";
import { type Message, message } from "../contract/message";
import {
  byAdapters,
  calmer,
  type FindMends,
  inFullPrecision,
  leaveOutRows,
  longerRows,
  plainAttention,
  settleTemplate,
  settleType,
  withoutMissing,
} from "./exit-mends";
import { moreSteps, onEveryMatrix, withoutFlags } from "./exit-mends-of-figures";

export type ExitRule = {
  reason: FailureReason;
  pattern: RegExp;
  message: Message;
  suggestion: Message;
  /** Changes of the recipe that may mend it; preflight tries them before they are offered. */
  mends?: FindMends;
};

/** What the engine's own words say about the cause; the first rule that fits counts, so the more certain ones come first. */
export const exitRules: ExitRule[] = [
  {
    reason: "cuda-oom",
    pattern: /CUDA out of memory|CUDA error: out of memory|OutOfMemoryError: CUDA|CUBLAS_STATUS_ALLOC_FAILED/,
    message: message("exits.cuda-oom"),
    suggestion: message("exits.cuda-oom-next"),
  },
  {
    reason: "disk-full",
    pattern: /No space left on device|Errno 28\b|ENOSPC|enforce fail at inline_container|Disk quota exceeded/,
    message: message("exits.disk-full"),
    suggestion: message("exits.disk-full-next"),
  },
  {
    reason: "nan",
    pattern: /FloatingPointError|loss is (?:nan|inf|-inf)\b|probability tensor contains either `inf`, `nan`/i,
    message: message("exits.nan"),
    suggestion: message("exits.nan-next"),
    mends: calmer,
  },
  {
    reason: "port-taken",
    pattern: /address already in use|Errno 98\b|EADDRINUSE|port \d+ is taken/i,
    message: message("exits.port-taken"),
    suggestion: message("exits.port-taken-next"),
  },
  {
    reason: "half-precision",
    pattern: /Your setup doesn't support (?:bf16|fp16)|"\w+" not implemented for 'Half'|mixed precision requires a GPU/,
    message: message("exits.half-precision"),
    suggestion: message("exits.half-precision-next"),
    mends: inFullPrecision,
  },
  {
    reason: "model-type",
    pattern: /Failed to automatically match `model_type`|model_type: '[^'\n]*' not in/,
    message: message("exits.model-type"),
    suggestion: message("exits.model-type-next"),
    mends: settleType,
  },
  {
    reason: "template",
    pattern: /Failed to automatically match `template_type`|template_type: '[^'\n]*' not in/,
    message: message("exits.template"),
    suggestion: message("exits.template-next"),
    mends: settleTemplate,
  },
  {
    reason: "attention",
    pattern: /FlashAttention\d? has been toggled on|Flash ?Attention \d is not available/i,
    message: message("exits.attention"),
    suggestion: message("exits.attention-next"),
    mends: plainAttention,
  },
  {
    reason: "network",
    pattern:
      /Max retries exceeded|Temporary failure in name resolution|Failed to establish a new connection|Connection(?:Refused|Reset)Error|Connection aborted|Servers not reachable after|ConnectTimeout|LocalEntryNotFoundError|OfflineModeIsEnabled/,
    message: message("exits.network"),
    suggestion: message("exits.network-next"),
  },
  {
    reason: "missing-dependency",
    pattern:
      /ModuleNotFoundError|ImportError|No module named|PackageNotFoundError|No package metadata was found|, try `pip install|No GPU or XPU found/,
    message: message("exits.missing-dependency"),
    suggestion: message("exits.missing-dependency-next"),
    mends: withoutMissing,
  },
  {
    reason: "file-gone",
    pattern: /The local path does not exist, dataset_id|DataFilesNotFoundError/,
    message: message("exits.file-gone"),
    suggestion: message("exits.file-gone-next"),
  },
  {
    reason: "rows-too-long",
    pattern: /resample: only collected \d+\/\d+ valid samples/,
    message: message("exits.rows-too-long"),
    suggestion: message("exits.rows-too-long-next"),
    mends: longerRows,
  },
  {
    reason: "no-steps",
    pattern: /There seems not to be a single sample in your epoch_iterator/,
    message: message("exits.no-steps"),
    suggestion: message("exits.no-steps-next"),
    mends: moreSteps,
  },
  {
    reason: "model-damaged",
    pattern:
      /config file at '[^'\n]*' is not a valid JSON file|ignore_mismatched_sizes|SafetensorError|No such file or directory: \S*\.safetensors|return loads\(fp\.read\(\)|deserializing header|UnpicklingError|Padding_idx must be within|does not recognize this architecture|Unable to load weights from/,
    message: message("exits.model-damaged"),
    suggestion: message("exits.model-damaged-next"),
  },
  {
    reason: "bad-data",
    pattern:
      /JSONDecodeError|DatasetGenerationError|ArrowInvalid|UnicodeDecodeError|json\.py", line \d+, in _split_generators|dataset\/utils\.py", line \d+, in sample_dataset|in _check_messages|[Dd]ataset is empty|num_samples=0|bad-data:/,
    message: message("exits.bad-data"),
    suggestion: message("exits.bad-data-next"),
    mends: leaveOutRows,
  },
  {
    reason: "model-gone",
    pattern: /path: '[^'\n]*' not found|no file named model\.safetensors/,
    message: message("exits.model-gone"),
    suggestion: message("exits.model-gone-next"),
  },
  {
    reason: "bad-argument",
    pattern:
      /remaining_argv|unrecognized arguments|error: argument|the following arguments are required|is not a valid \w+, please select|Target modules .{0,400}not found in the base model|Unrecognized model in|only Tensors of floating point dtype can require gradients|ValueError: .{0,500}(?:argument|template|model_type)|Please (?:explicitly )?(?:pass|specify)/,
    message: message("exits.bad-argument"),
    suggestion: message("exits.bad-argument-next"),
    mends: (recipe, log) => [byAdapters, withoutFlags, onEveryMatrix].flatMap((find) => find(recipe, log)),
  },
  {
    reason: "oom",
    pattern: /MemoryError|Cannot allocate memory|can't allocate memory|DefaultCPUAllocator/,
    message: message("exits.oom"),
    suggestion: message("exits.oom-next"),
  },
];
