import type { Texts } from "./text";

/** Why a stage failed in a few words, as a list has room for. */
export const failures = {
  oom: { en: "Out of memory", zh: "内存不足" },
  "cuda-oom": { en: "GPU memory full", zh: "显存不足" },
  nan: { en: "Loss became NaN", zh: "损失变为 NaN" },
  "half-precision": { en: "Half precision on a CPU", zh: "CPU 不支持半精度训练" },
  "model-type": { en: "Model type not certain", zh: "模型类型不明确" },
  template: { en: "Chat template not certain", zh: "对话模板不明确" },
  attention: { en: "Attention not available", zh: "注意力实现不可用" },
  "file-gone": { en: "Data file gone", zh: "数据文件已不在" },
  "model-gone": { en: "Model not found", zh: "找不到模型" },
  "bad-data": { en: "Data not readable", zh: "数据无法读取" },
  "rows-too-long": { en: "Rows too long", zh: "行过长" },
  "no-steps": { en: "No step was made", zh: "一步也没有执行" },
  "model-damaged": { en: "Model not readable", zh: "模型无法读取" },
  "bad-argument": { en: "Argument refused", zh: "参数被拒绝" },
  "missing-dependency": { en: "Package or device missing", zh: "缺少软件包或设备" },
  "disk-full": { en: "Disk full", zh: "磁盘已满" },
  "port-taken": { en: "Port in use", zh: "端口被占用" },
  network: { en: "Network not reached", zh: "无法连接网络" },
  killed: { en: "Ended by another program", zh: "被其他程序终止" },
  crashed: { en: "Ended by an error", zh: "因错误结束" },
  "not-settled": { en: "Loss not settled", zh: "损失尚未稳定" },
  "same-failed": { en: "Failed in another trial", zh: "在另一次试验中失败" },
  lost: { en: "Process gone", zh: "进程已消失" },
  unknown: { en: "Not told", zh: "原因不明" },
} as const satisfies Texts;
