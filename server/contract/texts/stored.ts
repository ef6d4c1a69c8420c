import type { Texts } from "./text";

/** Texts that were stored as they were shown, before messages had codes, or that another program wrote. */
export const stored = { text: { en: "{text}", zh: "{text}" } } as const satisfies Texts;
