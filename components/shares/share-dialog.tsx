"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Link2, Share2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useApiError } from "../lib/use-api-error";
import { useTRPC } from "../trpc/context";
import { Button } from "../ui/button";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle, DialogTrigger } from "../ui/dialog";
import { Input } from "../ui/input";
import { Label } from "../ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "../ui/select";
import { ShareList } from "./share-list";

const expiries = { never: null, day: 1, week: 7, month: 30 } as const;
type Expiry = keyof typeof expiries;
const expiryNames: Expiry[] = ["never", "day", "week", "month"];
const dayMs = 24 * 3_600_000;

type ShareDialogProps = { kind: "run" | "comparison"; runIds: string[] };

/** Makes, shows and revokes read-only links to a run or a comparison. */
export function ShareDialog({ kind, runIds }: ShareDialogProps) {
  const t = useTranslations("share");
  const trpc = useTRPC();
  const describeError = useApiError();
  const [title, setTitle] = useState("");
  const [expiry, setExpiry] = useState<Expiry>("never");
  const [isOpen, setIsOpen] = useState(false);
  const links = useQuery(trpc.shares.list.queryOptions({ runId: runIds[0] ?? null }, { enabled: isOpen }));
  const create = useMutation(trpc.shares.create.mutationOptions({ onSuccess: () => void links.refetch() }));
  const days = expiries[expiry];
  const submit = () =>
    create.mutate({ kind, runIds, title, expiresAt: days === null ? null : Date.now() + days * dayMs });
  const shown = (links.data ?? []).filter((link) => link.kind === kind && sameRuns(link.runIds, runIds));
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>
        <Button variant="outline">
          <Share2 aria-hidden />
          {t("share")}
        </Button>
      </DialogTrigger>
      <DialogContent className="max-w-xl">
        <DialogHeader>
          <DialogTitle>{t(`title.${kind}`)}</DialogTitle>
          <DialogDescription>{t("explain")}</DialogDescription>
        </DialogHeader>
        <form
          className="flex flex-wrap items-end gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <div className="min-w-44 flex-1">
            <Label htmlFor="share-title">{t("linkTitle")}</Label>
            <Input
              id="share-title"
              value={title}
              maxLength={120}
              placeholder={t("linkTitleHint")}
              onChange={(event) => setTitle(event.target.value)}
            />
          </div>
          <div className="w-36">
            <Label htmlFor="share-expiry">{t("expires")}</Label>
            <Select
              value={expiry}
              onValueChange={(value) => setExpiry(expiryNames.find((name) => name === value) ?? "never")}
            >
              <SelectTrigger id="share-expiry">
                <SelectValue />
              </SelectTrigger>
              <SelectContent>
                {expiryNames.map((name) => (
                  <SelectItem key={name} value={name}>
                    {t(`expiry.${name}`)}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
          </div>
          <Button type="submit" disabled={create.isPending}>
            <Link2 aria-hidden />
            {t("create")}
          </Button>
        </form>
        {create.isError && (
          <p role="alert" className="text-destructive text-sm">
            {describeError(create.error).message}
          </p>
        )}
        <ShareList links={shown} onChanged={() => void links.refetch()} />
      </DialogContent>
    </Dialog>
  );
}

function sameRuns(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((id) => b.includes(id));
}
