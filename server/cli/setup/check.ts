import type { Message } from "../../contract/message";

/** One line of `stillroom doctor`. `ok` is null for a fact that is neither good nor bad. */
export type Check = { name: string; ok: boolean | null; detail: Message; remedy: Message | null };
