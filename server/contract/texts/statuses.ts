import type { Texts } from "./text";

/** What a run or a stage is doing, within a sentence. */
export const statuses = {
  waiting: { en: "waiting", zh: "正在等待" },
  queued: { en: "queued", zh: "正在排队" },
  ready: { en: "ready", zh: "已就绪" },
  starting: { en: "starting", zh: "正在启动" },
  running: { en: "running", zh: "正在运行" },
  stopping: { en: "stopping", zh: "正在停止" },
  stopped: { en: "stopped", zh: "已停止" },
  succeeded: { en: "succeeded", zh: "已成功" },
  failed: { en: "failed", zh: "已失败" },
  cancelled: { en: "cancelled", zh: "已取消" },
  lost: { en: "lost", zh: "已丢失" },
  cached: { en: "reused", zh: "已复用" },
  blocked: { en: "blocked", zh: "被阻塞" },
} as const satisfies Texts;
