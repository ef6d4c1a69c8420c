"use client";

import { useLocale } from "next-intl";
import type { Text } from "../../server/contract/texts/text";

/** Chooses the words of a definition in the reader's language. */
export function useText(): (text: Text) => string {
  const locale = useLocale();
  return (text) => text[locale];
}
