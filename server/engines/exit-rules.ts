import type { FailureReason } from "../contract/stage";

export type ExitRule = { reason: FailureReason; pattern: RegExp; message: string; suggestion: string };

/** What the engine's own words say about the cause; the first rule that fits counts, so the more certain ones come first. */
export const exitRules: ExitRule[] = [
  {
    reason: "cuda-oom",
    pattern: /CUDA out of memory|CUDA error: out of memory|OutOfMemoryError: CUDA|CUBLAS_STATUS_ALLOC_FAILED/,
    message: "The GPU ran out of memory",
    suggestion: "Clone with a smaller batchSize or maxLength, LoRA instead of full tuning, or gradient checkpointing",
  },
  {
    reason: "disk-full",
    pattern: /No space left on device|Errno 28\b|ENOSPC|enforce fail at inline_container|Disk quota exceeded/,
    message: "The disk is full",
    suggestion: "Free space under STILLROOM_HOME, then retry the stage; a training goes on from its last checkpoint",
  },
  {
    reason: "nan",
    pattern: /FloatingPointError|loss is (?:nan|inf|-inf)\b|probability tensor contains either `inf`, `nan`/i,
    message: "The loss became NaN or infinite",
    suggestion: "Clone with a lower learningRate or dtype float32 or bfloat16, and look for odd rows in the data",
  },
  {
    reason: "port-taken",
    pattern: /address already in use|Errno 98\b|EADDRINUSE|port \d+ is taken/i,
    message: "The port is in use by another program",
    suggestion: "Retry the stage: it takes a free port",
  },
  {
    reason: "missing-dependency",
    pattern:
      /ModuleNotFoundError|ImportError|No module named|PackageNotFoundError|No package metadata was found|No GPU or XPU found/,
    message: "The engine misses a package or a device that this stage needs",
    suggestion: "Install it into the engine (npx stillroom doctor tells what is there), or choose another method",
  },
  {
    reason: "bad-data",
    pattern:
      /JSONDecodeError|DatasetGenerationError|DataFilesNotFoundError|ArrowInvalid|UnicodeDecodeError|The local path does not exist, dataset_id|json\.py", line \d+, in _split_generators|dataset\/utils\.py", line \d+, in sample_dataset|in _check_messages|[Dd]ataset is empty|num_samples=0|bad-data:/,
    message: "The data could not be read",
    suggestion: "Run: npx stillroom preflight RECIPE, which names the file and line",
  },
  {
    reason: "bad-argument",
    pattern:
      /remaining_argv|unrecognized arguments|error: argument|the following arguments are required|is not a valid \w+, please select|path: '.*' not found|no file named model\.safetensors|Unrecognized model in|only Tensors of floating point dtype can require gradients|ValueError: .*(?:argument|template|model_type)|Please (?:explicitly )?(?:pass|specify)/,
    message: "The engine refused an argument",
    suggestion: "Look at the last log lines for its name, change it in the recipe and clone the run",
  },
  {
    reason: "oom",
    pattern: /MemoryError|Cannot allocate memory|can't allocate memory|DefaultCPUAllocator/,
    message: "The machine ran out of memory",
    suggestion: "Clone with a smaller batchSize or maxLength, or close what else uses memory",
  },
];
