import type { Texts } from "./text";

/** What went wrong inside Stillroom itself. */
export const faults = {
  unforeseen: {
    en: "Something went wrong inside Stillroom. Look for {id} in the output of: npx stillroom logs --server",
    zh: "Stillroom 内部出错。请在命令 npx stillroom logs --server 的输出中查找 {id}",
  },
} as const satisfies Texts;
