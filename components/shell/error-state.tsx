"use client";

import { TriangleAlert } from "lucide-react";
import Link from "next/link";
import { useTranslations } from "next-intl";
import { useApiError } from "../lib/use-api-error";
import { Button } from "../ui/button";

type ErrorStateProps = { error: unknown; onRetry?: () => void };

/** What went wrong, what to do, and a way to try again, or to the list where what was asked for does not exist. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const t = useTranslations("common");
  const describeError = useApiError();
  const { message, suggestion, isMissing } = describeError(error);
  return (
    <div
      role="alert"
      className="flex flex-col items-start gap-2 rounded-lg border border-destructive/40 bg-destructive/5 p-4 text-sm"
    >
      <p className="flex items-center gap-2 font-medium text-destructive">
        <TriangleAlert className="size-4" aria-hidden />
        {t("error.title")}
      </p>
      <p className="break-words">{message}</p>
      {suggestion !== null && (
        <p className="text-muted-foreground">
          {t("error.suggestion")}: {suggestion}
        </p>
      )}
      {isMissing && (
        <Button asChild variant="outline" size="sm">
          <Link href="/">{t("error.backHome")}</Link>
        </Button>
      )}
      {onRetry !== undefined && !isMissing && (
        <Button variant="outline" size="sm" onClick={onRetry}>
          {t("actions.retry")}
        </Button>
      )}
    </div>
  );
}
