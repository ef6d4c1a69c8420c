"use client";

import { useLocale, useTranslations } from "next-intl";
import { formatBytes, formatDuration, formatPercent } from "../../server/contract/format";
import type { Message } from "../../server/contract/message";
import { renderMessage, type Wording } from "../../server/contract/render-message";

/** Puts a message of the server into words in the reader's language. */
export function useMessage(): (message: Message) => string {
  const locale = useLocale();
  const translate = useTranslations("texts");
  const wording: Wording = {
    translate,
    bytes: (bytes) => formatBytes(bytes, locale),
    duration: (durationMs) => formatDuration(durationMs, locale),
    share: (share) => formatPercent(share, locale),
  };
  return (message) => renderMessage(message, wording);
}
