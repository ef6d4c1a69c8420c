import type { Texts } from "./text";

/** Memory of a training: what saves some, and why a figure is missing. */
export const memory = {
  "fix-lora": {
    en: "Train LoRA matrices instead of every weight: neither gradients nor optimizer states of the rest",
    zh: "训练 LoRA 矩阵而不是全部权重：其余权重没有梯度和优化器状态",
  },
  "fix-galore": {
    en: "Project the optimizer's states to a low rank with GaLore; every weight is still trained",
    zh: "用 GaLore 把优化器状态投影到低秩；仍训练全部权重",
  },
  "fix-qlora": {
    en: "Load the student in 4 bits and train LoRA matrices on top",
    zh: "以 4 位加载学生，并在其上训练 LoRA 矩阵",
  },
  "fix-q-galore": { en: "Keep GaLore's states in 8 bits", zh: "以 8 位保存 GaLore 的状态" },
  "fix-gradient-checkpointing": {
    en: "Compute activations again in the backward pass instead of keeping them; about a third slower",
    zh: "在反向传播时重新计算激活而不保存；大约慢三分之一",
  },
  "fix-batch-size": {
    en: "Halve the batch and accumulate twice as often; the optimizer sees as many rows",
    zh: "批次减半，累积次数加倍；优化器看到的行数不变",
  },
  "fix-max-length": { en: "Halve the longest row; longer ones are left out", zh: "最长行减半；更长的行会被略过" },
  "fix-sdpa": {
    en: "Let PyTorch compute attention without writing its maps out",
    zh: "让 PyTorch 计算注意力而不写出注意力图",
  },
  "fix-cached-teacher": {
    en: "Make the teacher's soft labels once, before the training, and leave it out of memory",
    zh: "在训练之前一次性生成教师的软标签，使教师不占内存",
  },
  "fix-teacher-offload": {
    en: "Keep the teacher in host memory between its passes; slower by the copying",
    zh: "教师在两次前向之间放在主机内存中；因复制而变慢",
  },
  "fix-top-k": {
    en: "Compare only the teacher's 64 likeliest tokens at each position",
    zh: "每个位置只比较教师最可能的 64 个词元",
  },
  "fix-flash-attention-2": { en: "Compute attention without writing its maps out", zh: "计算注意力而不写出注意力图" },
  "fix-zero2": { en: "Share gradients and optimizer states among the GPUs", zh: "在各 GPU 之间分摊梯度和优化器状态" },
  "fix-zero3": {
    en: "Share the weights too, gathered layer by layer; more traffic between the GPUs",
    zh: "连权重也分摊，逐层汇集；GPU 之间的通信更多",
  },
  "fix-zero3-offload": {
    en: "Keep weights and optimizer states in host memory; much slower",
    zh: "把权重和优化器状态放在主机内存中；慢得多",
  },
  "nodes-unknown": {
    en: "What is free on the nodes of {cluster} is not known here",
    zh: "此处不知道 {cluster} 的节点还有多少空闲",
  },
  "too-few-gpus": {
    en: "The recipe asks for {asked} GPUs, but this machine shows {count}",
    zh: "配方要求 {asked} 个 GPU，但本机只有 {count} 个",
  },
  "host-full": {
    en: "What is offloaded takes {bytes} of host memory, more than is free",
    zh: "卸载的部分需要 {bytes} 主机内存，超过了空闲量",
  },
  "not-estimated": {
    en: "The memory of this kind of stage is not estimated, only that of a training",
    zh: "只估算训练的内存，不估算这类阶段",
  },
  "sizes-unknown": { en: "The sizes of the models are not known", zh: "不知道模型的大小" },
  "no-fix": {
    en: "No change of the recipe is known to save more than 1 % of the memory",
    zh: "没有已知的配方修改能节省超过 1 % 的内存",
  },
} as const satisfies Texts;
