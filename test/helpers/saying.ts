import { words } from "../../server/cli/language";
import { messageSchema } from "../../server/contract/message";

/** Matches, within `toEqual` and its kin, a message that in English holds a text or fits a pattern. */
export function saying(part: string | RegExp): object {
  return {
    asymmetricMatch: (value: unknown) => {
      const message = messageSchema.safeParse(value).data;
      if (message === undefined) return false;
      const text = words(message, "en");
      return typeof part === "string" ? text.includes(part) : part.test(text);
    },
    toString: () => `saying ${part}`,
  };
}
