"use client";

import { TRPCClientError } from "@trpc/client";
import { useTranslations } from "next-intl";
import { z } from "zod";
import { errorSaidSchema } from "../../server/contract/error";
import { message } from "../../server/contract/message";
import { useMessage } from "./use-message";

/** `isMissing`: what was asked for does not exist. */
export type ApiErrorInfo = { message: string; suggestion: string | null; isMissing: boolean };

/** Says what an error of the API, or of a page, means to a person, in the reader's language. */
export function useApiError(): (error: unknown) => ApiErrorInfo {
  const t = useTranslations("common.error");
  const words = useMessage();
  return (error) => {
    const { text, said, faultId, isOffline, isMissing } = readApiError(error);
    const suggestion = said?.suggestion ? words(said.suggestion) : null;
    if (isOffline) return { message: t("offline"), suggestion, isMissing };
    if (faultId !== null)
      return { message: words(message("faults.unforeseen", { id: faultId })), suggestion, isMissing };
    return { message: said === null ? text : words(said.message), suggestion, isMissing };
  };
}

/** `faultId`: what the server's log names an error by that nobody foresaw; `isOffline`: no answer came at all. */
function readApiError(error: unknown) {
  const told: unknown = error instanceof TRPCClientError ? error.data : error;
  const read = (name: string): unknown =>
    typeof told === "object" && told !== null ? Object.getOwnPropertyDescriptor(told, name)?.value : null;
  const field = (name: string): string | null => z.string().safeParse(read(name)).data ?? null;
  return {
    text: error instanceof Error ? error.message : String(error),
    said: errorSaidSchema.safeParse(read("said")).data ?? null,
    // Next.js shows a digest in the place of an error that a page met on the server.
    faultId: field("requestId") ?? field("digest"),
    isMissing: field("appCode") === "not-found",
    isOffline: error instanceof TRPCClientError && (told === undefined || told === null),
  };
}
