import type { Texts } from "./text";

/** How an imported training ended; `none` stands for a step or total that the log does not name. */
export const imports = {
  summary: { en: "The log ends with the trainer's summary", zh: "日志以训练器的总结结束" },
  quiet: {
    en: "The log ends{step, select, none { here} other { at step {step}}}{total, select, none { so far} other { of {total}}} and has not changed for {minutes, plural, one {# minute} other {# minutes}}",
    zh: "日志{step, select, none { 到此 } other {在第 {step} 步}}{total, select, none { } other {（共 {total} 步）}}中断，已有 {minutes} 分钟没有变化",
  },
  "no-summary": {
    en: "The log ends{step, select, none { here} other { at step {step}}}{total, select, none { so far} other { of {total}}} without the trainer's summary, so how the training ended is not known",
    zh: "日志{step, select, none { 到此 } other {在第 {step} 步}}{total, select, none { } other {（共 {total} 步）}}结束，没有训练器的总结，因此不知道训练如何结束",
  },
  "follow-next": {
    en: "If it still trains, import the folder again with --follow",
    zh: "如果仍在训练，请用 --follow 再次导入该文件夹",
  },
  "following-ended": {
    en: "Following was ended before the training was",
    zh: "训练结束之前就停止了跟踪",
  },
  "following-failed": {
    en: "Following ended by a fault: {words}",
    zh: "跟踪因故障而结束：{words}",
  },
  damaged: {
    en: "How far the folder was read is damaged; it was imported again as another run",
    zh: "该文件夹的读取进度已损坏；已作为另一个运行重新导入",
  },
  "ended-here": {
    en: "The import was ended here; the training itself is not Stillroom's to end",
    zh: "导入在此结束；训练本身不由 Stillroom 终止",
  },
  "summary-then-later": {
    en: "The log shows the trainer's summary, then a later attempt",
    zh: "日志中有训练器的总结，之后是一次新的尝试",
  },
  "later-without-summary": {
    en: "The log stops without a summary and goes on with a later attempt",
    zh: "日志没有总结便中断，随后是一次新的尝试",
  },
} as const satisfies Texts;
