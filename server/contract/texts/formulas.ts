import type { Texts } from "./text";

/** How a figure of the memory estimate came about. */
export const formulas = {
  and: { en: "{first} {second}", zh: "{first} {second}" },
  during: { en: "{formula}, during its pass only", zh: "{formula}，仅在其前向计算期间" },
  "cuda-base": { en: "CUDA context and libraries, a constant", zh: "CUDA 上下文和库，常量" },
  "cpu-base": {
    en: "Python, PyTorch and ms-swift with launcher and data loader, measured",
    zh: "Python、PyTorch 和 ms-swift，含启动器和数据加载器，实测值",
  },
  parameters: { en: "{count} parameters × {bytes} bytes", zh: "{count} 参数 × {bytes} 字节" },
  quantized: {
    en: "{weights} weights × {each} bytes + {rest} × {bytes} bytes",
    zh: "{weights} 权重 × {each} 字节 + {rest} × {bytes} 字节",
  },
  reference: { en: "twice, as its own reference", zh: "两份，自身作为参考模型" },
  lora: { en: "+ {count} of LoRA × 4 bytes", zh: "+ {count} LoRA 参数 × 4 字节" },
  "shards-host": { en: "in host memory, two layers at a time here", zh: "存放在主机内存，此处每次两层" },
  shards: { en: "÷ {devices}, two layers gathered", zh: "÷ {devices}，聚合两层" },
  divided: { en: "{formula} ÷ {devices}", zh: "{formula} ÷ {devices}" },
  "host-memory": { en: "{formula}, in host memory", zh: "{formula}，存放在主机内存" },
  gradients: { en: "{count} trained × {bytes} bytes", zh: "{count} 可训练参数 × {bytes} 字节" },
  tied: { en: "{formula} + the tied matrix once more", zh: "{formula} + 再加一份共享矩阵" },
  "mixed-states": {
    en: "{count} trained × 3 × 4 bytes (master copy and two states)",
    zh: "{count} 可训练参数 × 3 × 4 字节（主副本和两个状态）",
  },
  states: { en: "{count} trained × 2 states × {bytes} bytes", zh: "{count} 可训练参数 × 2 个状态 × {bytes} 字节" },
  galore: {
    en: "rank {rank} of {linear} + 2 states × {bytes} bytes of {rest}",
    zh: "{linear} 的秩 {rank} + {rest} 的 2 个状态 × {bytes} 字节",
  },
  activations: {
    en: "{tokens} tokens × {layers} layers × {bytes} bytes",
    zh: "{tokens} token × {layers} 层 × {bytes} 字节",
  },
  checkpointed: {
    en: "{tokens} tokens × {layers} layers × {hidden} × {bytes} bytes, one layer whole",
    zh: "{tokens} token × {layers} 层 × {hidden} × {bytes} 字节，其中一层完整保留",
  },
  cache: {
    en: "{tokens} tokens × {bytes} bytes of keys and values",
    zh: "{tokens} token × {bytes} 字节的键和值",
  },
  logits: {
    en: "{tokens} tokens × {columns} rows × 4 bytes × {copies} copies",
    zh: "{tokens} token × {columns} 行 × 4 字节 × {copies} 份",
  },
  chunk: {
    en: "{rows} tokens at a time × {columns} rows × 4 bytes × {copies} copies",
    zh: "每次 {rows} 个 token × {columns} 行 × 4 字节 × {copies} 份",
  },
  "whole-logits": {
    en: "+ {tokens} tokens × {columns} rows × 4 bytes × {copies}",
    zh: "+ {tokens} token × {columns} 行 × 4 字节 × {copies}",
  },
  "output-gradient": {
    en: "+ the output layer's gradient, {columns} × {width} × 4 bytes",
    zh: "+ 输出层的梯度，{columns} × {width} × 4 字节",
  },
} as const satisfies Texts;
