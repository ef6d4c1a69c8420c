import type { Texts } from "./text";

/** Which measurement an estimate of time comes from, or why there is none. */
export const times = {
  server: { en: "A server runs until a person ends it", zh: "服务会一直运行，直到有人结束它" },
  "never-ran": { en: "No earlier run of this pair has finished ‘{stage}’", zh: "这一对模型还没有运行完成过 ‘{stage}’" },
  "rows-unknown": { en: "The number of training rows is unknown", zh: "训练数据的行数未知" },
  "data-changed": { en: "The training data of the earlier run have changed since", zh: "早先运行的训练数据此后已改变" },
  "held-out-unread": { en: "The held-out files cannot be read here", zh: "此处无法读取留出文件" },
  "as-before": { en: "{run} ({id}): {duration}", zh: "{run}（{id}）：耗时 {duration}" },
  "per-row": {
    en: "{run} ({id}): {each} a row over {before, plural, one {# row} other {# rows}}, start included; {now, plural, one {# row} other {# rows}}",
    zh: "{run}（{id}）：{before} 行，每行 {each}（含启动）；现在 {now} 行",
  },
  "per-item": {
    en: "{run} ({id}): {each} an item over {before, plural, one {# item} other {# items}}, start included; {now, plural, one {# item} other {# items}}",
    zh: "{run}（{id}）：{before} 条，每条 {each}（含启动）；现在 {now} 条",
  },
  "fitted-row": {
    en: "{each} a row and {fixed} to start, from {runs, plural, one {# earlier run} other {# earlier runs}} of this pair; {now, plural, one {# row} other {# rows}}",
    zh: "根据这一对模型早先的 {runs} 次运行：每行 {each}，启动 {fixed}；现在 {now} 行",
  },
  "fitted-item": {
    en: "{each} an item and {fixed} to start, from {runs, plural, one {# earlier run} other {# earlier runs}} of this pair; {now, plural, one {# item} other {# items}}",
    zh: "根据这一对模型早先的 {runs} 次运行：每条 {each}，启动 {fixed}；现在 {now} 条",
  },
  reused: { en: "Reused from an earlier run: seconds", zh: "沿用早先运行的结果：只需几秒" },
  "per-step": {
    en: "{run} ({id}): {each} a step over {before, plural, one {# step} other {# steps}}; {now, plural, one {# step} other {# steps}}, and {around} to start and save",
    zh: "{run}（{id}）：{before} 步，每步 {each}；现在 {now} 步，另加 {around} 用于启动和保存",
  },
  "per-step-scaled": {
    en: "{run} ({id}): {each} a step over {before, plural, one {# step} other {# steps}}, {scaled} with this batch; {now, plural, one {# step} other {# steps}}, and {around} to start and save",
    zh: "{run}（{id}）：{before} 步，每步 {each}，按此批次为 {scaled}；现在 {now} 步，另加 {around} 用于启动和保存",
  },
  "no-training": {
    en: "No finished {method} training of this pair on this sort of device",
    zh: "在这类设备上，这一对模型没有完成过 {method} 训练",
  },
  "of-stage": { en: "{stage}: {basis}", zh: "阶段 {stage}：{basis}" },
} as const satisfies Texts;
