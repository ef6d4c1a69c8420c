"use client";

import { useMutation } from "@tanstack/react-query";
import { Copy } from "lucide-react";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import type { Remedy } from "../../server/contract/remedy";
import { useApiError } from "../lib/use-api-error";
import { ConfirmButton } from "../shell/confirm-button";
import { useTRPC } from "../trpc/context";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table";

type CloneWithButtonProps = { runId: string; label: string; remedy: Remedy; isFirst: boolean };

/** Shows what a clone with this change has other than its run, then starts it and goes to it. */
export function CloneWithButton({ runId, label, remedy, isFirst }: CloneWithButtonProps) {
  const t = useTranslations("run.failure.fixes");
  const trpc = useTRPC();
  const describeError = useApiError();
  const router = useRouter();
  const clone = useMutation(
    trpc.runs.cloneWith.mutationOptions({
      onSuccess: ({ runId: cloneId }) => {
        toast.success(t("started"));
        router.push(`/runs/${cloneId}`);
      },
      onError: (error) => toast.error(describeError(error).message),
    }),
  );
  return (
    <ConfirmButton
      icon={Copy}
      label={label}
      title={t("confirmTitle")}
      body={t("confirmBody")}
      confirmLabel={t("start")}
      keepLabel={t("keep")}
      isWide
      onConfirm={() => clone.mutate({ runId, changes: remedy.changes })}
      variant={isFirst ? "default" : "outline"}
      size="sm"
      className="h-auto min-h-8 max-w-full whitespace-normal break-words text-left"
      disabled={clone.isPending}
    >
      <EditTable edits={remedy.edits} />
    </ConfirmButton>
  );
}

function EditTable({ edits }: { edits: Remedy["edits"] }) {
  const t = useTranslations("run.failure.fixes");
  return (
    <Table>
      <TableHeader>
        <TableRow>
          <TableHead>{t("path")}</TableHead>
          <TableHead>{t("before")}</TableHead>
          <TableHead>{t("after")}</TableHead>
        </TableRow>
      </TableHeader>
      <TableBody>
        {edits.map(({ path, before, after }) => (
          <TableRow key={path}>
            <TableCell className="font-mono text-xs">{path}</TableCell>
            <TableCell className="font-mono text-xs">{before ?? "—"}</TableCell>
            <TableCell className="font-mono text-xs">{after ?? "—"}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
