import type { Texts } from "./text";

/** Why models, figures and servers of a recipe would not do, and what would. */
export const refusals = {
  "model-adapter": {
    en: "‘{file}’ is a LoRA adapter of {base}, not a whole model",
    zh: "‘{file}’ 是 {base} 的 LoRA 适配器，不是完整的模型",
  },
  "model-adapter-next": {
    en: "Merge it first (swift export --adapters {file} --merge_lora true) and give the merged folder",
    zh: "先合并（swift export --adapters {file} --merge_lora true），再给出合并后的文件夹",
  },
  "model-adapter-teacher-next": {
    en: "Name the model that it was trained on, and this folder under teacher.adapters",
    zh: "模型填它所基于的模型，并把此文件夹写在 teacher.adapters 下",
  },
  "model-is-file": {
    en: "‘{file}’ is a file; a model is a folder with configuration, weights and tokenizer",
    zh: "‘{file}’ 是文件；模型是一个包含配置、权重和分词器的文件夹",
  },
  "model-is-file-next": { en: "Give the folder that it lies in", zh: "请给出它所在的文件夹" },
  "weights-gguf": {
    en: "‘{file}’ has its weights only as GGUF ({name}), which cannot be trained",
    zh: "‘{file}’ 的权重只有 GGUF 格式（{name}），无法用于训练",
  },
  "weights-gguf-next": {
    en: "Give the folder of the model that the GGUF was made from (*.safetensors)",
    zh: "请给出生成该 GGUF 的原始模型文件夹（*.safetensors）",
  },
  "weights-shards": {
    en: "‘{file}’ lacks {count, plural, one {# weight file} other {# weight files}}; first: {name}",
    zh: "‘{file}’ 缺少 {count} 个权重文件；第一个：{name}",
  },
  "weights-shards-next": {
    en: "Go on with the download, which broke off, or mend the link that leads to it",
    zh: "请继续中断的下载，或修正指向它的链接",
  },
  "weights-pointer": {
    en: "{name} of ‘{file}’ is the note that Git LFS leaves in place of a file, not the file",
    zh: "‘{file}’ 的 {name} 只是 Git LFS 留下的占位文件，不是文件本身",
  },
  "weights-pointer-next": {
    en: "Run git lfs pull in the folder, or download the model anew",
    zh: "用 Git LFS 取回该文件夹中的文件，或重新下载模型",
  },
  "weights-damaged": {
    en: "{name} of ‘{file}’ is cut or damaged: its size is not what its own header says",
    zh: "‘{file}’ 的 {name} 不完整或已损坏：大小与其文件头所述不符",
  },
  "weights-damaged-next": { en: "Download or copy this file anew", zh: "请重新下载或复制该文件" },
  "weights-shape": {
    en: "config.json of ‘{file}’ belongs to another model: it describes an embedding of {described}, and the weights have {stored}",
    zh: "‘{file}’ 的 config.json 属于另一个模型：它描述的嵌入为 {described}，而权重为 {stored}",
  },
  "weights-shape-next": {
    en: "Take config.json from where the weights come from",
    zh: "请使用与权重同一来源的 config.json",
  },
  "config-damaged": { en: "config.json of ‘{file}’ is no valid JSON", zh: "‘{file}’ 的 config.json 不是有效的 JSON" },
  "config-damaged-next": {
    en: "Download or copy this file anew; it must be plain UTF-8 without a byte order mark",
    zh: "请重新下载或复制该文件；它必须是不带字节顺序标记的 UTF-8",
  },
  "tokenizer-damaged": {
    en: "tokenizer.json of ‘{file}’ is no valid JSON",
    zh: "‘{file}’ 的 tokenizer.json 不是有效的 JSON",
  },
  "tokenizer-damaged-next": { en: "Download or copy this file anew", zh: "请重新下载或复制该文件" },
  "server-above-next": {
    en: "It answers at {url}: leave out what follows",
    zh: "它在 {url} 响应：去掉其后的部分",
  },
  "server-other-make": {
    en: "The server at {url} has no address /infer/, where ms-swift asks for the teacher's probabilities",
    zh: "服务器 {url} 没有 /infer/ 地址，而 ms-swift 在此询问教师的概率",
  },
  "server-other-make-next": {
    en: "Serve the teacher with swift deploy or swift rollout and vLLM; other servers do not tell enough",
    zh: "请用 swift deploy 或 swift rollout 配合 vLLM 部署教师；其他服务器给出的信息不够",
  },
  "server-model": {
    en: "The server at {url} serves {served}, not ‘{model}’",
    zh: "服务器 {url} 提供的是 {served}，而不是 ‘{model}’",
  },
  "server-model-next": {
    en: "Fine if that is its name there; else the student learns from another model",
    zh: "如果这只是它在那里的名称就没有问题；否则学生会向另一个模型学习",
  },
  "rate-ruinous": {
    en: "A learning rate of {rate} destroys the student: each step would change its weights by more than they are",
    zh: "{rate} 的学习率会毁掉学生：每一步对权重的改动都会大于权重本身",
  },
  "rate-doubtful": {
    en: "A learning rate of {rate} is far above what language models are trained with",
    zh: "{rate} 的学习率远高于训练语言模型通常采用的值",
  },
  "rate-next": { en: "Usual for {tuner}: {usual}", zh: "{tuner} 的常用值：{usual}" },
  "rate-full": {
    en: "A learning rate of {rate} is meant for adapters; where all weights of a large student are trained it easily undoes what they know",
    zh: "{rate} 的学习率适用于适配器；训练大型学生的全部权重时，它容易破坏学生已有的知识",
  },
  "no-master-copy": {
    en: "AdamW on bfloat16 weights without a copy in float32 leaves most of them where they are: a step of {rate} is lost in rounding",
    zh: "在没有 float32 副本的 bfloat16 权重上使用 AdamW，大多数权重不会变化：{rate} 的步长会在舍入中丢失",
  },
  "no-master-copy-next": {
    en: "Train in float32, which takes as much memory as a copy, or with DeepSpeed, which keeps one; LoRA keeps its matrices in float32",
    zh: "请用 float32 训练（占用的内存与保留副本相当），或使用会保留副本的 DeepSpeed；LoRA 的矩阵本来就是 float32",
  },
  "lora-targets": {
    en: "The student has none of the modules that the adapters are to lie on: {targets}",
    zh: "学生没有适配器要作用的任何模块：{targets}",
  },
  "lora-targets-next": { en: "Use all-linear, or some of: {known}", zh: "使用 all-linear，或从中选择：{known}" },
  "rows-beyond-length": {
    en: "Every row is longer than data.maxLength ({limit} tokens; the shortest has {shortest}), so that none would be trained on",
    zh: "每一行都超过 data.maxLength（{limit} 个词元；最短的有 {shortest} 个），因此没有任何一行会用于训练",
  },
  "rows-beyond-length-next": {
    en: "Set data.maxLength to {length}, or shorten the rows",
    zh: "把 data.maxLength 设为 {length}，或缩短这些行",
  },
  "rows-beyond-student-next": {
    en: "Shorten the rows, or choose a student for more than {positions} tokens",
    zh: "缩短这些行，或选择支持超过 {positions} 个词元的学生",
  },
  "length-beyond-positions": {
    en: "data.maxLength is {limit} and the student was made for {positions} tokens; {share} of the rows are longer than that",
    zh: "data.maxLength 为 {limit}，而学生只支持 {positions} 个词元；{share} 的行更长",
  },
  "length-beyond-positions-next": {
    en: "Set data.maxLength to {positions}",
    zh: "把 data.maxLength 设为 {positions}",
  },
  "quantised-model": { en: "A model quantised by {method}", zh: "以 {method} 量化的模型" },
  "or-unquantised": { en: "give the model as it was before", zh: "使用未量化的模型" },
  "validation-is-training": {
    en: "‘{file}’ is training data and validation data at once, so that the evaluation loss tells nothing",
    zh: "‘{file}’ 既是训练数据又是验证数据，评估损失说明不了什么",
  },
  "validation-is-training-next": {
    en: "Give other rows for validation, or none",
    zh: "请为验证提供其他行，或者不设验证",
  },
  "batch-beyond-rows": {
    en: "One step takes {needed, plural, one {# row} other {# rows}} (batchSize × gradientAccumulation × devices) and the data have {rows}, so that no step would be made",
    zh: "一步需要 {needed} 行（batchSize × gradientAccumulation × 设备数），而数据只有 {rows} 行，因此一步也不会执行",
  },
  "batch-beyond-rows-next": {
    en: "Use smaller steps, or give more rows",
    zh: "减小每一步的行数，或提供更多行",
  },
  "config-nameless": {
    en: "config.json of ‘{file}’ does not say what the model is: it has no model_type",
    zh: "‘{file}’ 的 config.json 没有 model_type，无法得知模型是什么",
  },
  "config-nameless-next": {
    en: "Take config.json from where the weights come from",
    zh: "请使用与权重同一来源的 config.json",
  },
  "architecture-unknown": {
    en: "The engine knows no model of the kind ‘{family}’, which config.json of ‘{file}’ names",
    zh: "引擎不认识 ‘{file}’ 的 config.json 所写的模型类型 ‘{family}’",
  },
  "architecture-unknown-next": {
    en: "Choose a model of a known kind, or install an engine with a later transformers (npx stillroom setup)",
    zh: "选择已知类型的模型，或安装带有更新版 transformers 的引擎（npx stillroom setup）",
  },
  "model-sees-more": {
    en: "‘{file}’ ({architecture}) also takes images or sound: only its text is distilled, and it may need packages that the engine lacks",
    zh: "‘{file}’（{architecture}）还能处理图像或声音：这里只蒸馏文本，而且它可能需要引擎中没有的软件包",
  },
  "model-sees-more-next": {
    en: "A model for text alone is loaded with less",
    zh: "纯文本模型需要的更少",
  },
  "model-type-by-family": {
    en: "config.json names no architecture, so that ms-swift would not choose a model type; ‘{chosen}’ is used",
    zh: "config.json 没有写明架构，ms-swift 不会自行选择模型类型；将使用 ‘{chosen}’",
  },
  "uneven-validation": {
    en: "With validation data a batch ({batch} rows) has to hold whole groups of {generations} answers",
    zh: "有验证数据时，一个批次（{batch} 行）必须由完整的 {generations} 个回答一组构成",
  },
  "uneven-validation-next": {
    en: "Set training.batchSize to {generations}, or leave out the validation data",
    zh: "把 training.batchSize 设为 {generations}，或去掉验证数据",
  },
  "bad-file-next": {
    en: "Copy or export the file anew, as JSON Lines, JSON, CSV, TSV or Parquet",
    zh: "请重新复制或导出该文件，格式可为 JSON Lines、JSON、CSV、TSV 或 Parquet",
  },
} as const satisfies Texts;
