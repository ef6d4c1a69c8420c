import type { Texts } from "./text";

/** Combinations that the engine cannot run, by the name of the rule. */
export const rules = {
  twice: { en: "“{name}” is listed twice", zh: "“{name}”重复列出" },
  alone: {
    en: "“{kind}” is a method of its own; switch the other kinds off",
    zh: "“{kind}”自成一种方法;请关闭其他种类",
  },
  localTeacher: {
    en: "“{kind}” looks inside the teacher; take the teacher beside the student",
    zh: "“{kind}”需要查看教师内部;请让教师与学生一同加载",
  },
  ligerLayers: {
    en: "Liger fuses away what “{kind}” needs; switch it off",
    zh: "Liger 会融合掉“{kind}”所需的内容;请关闭",
  },
  wholeLayers: {
    en: "“{kind}” needs whole layers on each GPU; use ZeRO-2 instead of ZeRO-3",
    zh: "“{kind}”要求每块 GPU 上有完整的层;请用 ZeRO-2 代替 ZeRO-3",
  },
  eagerAttention: { en: "Attention maps need the attention “eager”", zh: "注意力图需要 eager 注意力实现" },
  ligerLogits: {
    en: "Liger fuses away the logits that the loss compares; switch it off",
    zh: "Liger 会融合掉损失所比较的 logits;请关闭",
  },
  softLabelsOnPolicy: {
    en: "Soft labels exist only for the data; set the on-policy share to 0 or take the teacher beside the student",
    zh: "软标签只针对数据存在;请把在策略比例设为 0,或让教师与学生一同加载",
  },
  serverTopK: {
    en: "A teacher server sends only the top k; give one, for example 20",
    zh: "教师服务器只发送 top k;请填写,例如 20",
  },
  lastTurn: {
    en: "Only the last answer is written or compared here; learn “the last answer”",
    zh: "此处只生成或比较最后一个回答;请选择“最后一个回答”",
  },
  galoreFull: {
    en: "GaLore needs full training; choose the tuner “full” or switch GaLore off",
    zh: "GaLore 需要全量训练;请选择“全量”或关闭 GaLore",
  },
  teacherUrl: { en: "Give the address of the teacher server", zh: "请填写教师服务器地址" },
  softLabelsLogits: {
    en: "Soft labels serve the kind “logits”; switch it on or choose another source",
    zh: "软标签用于“logits”;请打开它或选择其他来源",
  },
  selfModel: {
    en: "In self-distillation the teacher is the student’s own model",
    zh: "自蒸馏中教师就是学生自己的模型",
  },
  selfKind: { en: "Self-distillation needs logits or policy", zh: "自蒸馏需要 logits 或策略" },
  oneBesideStudent: {
    en: "Only one teacher fits beside the student; with several take soft labels or servers",
    zh: "只有一位教师能与学生一同加载;多位教师请用软标签或服务器",
  },
  teacherTag: { en: "With several servers each teacher needs a tag", zh: "多个服务器时每位教师都需要标签" },
  teacherData: { en: "Give the data sets that this teacher labels", zh: "请填写由这位教师打标签的数据集" },
  noSequenceParallel: {
    en: "ms-swift has no sequence parallelism for {method}; set it to 1",
    zh: "ms-swift 的 {method} 不支持序列并行;请设为 1",
  },
  sequenceDivides: { en: "It must divide the number of GPUs", zh: "必须能整除 GPU 数" },
  sequenceGpus: { en: "Sequence parallelism of {count} needs as many GPUs", zh: "{count} 路序列并行需要同样多的 GPU" },
  shareOfOne: {
    en: "A share is of one GPU; set GPUs to 1 or leave the share empty",
    zh: "份额只针对一个 GPU;请将 GPU 数设为 1,或将份额留空",
  },
  nodesNeedCluster: {
    en: "Several nodes need a cluster; choose Ray or Slurm, or set nodes to 1",
    zh: "多个节点需要集群；请选择 Ray 或 Slurm，或将节点数设为 1",
  },
  ligerPolicy: {
    en: "ms-swift has no liger loss for a teacher’s log-ratio; switch it off",
    zh: "ms-swift 没有用于教师对数比的 Liger 损失;请关闭",
  },
  qloraZero3: {
    en: "4-bit weights cannot be sharded by ZeRO-3; use ZeRO-2 or LoRA",
    zh: "4-bit 权重不能用 ZeRO-3 分片;请用 ZeRO-2 或 LoRA",
  },
  galoreDeepspeed: {
    en: "GaLore’s optimiser does not run under DeepSpeed; switch one of them off",
    zh: "GaLore 的优化器不能在 DeepSpeed 下运行;请关闭其中之一",
  },
  quantizeBits: { en: "{method} is made with these bits: {bits}", zh: "{method} 可用的位数:{bits}" },
  replicas: { en: "The maximum may not be below the minimum", zh: "最大值不得小于最小值" },
  generationsDivide: {
    en: "It must divide batch size × gradient accumulation, which is {batch}",
    zh: "必须整除批大小 × 梯度累积,即 {batch}",
  },
  localAnswers: {
    en: "Answers are written by a teacher on this host; set the source to local",
    zh: "答案由本机上的教师生成;请将来源设为 local",
  },
  nothingToOffload: {
    en: "There is no teacher in memory to offload; switch it off",
    zh: "内存中没有可卸载的教师;请将其关闭",
  },
  sweepKey: {
    en: "The recipe has no key “{key}” that can be varied; check its spelling",
    zh: "配方中没有可以扫描的键“{key}”，请检查拼写",
  },
  sweepValue: { en: "{value} is not taken: {message}", zh: "{value} 不被接受：{message}" },
  sweepTrial: {
    en: "The trial {trial} is refused at {field}: {message}",
    zh: "试验 {trial} 在 {field} 处被拒绝：{message}",
  },
  sweepRange: { en: "The smallest value must be below the largest", zh: "最小值必须小于最大值" },
  sweepLog: { en: "A logarithmic range must begin above 0", zh: "对数范围的起点必须大于 0" },
  sweepPoints: {
    en: "A grid needs to know how many values to take; give their number, or search at random",
    zh: "网格需要知道取多少个值；请给出个数，或改用随机搜索",
  },
  sweepSeed: {
    en: "Repeats already vary the seed; leave one of the two out",
    zh: "重复运行已经会改变随机种子；请去掉其中一个",
  },
  sweepSize: {
    en: "{runs} runs are more than {max}; take fewer values or repeats, or search at random",
    zh: "{runs} 次运行超过了 {max} 次；请减少取值或重复次数，或改用随机搜索",
  },
  sweepJudge: {
    en: "“{key}” changes what {judge} is made of, so that it cannot tell which trial is worse; judge by eval_loss_ce (of logits, hidden states or attention) or switch early stopping off",
    zh: "“{key}” 会改变 {judge} 的构成，因此无法据此判断哪个试验更差；请改用 eval_loss_ce（适用于 logits、隐藏状态或注意力），或关闭提前停止",
  },
  sweepJudgeMissing: {
    en: "Only trainings on logits, hidden states or attention log eval_loss_ce; judge by eval_loss",
    zh: "只有基于 logits、隐藏状态或注意力的训练才会记录 eval_loss_ce；请改用 eval_loss",
  },
} as const satisfies Texts;
