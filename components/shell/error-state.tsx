"use client";

import { TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import { useApiError } from "../lib/use-api-error";
import { Button } from "../ui/button";

type ErrorStateProps = { error: unknown; onRetry?: () => void };

/** What went wrong, what to do, and a way to try again. */
export function ErrorState({ error, onRetry }: ErrorStateProps) {
  const t = useTranslations("common");
  const describeError = useApiError();
  const { message, suggestion } = describeError(error);
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
      {onRetry !== undefined && (
        <Button variant="outline" size="sm" onClick={onRetry}>
          {t("actions.retry")}
        </Button>
      )}
    </div>
  );
}
