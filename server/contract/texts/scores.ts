import type { Texts } from "./text";

/** Why a figure of an evaluation is not there. */
export const scores = {
  "none-scored": { en: "No item was scored", zh: "没有题目得分" },
  "perf-failed": {
    en: "evalscope perf ended with code {exitCode} and no measured request; its last lines are in the log",
    zh: "evalscope perf 以代码 {exitCode} 结束，没有测得任何请求；其最后几行输出在日志中",
  },
  "no-load-test": { en: "No load test was asked for", zh: "未要求负载测试" },
  "one-piece": {
    en: "The server sent no answer in more than one piece, so that there is no time between tokens",
    zh: "服务没有分段返回回答，因此没有 token 间隔时间",
  },
  "no-tree-memory": {
    en: "This platform does not tell the memory of a process tree",
    zh: "此平台不提供进程树的内存用量",
  },
  "no-gpu-memory": {
    en: "The server took no memory of a GPU, or nvidia-smi did not tell",
    zh: "服务未使用 GPU 显存，或 nvidia-smi 未提供数据",
  },
  "few-requests": {
    en: "{count, plural, one {# request is} other {# requests are}} too few for a 95th percentile; at least {needed} are needed (evaluate.load.requests)",
    zh: "{count} 次请求不足以得出第 95 百分位；至少需要 {needed} 次（evaluate.load.requests）",
  },
  "no-folder": { en: "The model is not a folder on this machine", zh: "该模型不是本机上的文件夹" },
  "gap-unmeasured": {
    en: "Teacher, untouched student and student must all be measured",
    zh: "教师、原始学生和学生都必须评测",
  },
  "no-gap": { en: "The teacher is not better than the untouched student", zh: "教师并不优于原始学生" },
  "never-pays": {
    en: "The student''s tokens are not cheaper than the teacher''s, so that the training never pays for itself",
    zh: "学生的 token 并不比教师便宜，因此训练永远无法回本",
  },
  "first-rows": { en: "Only the first {rows} rows were read", zh: "只读取了前 {rows} 行" },
} as const satisfies Texts;
