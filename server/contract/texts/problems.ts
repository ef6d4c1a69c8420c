import type { Texts } from "./text";

/** What is wrong with a recipe or its inputs, and what to do about it. */
export const problems = {
  "no-evaluation": {
    en: "Without a held-out set nothing can be compared afterwards",
    zh: "没有留出集，之后就无从比较",
  },
  "no-evaluation-next": {
    en: "Add a JSONL file whose rows have a question and answers",
    zh: "添加一个 JSONL 文件，每行包含 question 和 answers",
  },
  "answers-missing-next": {
    en: "Add the knowledge kind ‘answers’ so that the teacher writes them, or set onPolicy to 1",
    zh: "添加知识类型 ‘answers’ 让教师来写，或把 onPolicy 设为 1",
  },
  "hub-data": {
    en: "‘{file}’ is not a file on this machine; the engine will look for it on the hub",
    zh: "‘{file}’ 不是本机上的文件；引擎会到 Hub 上查找",
  },
  "hub-data-next": {
    en: "Without a network give the path of a local JSONL file",
    zh: "没有网络时，请给出本地 JSONL 文件的路径",
  },
  "outside-roots": {
    en: "‘{file}’ lies outside the folders that Stillroom may read",
    zh: "‘{file}’ 位于 Stillroom 可读取的文件夹之外",
  },
  "outside-roots-next": {
    en: "Allow its folder in the form, or move it under the project or STILLROOM_HOME; on the command line STILLROOM_ROOTS names further folders",
    zh: "在表单中允许它所在的文件夹，或把它移到项目或 STILLROOM_HOME 下；在命令行可用 STILLROOM_ROOTS 指定更多文件夹",
  },
  "file-missing": { en: "No file at ‘{file}’", zh: "‘{file}’ 处没有文件" },
  "file-missing-next": {
    en: "Check the path; relative paths start at the project folder",
    zh: "检查路径；相对路径从项目文件夹开始",
  },
  "file-unreadable": { en: "‘{file}’ cannot be read", zh: "无法读取 ‘{file}’" },
  "file-unreadable-next": { en: "Check the file's permissions", zh: "检查文件的权限" },
  "file-takes-memory": {
    en: "‘{file}’ takes more memory to read than a look before the launch may have",
    zh: "读取 ‘{file}’ 所需的内存超过启动前检查可用的内存",
  },
  "file-takes-memory-next": {
    en: "Look for very long lines, or divide the file",
    zh: "查找过长的行，或拆分该文件",
  },
  "file-takes-time": {
    en: "‘{file}’ could not be read within two minutes",
    zh: "两分钟内未能读完 ‘{file}’",
  },
  "file-takes-time-next": {
    en: "Divide the file, or move it to a faster disk",
    zh: "拆分该文件，或将其移到更快的磁盘",
  },
  "bad-rows": { en: "‘{file}’: {reason}", zh: "‘{file}’：{reason}" },
  "bad-rows-next": {
    en: "Mend these rows, or set data.badRows to leaveOut so that they are left out and counted",
    zh: "请修正这些行，或把 data.badRows 设为 leaveOut，将其剔除并计数",
  },
  "rows-left-out": {
    en: "‘{file}’: {reason}. These rows are left out",
    zh: "‘{file}’：{reason}。这些行会被剔除",
  },
  "empty-data": { en: "‘{file}’ has no rows", zh: "‘{file}’ 没有任何行" },
  "empty-data-next": { en: "Give a file with at least one row", zh: "请给出至少有一行的文件" },
  leakage: {
    en: "{file}, line {line}: ‘{question}’ also stands in the training data",
    zh: "{file} 第 {line} 行：“{question}”也出现在训练数据中",
  },
  "leakage-more": {
    en: "{file}, line {line}: ‘{question}’ also stands in the training data, and so {more, plural, one {does # more item} other {do # more items}}",
    zh: "{file} 第 {line} 行：“{question}”也出现在训练数据中，另有 {more} 条也是如此",
  },
  "leakage-next": {
    en: "Remove it from one of the two; a score on trained items says nothing",
    zh: "从其中一处删除；在训练过的条目上得分说明不了什么",
  },
  "disk-space": {
    en: "About {needed} of disk are needed and {free} are free under STILLROOM_HOME",
    zh: "约需 {needed} 磁盘空间，STILLROOM_HOME 下剩余 {free}",
  },
  "disk-space-next": {
    en: "Free some space, keep fewer checkpoints, or move STILLROOM_HOME to a larger disk",
    zh: "腾出空间、少保留检查点，或把 STILLROOM_HOME 移到更大的磁盘",
  },
  "model-type-unknown": {
    en: "The installed ms-swift knows no model type ‘{name}’",
    zh: "已安装的 ms-swift 没有模型类型 ‘{name}’",
  },
  "template-unknown": {
    en: "The installed ms-swift knows no template ‘{name}’",
    zh: "已安装的 ms-swift 没有模板 ‘{name}’",
  },
  "model-type-chosen": {
    en: "ms-swift knows several model types for {architecture} and would not choose; ‘{chosen}’ is used (others: {others})",
    zh: "ms-swift 为 {architecture} 提供多个模型类型，不会自行选择；将使用 ‘{chosen}’（其他：{others}）",
  },
  "model-type-chosen-next": {
    en: "Set the model type if another one is right",
    zh: "如果应为其他类型，请设置模型类型",
  },
  "template-chosen": {
    en: "ms-swift knows several templates for this type of {architecture} and would not choose; ‘{chosen}’ is used (others: {others})",
    zh: "ms-swift 为 {architecture} 的这一类型提供多个模板，不会自行选择；将使用 ‘{chosen}’（其他：{others}）",
  },
  "template-chosen-next": {
    en: "Set the template if the chats are written in another way",
    zh: "如果对话采用其他写法，请设置模板",
  },
  "dtype-cpu": {
    en: "Training in {dtype} does not run on a CPU",
    zh: "在 CPU 上无法以 {dtype} 训练",
  },
  "dtype-cpu-next": {
    en: "Set student.dtype to float32, or give the run a GPU (resources.gpus)",
    zh: "把 student.dtype 设为 float32，或为该运行分配 GPU（resources.gpus）",
  },
  "gpus-missing": {
    en: "{asked} GPUs are asked for and this host has {count}",
    zh: "要求 {asked} 个 GPU，而本机有 {count} 个",
  },
  "gpus-missing-next": { en: "Set resources.gpus to {count}", zh: "把 resources.gpus 设为 {count}" },
  "gpus-missing-cpu-next": {
    en: "Set resources.gpus to 0 to train on the CPU",
    zh: "把 resources.gpus 设为 0，在 CPU 上训练",
  },
  "package-missing": {
    en: "{what} needs the Python package {packages}, which the engine does not have",
    zh: "{what} 需要 Python 软件包 {packages}，引擎中没有",
  },
  "package-missing-next": {
    en: "Install it (pip install {install} in the engine's environment), or {otherwise}",
    zh: "安装它（在引擎环境中运行 pip install {install}），或{otherwise}",
  },
  "extra-missing-next": {
    en: "Run: npx stillroom setup --with {name} (it goes into an environment of its own beside the engine), or {otherwise}",
    zh: "运行 npx stillroom setup --with {name}（安装到引擎旁的独立环境），或{otherwise}",
  },
  "elsewhere-next": {
    en: "Serve the finished run by the image that its deployment bundle names, or {otherwise}",
    zh: "用部署包所指定的镜像来提供已完成的运行，或{otherwise}",
  },
  "gpu-missing": { en: "{what} needs a GPU, and this host has none", zh: "{what} 需要 GPU，而本机没有" },
  "gpu-missing-next": { en: "Run it on a host with a GPU, or {otherwise}", zh: "在有 GPU 的主机上运行，或{otherwise}" },
  "quantisation-by": { en: "Quantisation by {method}", zh: "{method} 量化" },
  "sequence-parallelism": { en: "Sequence parallelism", zh: "序列并行" },
  "or-bnb-gptq": { en: "choose bnb or gptq, which also run on a CPU", zh: "选择 bnb 或 gptq，它们也能在 CPU 上运行" },
  "or-lora": { en: "choose lora", zh: "选择 lora" },
  "or-deepspeed-off": { en: "switch DeepSpeed off", zh: "关闭 DeepSpeed" },
  "or-plain-galore": { en: "use GaLore without quantisation", zh: "使用不量化的 GaLore" },
  "or-one": { en: "set it to 1", zh: "把它设为 1" },
  "or-off": { en: "switch it off", zh: "关闭它" },
  "or-transformers": { en: "choose transformers, which runs everywhere", zh: "选择 transformers，它在哪里都能运行" },
  "or-no-report": { en: "take it off the list", zh: "把它从列表中去掉" },
  "or-sdpa": { en: "choose sdpa", zh: "选择 sdpa" },
  "model-code": {
    en: "‘{model}’ brings its own code ({files}), which the engine would execute",
    zh: "‘{model}’ 自带代码（{files}），引擎会执行它",
  },
  "model-code-next": {
    en: "Read it, then set {role}.trustRemoteCode to true in the YAML",
    zh: "阅读代码，然后在 YAML 中把 {role}.trustRemoteCode 设为 true",
  },
  "hub-model": {
    en: "‘{file}’ is not a folder on this machine; the engine will look for it on the hub",
    zh: "‘{file}’ 不是本机上的文件夹；引擎会到 Hub 上查找",
  },
  "hub-model-next": {
    en: "Download it first, below the field or by npx stillroom model download; without a network give the path of a local model folder",
    zh: "可先下载（在输入框下方，或运行 npx stillroom model download）；没有网络时，请给出本地模型文件夹的路径",
  },
  "model-missing": { en: "No model folder at ‘{file}’", zh: "‘{file}’ 处没有模型文件夹" },
  "model-missing-next": {
    en: "Check the path, or give a hub id such as owner/name",
    zh: "检查路径，或给出 owner/name 形式的 Hub 标识",
  },
  "model-config": { en: "‘{file}’ has no config.json", zh: "‘{file}’ 没有 config.json" },
  "model-config-next": { en: "Give a folder in the Hugging Face layout", zh: "请给出 Hugging Face 布局的文件夹" },
  "model-weights": { en: "‘{file}’ has no weights (*.safetensors)", zh: "‘{file}’ 没有权重文件（*.safetensors）" },
  "model-weights-next": {
    en: "Download the whole model, not only its configuration",
    zh: "请下载完整的模型，而不只是配置",
  },
  "model-tokenizer": { en: "‘{file}’ has no tokenizer files", zh: "‘{file}’ 没有分词器文件" },
  "model-tokenizer-next": {
    en: "Copy tokenizer.json and tokenizer_config.json beside the weights",
    zh: "把 tokenizer.json 和 tokenizer_config.json 复制到权重旁边",
  },
  "rejected-missing-next": {
    en: "Add it to the rows, or set pairs to teacher-student so that both models write the pairs",
    zh: "把它加到该行，或把 pairs 设为 teacher-student，让两个模型来写",
  },
  "label-missing-next": {
    en: "Add it to the rows, or set pairs to teacher-student so that both models write the pairs",
    zh: "把它加到该行，或把 pairs 设为 teacher-student，让两个模型来写",
  },
  "teacher-prompt-missing-next": {
    en: "Add the prompt with the privileged information, such as the right answer, to the rows",
    zh: "在该行加上带有特权信息（例如正确答案）的提示词",
  },
  "tag-missing-next": {
    en: "Add the column, or give one of the teachers this tag",
    zh: "添加该列，或给某个教师加上此标签",
  },
  "teacher-server-status": {
    en: "The teacher server at {url} answers with status {status}",
    zh: "教师服务器 {url} 返回状态 {status}",
  },
  "teacher-server-silent": {
    en: "The teacher server at {url} does not answer within {seconds} s",
    zh: "教师服务器 {url} 在 {seconds} 秒内没有响应",
  },
  "teacher-server-next": {
    en: "Start it (swift deploy or swift rollout with vLLM on the teacher's host), or mend its address",
    zh: "启动它（在教师所在主机上用 vLLM 运行 swift deploy 或 swift rollout），或修正其地址",
  },
  "with-trial": { en: "{message} (with {values})", zh: "{message}（当 {values}）" },
  "of-teacher": { en: "{name}: {message}", zh: "教师 {name}：{message}" },
  "tokenizers-differ": {
    en: "‘{kind}’ compares teacher and student token by token, but their tokenizers differ",
    zh: "‘{kind}’ 逐词元比较教师和学生，但两者的分词器不同",
  },
  "tokenizers-differ-next": {
    en: "Use {kinds}, or a teacher with the student's tokenizer",
    zh: "使用 {kinds}，或换一个与学生分词器相同的教师",
  },
  "vocabulary-padded": { en: "The numbers of vocabulary rows differ", zh: "两者的词表行数不同" },
  "vocabulary-padded-next": {
    en: "Fine as a rule: the rows beyond the tokenizer's own carry no token; watch the loss all the same",
    zh: "通常没有问题：超出分词器自身的行不对应任何词元；但仍请留意损失",
  },
  "group-size": {
    en: "Groups of {size} weights do not divide the student's widths {widths}",
    zh: "每组 {size} 个权重无法整除学生的宽度 {widths}",
  },
  "group-size-next": { en: "Set groupSize to {size}", zh: "把 groupSize 设为 {size}" },
  "gptq-layers": {
    en: "ms-swift quantises by {method} only models of at least {needed} layers, and the student has {count}",
    zh: "ms-swift 的 {method} 只能量化至少 {needed} 层的模型，而学生有 {count} 层",
  },
  "gptq-layers-next": { en: "Choose bnb, or a deeper student", zh: "选择 bnb，或更深的学生" },
  "cluster-not-set-up": { en: "{cluster} is not set up", zh: "{cluster} 尚未设置" },
  "cluster-not-set-up-next": {
    en: "Set it up in Settings, or with: npx stillroom executor set {kind}",
    zh: "在设置中配置，或运行：npx stillroom executor set {kind}",
  },
  "cluster-problem": { en: "{cluster}: {words}", zh: "集群 {cluster}：{words}" },
  "cluster-problem-next": {
    en: "Test the connection in Settings; the run waits until the cluster answers",
    zh: "在设置中测试连接；运行会等到集群响应",
  },
  "cluster-gpus": {
    en: "{asked} GPUs are asked for and {cluster} has {count}",
    zh: "要求 {asked} 个 GPU，而 {cluster} 有 {count} 个",
  },
  "cluster-gpus-next": { en: "Set resources.gpus to {count} or fewer", zh: "把 resources.gpus 设为 {count} 或更少" },
  "cluster-nodes": {
    en: "{asked} nodes are asked for and {cluster} has {count}",
    zh: "要求 {asked} 个节点，而 {cluster} 有 {count} 个",
  },
  "cluster-nodes-next": { en: "Set resources.nodes to {count} or fewer", zh: "把 resources.nodes 设为 {count} 或更少" },
  "nodes-need-folder": { en: "Several nodes need a folder that all of them share", zh: "多个节点需要一个共享文件夹" },
  "nodes-need-folder-next": {
    en: "Set resources.nodes to 1, or let {cluster}'s results come back over a shared folder in Settings",
    zh: "把 resources.nodes 设为 1，或在设置中让 {cluster} 的结果经共享文件夹返回",
  },
  "unknown-key": { en: "Unknown key ‘{key}’", zh: "未知的键 ‘{key}’" },
  "unknown-key-next": {
    en: "Remove it or check its spelling against public/recipe.schema.json",
    zh: "删除它，或对照 public/recipe.schema.json 检查拼写",
  },
  "at-most-next": { en: "Use at most {limit}", zh: "最多为 {limit}" },
  "at-least-next": { en: "Use at least {limit}", zh: "至少为 {limit}" },
  "above-next": { en: "Use more than {limit}", zh: "请使用大于 {limit} 的值" },
  "one-of-next": { en: "Use one of: {values}", zh: "可用的值：{values}" },
  "type-next": { en: "A value of type {type} belongs here", zh: "这里应为 {type} 类型的值" },
} as const satisfies Texts;
