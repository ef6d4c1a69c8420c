"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { toast } from "sonner";
import type { Root } from "../../server/contract/files";
import { useFormat } from "../lib/use-format";
import { AllowFolderButton } from "../shell/allow-folder-dialog";
import { ConfirmButton } from "../shell/confirm-button";
import { ErrorState } from "../shell/error-state";
import { useTRPC } from "../trpc/context";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "../ui/card";
import { Input } from "../ui/input";
import { Label } from "../ui/label";
import { Skeleton } from "../ui/skeleton";

/** The folders in which models and data may lie; those that a person allowed can be taken back. */
export function FoldersCard() {
  const t = useTranslations("files.folders");
  const tCommon = useTranslations("common");
  const trpc = useTRPC();
  const queryClient = useQueryClient();
  const roots = useQuery(trpc.files.roots.queryOptions());
  const disallow = useMutation(trpc.files.disallow.mutationOptions());
  const id = useId();
  const [typed, setTyped] = useState("");
  const takeBack = async (path: string) => {
    await disallow.mutateAsync({ folder: path });
    await queryClient.invalidateQueries(trpc.files.pathFilter());
    void queryClient.invalidateQueries(trpc.recipes.pathFilter());
    toast.success(t("removed", { path }));
  };
  if (roots.data === undefined)
    return roots.error === null ? (
      <Skeleton className="mt-4 h-40" />
    ) : (
      <ErrorState error={roots.error} onRetry={() => void roots.refetch()} />
    );
  return (
    <Card className="mt-4">
      <CardHeader>
        <CardTitle>{t("title")}</CardTitle>
        <CardDescription>{t("about")}</CardDescription>
      </CardHeader>
      <CardContent className="grid gap-4">
        <ul className="divide-y">
          {roots.data.map((root) => (
            <li key={`${root.origin}:${root.path}`} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-1.5">
              <span className="min-w-0 flex-1 basis-60 break-all font-mono text-[13px]">{root.path}</span>
              <RootOrigin root={root} />
              {root.origin === "allowed" && (
                <ConfirmButton
                  size="sm"
                  aria-label={t("removeOf", { path: root.path })}
                  label={t("remove")}
                  title={t("removeTitle")}
                  subject={<p className="break-all font-mono text-sm">{root.path}</p>}
                  body={t("removeBody")}
                  keepLabel={tCommon("actions.cancel")}
                  onConfirm={() => void takeBack(root.path).catch(() => undefined)}
                />
              )}
            </li>
          ))}
        </ul>
        <div className="max-w-xl">
          <Label htmlFor={id}>{t("add")}</Label>
          <div className="mt-1.5 flex gap-2">
            <Input
              id={id}
              className="font-mono text-[13px]"
              autoComplete="off"
              spellCheck={false}
              placeholder={t("addPlaceholder")}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
            <AllowFolderButton reference={typed} className="h-8" onAllowed={() => setTyped("")} />
          </div>
        </div>
      </CardContent>
    </Card>
  );
}

function RootOrigin({ root: { origin, isThere, allowedAtMs } }: { root: Root }) {
  const t = useTranslations("files.folders");
  const format = useFormat();
  return (
    <span className="text-muted-foreground text-xs">
      {t(`origin.${origin}`, { date: format.dateTime(allowedAtMs) })}
      {!isThere && <span className="ml-2 text-warning">{t("missing")}</span>}
    </span>
  );
}
