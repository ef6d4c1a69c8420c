import type { Texts } from "./text";

/** How an attempt ended, and what to do next. */
export const exits = {
  succeeded: { en: "Succeeded", zh: "已成功" },
  cancelled: { en: "Cancelled on request", zh: "已按要求取消" },
  "cancelled-before-start": {
    en: "Cancelled before the cluster had taken it",
    zh: "在集群接收之前已取消",
  },
  stopped: { en: "Stopped on request with a checkpoint saved", zh: "已按要求停止，并保存了检查点" },
  "stopped-next": {
    en: "Retry the stage to go on from the checkpoint",
    zh: "重试该阶段，即可从检查点继续",
  },
  "stopped-unsaved": {
    en: "Stopped on request; no checkpoint could be saved",
    zh: "已按要求停止；未能保存检查点",
  },
  "ended-outside": {
    en: "The attempt was ended from outside: {words}",
    zh: "该尝试被外部终止：{words}",
  },
  gone: {
    en: "The process is gone and left no word of how it ended; the machine may have been restarted",
    zh: "进程已消失，没有留下结束原因；机器可能重启过",
  },
  "lost-next": {
    en: "Retry the stage; a training goes on from its last checkpoint",
    zh: "重试该阶段；训练会从最后一个检查点继续",
  },
  "with-words": { en: "{message}: {words}", zh: "{message}：{words}" },
  "not-started": { en: "The engine could not be started", zh: "引擎无法启动" },
  "not-started-next": {
    en: "Run: npx stillroom setup, then retry the stage",
    zh: "运行 npx stillroom setup，然后重试该阶段",
  },
  "could-not-start": {
    en: "The stage could not be started: {words}",
    zh: "该阶段无法启动：{words}",
  },
  "mend-next": { en: "Mend the cause, then retry the stage", zh: "排除原因，然后重试该阶段" },
  killed: { en: "Another program ended the process ({signal})", zh: "进程被其他程序终止（{signal}）" },
  "killed-next": {
    en: "Retry the stage; if it happens again, look at memory use and the system log",
    zh: "重试该阶段；如果再次发生，请查看内存占用和系统日志",
  },
  "ended-by-code": { en: "The process ended with code {exitCode}", zh: "进程以代码 {exitCode} 结束" },
  "ended-by-signal": { en: "The process ended by {signal}", zh: "进程因 {signal} 结束" },
  "look-at-log-next": {
    en: "The last lines of the log tell more; clone the run with what they name changed",
    zh: "日志的最后几行有更多信息；修改其中提到的内容后克隆该运行",
  },
  "kernel-oom": {
    en: "The kernel ended a process of the stage because the machine ran out of memory",
    zh: "机器内存耗尽，内核终止了该阶段的一个进程",
  },
  oom: { en: "The machine ran out of memory", zh: "机器内存耗尽" },
  "oom-next": {
    en: "Clone with what takes less memory, or close what else uses memory",
    zh: "改用占用内存更少的设置克隆，或关闭其他占用内存的程序",
  },
  "cuda-oom": { en: "The GPU ran out of memory", zh: "GPU 显存耗尽" },
  "cuda-oom-next": {
    en: "Clone with what takes less memory: smaller batches, shorter rows, LoRA or gradient checkpointing",
    zh: "改用占用显存更少的设置克隆：更小的批次、更短的行、LoRA 或梯度检查点",
  },
  "disk-full": { en: "The disk is full", zh: "磁盘已满" },
  "disk-full-next": {
    en: "Free space under STILLROOM_HOME, then retry the stage; a training goes on from its last checkpoint",
    zh: "在 STILLROOM_HOME 下腾出空间，然后重试该阶段；训练会从最后一个检查点继续",
  },
  nan: { en: "The loss became NaN or infinite", zh: "损失变成了 NaN 或无穷大" },
  "nan-next": {
    en: "Clone with a lower learningRate or dtype float32 or bfloat16, and look for odd rows in the data",
    zh: "用更低的 learningRate 或 float32、bfloat16 的 dtype 克隆，并检查数据中的异常行",
  },
  "port-taken": { en: "The port is in use by another program", zh: "端口被其他程序占用" },
  "port-taken-next": { en: "Retry the stage: it takes a free port", zh: "重试该阶段：它会使用空闲端口" },
  "missing-dependency": {
    en: "The engine misses a package or a device that this stage needs",
    zh: "引擎缺少该阶段所需的软件包或设备",
  },
  "missing-dependency-next": {
    en: "Clone without what needs it, or install it into the engine and retry the stage",
    zh: "去掉需要它的部分后克隆，或把它装进引擎后重试该阶段",
  },
  "bad-data": { en: "The data could not be read", zh: "无法读取数据" },
  "bad-data-next": {
    en: "Clone the run: beside the form the preflight names file and line. Mend or leave out these rows",
    zh: "克隆该运行：表单旁的预检会指出文件和行号。修正或略去这些行",
  },
  "bad-argument": { en: "The engine refused an argument", zh: "引擎拒绝了一个参数" },
  "bad-argument-next": {
    en: "Clone the run and change what the message names in the form",
    zh: "克隆该运行，并在表单中修改消息里提到的内容",
  },
  "half-precision": {
    en: "Training in half precision does not run on a CPU",
    zh: "CPU 上无法以半精度训练",
  },
  "half-precision-next": {
    en: "Clone with float32, or give the run a GPU",
    zh: "用 float32 克隆，或为该运行分配 GPU",
  },
  "model-type": {
    en: "ms-swift knows several types for this model, or not the one that was set",
    zh: "ms-swift 为该模型提供多个类型，或不认识所设的类型",
  },
  "model-type-next": {
    en: "Clone with the type that fits the model; the form lists those that ms-swift knows",
    zh: "用适合该模型的类型克隆；表单会列出 ms-swift 支持的类型",
  },
  template: {
    en: "ms-swift knows several chat templates for this model, or not the one that was set",
    zh: "ms-swift 为该模型提供多个对话模板，或不认识所设的模板",
  },
  "template-next": {
    en: "Clone with the template in which the model's chats are written",
    zh: "用该模型对话所采用的模板克隆",
  },
  attention: {
    en: "The chosen attention does not run here",
    zh: "所选的注意力实现无法在此运行",
  },
  "attention-next": {
    en: "Clone with sdpa, which comes with PyTorch",
    zh: "用 PyTorch 自带的 sdpa 克隆",
  },
  "file-gone": { en: "A data file is not there any more", zh: "有一个数据文件已不在" },
  "file-gone-next": {
    en: "Use the place where the file is now, or put it back and retry the stage",
    zh: "使用文件现在的位置，或放回原处后重试该阶段",
  },
  "model-gone": { en: "A model is not where it should be", zh: "有一个模型不在应在的位置" },
  "model-gone-next": {
    en: "Use the place where the model is now, or put it back and retry the stage",
    zh: "使用模型现在的位置，或放回原处后重试该阶段",
  },
  "rows-too-long": {
    en: "Hardly any row fits into the longest that is allowed (data.maxLength)",
    zh: "几乎没有行能放进允许的最大长度（data.maxLength）",
  },
  "rows-too-long-next": { en: "Clone with longer rows allowed", zh: "允许更长的行后克隆" },
  "no-steps": {
    en: "The training ended without a step: no row was left, or one step takes more rows than there are",
    zh: "训练一步也没有执行就结束了：没有剩下任何行，或者一步所需的行多于现有的行",
  },
  "no-steps-next": {
    en: "Clone with smaller steps (batchSize × gradientAccumulation) or longer rows allowed (data.maxLength)",
    zh: "用更小的步（batchSize × gradientAccumulation）或允许更长的行（data.maxLength）克隆",
  },
  "model-damaged": {
    en: "The files of a model are damaged, not of one model, or of a kind that the engine does not know",
    zh: "某个模型的文件已损坏、并非出自同一模型，或属于引擎不支持的类型",
  },
  "model-damaged-next": {
    en: "Clone the run: beside the form the preflight names the file. Download it anew, then retry the stage",
    zh: "克隆该运行：表单旁的预检会指出文件。重新下载后重试该阶段",
  },
  unneeded: {
    en: "Ended, since the training of this run failed and nothing is left to compare with",
    zh: "该运行的训练已失败，没有可比较的对象，因此结束",
  },
  network: {
    en: "A model, data set or server could not be reached over the network",
    zh: "无法通过网络访问某个模型、数据集或服务器",
  },
  "network-next": {
    en: "Retry the stage once the network is back, or clone with a folder of this machine",
    zh: "网络恢复后重试该阶段，或改用本机的文件夹克隆",
  },
  "not-settled": {
    en: "Not quantised, since the loss has not settled: {reason}",
    zh: "损失尚未稳定，因此没有量化：{reason}",
  },
  "not-settled-next": {
    en: "Train longer and clone, or retry this stage to quantise all the same",
    zh: "延长训练后克隆，或重试该阶段以照样量化",
  },
  "result-unreadable": {
    en: "The process ended well but its result could not be read: {words}",
    zh: "该阶段正常结束，但无法读取其结果：{words}",
  },
  "not-stored": {
    en: "The process ended well but what it wrote could not be stored: {words}",
    zh: "该阶段正常结束，但无法存储其输出：{words}",
  },
  "stopped-early": {
    en: "Stopped early: clearly worse than the median of {trials} trials at step {step} (best {key} {best}, median {median})",
    zh: "提前停止：在第 {step} 步明显差于 {trials} 次试验的中位数（{key} 最佳 {best}，中位数 {median}）",
  },
  "stopped-early-next": {
    en: "Resume the run to train it all the same; it is then not ended early again",
    zh: "恢复该运行即可照样训练；之后不会再被提前停止",
  },
  "same-failed": {
    en: "The same stage of run #{number} failed: {reason}",
    zh: "运行 #{number} 的同一阶段失败：{reason}",
  },
  "same-failed-next": {
    en: "Mend the cause, then retry this stage in one of the runs; the others use its result",
    zh: "排除原因，然后在其中一个运行里重试该阶段；其他运行会使用其结果",
  },
} as const satisfies Texts;
