import type { Texts } from "./text";

/** Why a run, a stage, a server or the queue cannot be changed as asked. */
export const control = {
  "no-run": { en: "There is no run ''{runId}''", zh: "没有运行“{runId}”" },
  "no-run-next": { en: "List the runs and pick one of them", zh: "请列出运行并从中选择" },
  "no-sweep": { en: "There is no sweep ''{sweepId}''", zh: "没有参数扫描“{sweepId}”" },
  "no-sweep-next": { en: "Open one of its runs, which leads to it", zh: "打开其中一个运行，即可找到它" },
  "no-stage": { en: "This run has no stage ''{stage}''", zh: "此运行没有阶段“{stage}”" },
  "no-attempt": { en: "Stage ''{stage}'' has no attempt {attempt}", zh: "阶段“{stage}”没有第 {attempt} 次尝试" },
  "unknown-stage": {
    en: "This version of Stillroom has no stage ''{stage}''",
    zh: "此版本的 Stillroom 没有阶段“{stage}”",
  },
  "unknown-stage-next": { en: "Clone the run and start it anew", zh: "克隆该运行并重新启动" },
  "order-damaged": {
    en: "What is stored of the stages before it is damaged",
    zh: "存储的前置阶段信息已损坏",
  },
  "still-active": { en: "This run is still active", zh: "此运行仍在进行" },
  "still-active-next": { en: "Stop or cancel it first", zh: "请先停止或取消" },
  "delete-serves": {
    en: "A model of it is being served; end that first",
    zh: "其模型正在提供服务，请先停止",
  },
  "delete-reused": {
    en: "Its results are used by {runs}; delete these together with it, or archive it",
    zh: "{runs} 正在使用它的结果；请一并删除，或改为归档",
  },
  "delete-in-use": {
    en: "{runs} is at work with files of it",
    zh: "{runs} 正在使用它的文件",
  },
  "has-ended": {
    en: "This run has already ended ({status})",
    zh: "此运行已经结束（{status}）",
  },
  "retry-or-clone-next": { en: "Retry or clone it", zh: "请重试或克隆" },
  "sweep-ended": { en: "Every run of this sweep has already ended", zh: "该参数扫描的所有运行都已结束" },
  "sweep-ended-next": { en: "Clone the sweep to run it again", zh: "克隆该参数扫描即可再次运行" },
  "not-retriable": {
    en: "Stage ''{stage}'' is {status} and cannot be retried",
    zh: "阶段“{stage}”{status}，无法重试",
  },
  "not-retriable-next": {
    en: "Retry a stage that failed, was stopped, cancelled or lost",
    zh: "请重试失败、已停止、已取消或丢失的阶段",
  },
  "nothing-to-go-on": { en: "This run has no stage to go on with", zh: "此运行没有可以继续的阶段" },
  "nothing-to-go-on-next": { en: "Clone it to run it again", zh: "克隆后即可再次运行" },
  imported: {
    en: "This run was imported; Stillroom did not start its training",
    zh: "此运行是导入的；其训练不是由 Stillroom 启动的",
  },
  "imported-next": {
    en: "Clone it to train it here, or import its folder again to bring it up to date",
    zh: "克隆后可在此训练，或再次导入其文件夹以更新",
  },
  "no-checkpoints": { en: "Stage ''{stage}'' saves no checkpoints", zh: "阶段“{stage}”不保存检查点" },
  "no-checkpoints-next": {
    en: "Only a training can go on from a checkpoint; retry this stage instead",
    zh: "只有训练可以从检查点继续；请重试该阶段",
  },
  busy: { en: "Stage ''{stage}'' is {status}", zh: "阶段“{stage}”{status}" },
  "busy-next": { en: "Stop the run first", zh: "请先停止该运行" },
  "no-checkpoint": {
    en: "There is no checkpoint of step {step}{attempt, select, none { } other { of attempt {attempt}}} on disk",
    zh: "磁盘上没有{attempt, select, none { } other {第 {attempt} 次尝试的}}第 {step} 步的检查点",
  },
  "choose-one-next": { en: "Choose one of: {choices}", zh: "请选择其中之一：{choices}" },
  "use-one-next": { en: "Use one of: {choices}", zh: "请使用其中之一：{choices}" },
  "train-anew-next": { en: "Clone the run to train from the beginning", zh: "克隆该运行，从头开始训练" },
  "checkpoint-gone": {
    en: "{name} is no longer on disk ({path})",
    zh: "{name} 已不在磁盘上（{path}）",
  },
  "checkpoint-gone-next": {
    en: "Choose another checkpoint, or retry the stage to go on from the newest one",
    zh: "选择另一个检查点，或重试该阶段以从最新的检查点继续",
  },
  priority: { en: "A priority is a whole number from -100 to 100", zh: "优先级是 -100 到 100 之间的整数" },
  "not-waiting": { en: "This run does not wait in the queue", zh: "此运行不在队列中等待" },
  "not-waiting-next": { en: "Reload the queue", zh: "请刷新队列" },
  "other-left": {
    en: "The other run has another priority or has left the queue",
    zh: "另一个运行的优先级不同，或已离开队列",
  },
  "other-left-next": { en: "Set the priority of the run instead", zh: "请改为设置该运行的优先级" },
  "no-subject": { en: "This run has no subject ''{subject}''", zh: "此运行没有对象“{subject}”" },
  "not-made": { en: "''{subject}'' has not been made yet", zh: "“{subject}”尚未生成" },
  "not-made-next": { en: "Wait until its stage has succeeded", zh: "请等待其阶段成功" },
  "served-already": { en: "''{subject}'' is being served already", zh: "“{subject}”已在部署中" },
  "served-already-next": { en: "Use its endpoint, or end it first", zh: "请使用其端点，或先结束它" },
  "no-server": { en: "There is no such server", zh: "没有这个服务" },
  "not-a-column": { en: "''{column}'' is not a column", zh: "“{column}”不是一列" },
  "not-a-column-next": { en: "Write RUN:SUBJECT", zh: "请写成 RUN:SUBJECT" },
  "no-import-folder": { en: "There is no folder ''{folder}''", zh: "没有文件夹“{folder}”" },
  "no-import-folder-next": { en: "Give ms-swift''s --output_dir", zh: "请给出 ms-swift 的 --output_dir" },
  "outer-folder": {
    en: "The folder holds output folders and is none itself",
    zh: "该文件夹包含多个输出文件夹，本身不是输出文件夹",
  },
  "outer-folder-next": { en: "Import one of: {choices}", zh: "请导入其中之一：{choices}" },
  "no-log": {
    en: "The folder has neither a logging.jsonl nor TensorBoard event files",
    zh: "该文件夹中没有 logging.jsonl，也没有 TensorBoard 事件文件",
  },
  "no-log-next": { en: "Give the folder that holds logging.jsonl", zh: "请给出包含 logging.jsonl 的文件夹" },
  "no-held-out": { en: "The recipe has no held-out set ''{name}''", zh: "配方中没有评测集“{name}”" },
  "teacher-unmeasured": {
    en: "This teacher has not been measured on ''{name}''",
    zh: "该教师尚未在“{name}”上评测",
  },
  "teacher-unmeasured-next": {
    en: "Run a recipe with this teacher that evaluates the subject ''teacher'' first",
    zh: "请先用该教师运行一个评测 teacher 对象的配方",
  },
  "teacher-passes-none": { en: "The teacher passes no item of ''{name}''", zh: "教师没有答对“{name}”中的任何一题" },
  "teacher-passes-none-next": {
    en: "Check the accepted answers, or choose another teacher",
    zh: "检查可接受的答案，或换一个教师",
  },
  "same-answers": {
    en: "No prompt has two whole answers that differ, so that nothing is preferred",
    zh: "没有一个提示有两个完整且不同的回答，因此没有偏好可学",
  },
  "same-answers-next": {
    en: "Use harder prompts, raise knowledge.preference.maxTokens where answers were cut off, or bring your own pairs (knowledge.preference.pairs: own)",
    zh: "使用更难的提示；若回答被截断，请提高 knowledge.preference.maxTokens；或提供自己的偏好对（knowledge.preference.pairs: own）",
  },
  "empty-answers": {
    en: "The teacher gave an empty answer to every training prompt",
    zh: "教师对每个训练提示都给出了空回答",
  },
  "empty-answers-next": {
    en: "Check the teacher''s template and raise knowledge.answers.maxTokens",
    zh: "检查教师的模板，并提高 knowledge.answers.maxTokens",
  },
  "cut-answers": {
    en: "Every answer was cut off at {maxTokens} tokens, so that none is left to teach",
    zh: "所有回答都在 {maxTokens} 个 token 处被截断，没有可供学习的回答",
  },
  "cut-answers-next": {
    en: "Raise maxTokens of the answers, or teach cut answers too (truncated: keep)",
    zh: "提高回答的 maxTokens，或把截断的回答也用于训练（truncated: keep）",
  },
  "reads-as-option": {
    en: "''{value}'' begins with ''-'' and would be read as an option of --{option}",
    zh: "“{value}”以“-”开头，会被当作 --{option} 的选项",
  },
  "reads-as-option-next": { en: "Rename the file or put ''./'' in front of it", zh: "重命名该文件，或在前面加上 ./" },
  "recipe-invalid": { en: "The recipe is not valid", zh: "配方无效" },
  "recipe-problem-at": { en: "{field}: {problem}", zh: "{field}：{problem}" },
  "and-more": { en: "{problem} (and {more} more)", zh: "{problem}（另有 {more} 个问题）" },
  "recipe-line": { en: "Line {line}: {words}", zh: "第 {line} 行：{words}" },
  "recipe-line-next": { en: "Mend the YAML at this line", zh: "请修正此行的 YAML" },
  "not-a-key": { en: "''{path}'' is not a key of a recipe", zh: "“{path}”不是配方的键" },
  "not-a-key-next": {
    en: "Name keys by their path, such as training.batchSize or knowledge.0.temperature",
    zh: "请用路径表示键，例如 training.batchSize 或 knowledge.0.temperature",
  },
} as const satisfies Texts;
