import type { Texts } from "./text";

/** What a stage is at. */
export const phases = {
  training: { en: "training", zh: "训练" },
  serving: { en: "starting the model server", zh: "启动模型服务" },
  quality: { en: "answering", zh: "回答评测题" },
  load: { en: "load test", zh: "负载测试" },
  done: { en: "done", zh: "完成" },
  ready: { en: "ready", zh: "就绪" },
} as const satisfies Texts;
