"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useState } from "react";
import type { Share } from "../../server/contract/share";
import { useFormat } from "../lib/use-format";
import { CopyButton } from "../shell/copy-button";
import { useTRPC } from "../trpc/context";
import { Badge } from "../ui/badge";
import { Button } from "../ui/button";

type ShareListProps = { links: readonly Share[]; onChanged: () => void };

/** The links that were made, with what became of them. */
export function ShareList({ links, onChanged }: ShareListProps) {
  const t = useTranslations("share");
  if (links.length === 0) return <p className="text-muted-foreground text-sm">{t("none")}</p>;
  return (
    <ul className="flex flex-col gap-2">
      {links.map((link) => (
        <ShareRow key={link.id} link={link} onChanged={onChanged} />
      ))}
    </ul>
  );
}

function ShareRow({ link, onChanged }: { link: Share; onChanged: () => void }) {
  const t = useTranslations("share");
  const format = useFormat();
  const trpc = useTRPC();
  const [isAsking, setIsAsking] = useState(false);
  const revoke = useMutation(trpc.shares.revoke.mutationOptions({ onSuccess: onChanged }));
  const url = `${window.location.origin}${link.path}`;
  const isExpired = link.expiresAt !== null && link.expiresAt <= Date.now();
  const isDead = link.revokedAt !== null || isExpired;
  return (
    <li className="rounded-md border p-2.5 text-sm" data-share={link.id}>
      <div className="flex items-center gap-2">
        <span className="min-w-0 flex-1 truncate font-medium">{link.title}</span>
        {link.revokedAt !== null && <Badge variant="muted">{t("revoked")}</Badge>}
        {link.revokedAt === null && isExpired && <Badge variant="muted">{t("expired")}</Badge>}
      </div>
      {!isDead && (
        <div className="mt-1 flex items-center gap-1">
          <a
            className="min-w-0 flex-1 truncate font-mono text-primary text-xs underline-offset-2 hover:underline"
            href={link.path}
            target="_blank"
            rel="noreferrer"
          >
            {url}
          </a>
          <CopyButton text={url} label={t("copyLink")} />
        </div>
      )}
      <div className="mt-1 flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground text-xs">
        <span>{t("createdAt", { when: format.dateTime(link.createdAt) })}</span>
        <span>
          {link.expiresAt === null ? t("neverExpires") : t("expiresAt", { when: format.dateTime(link.expiresAt) })}
        </span>
        {!isDead && (
          <span className="ml-auto flex gap-1">
            {isAsking && (
              <Button variant="ghost" size="sm" onClick={() => setIsAsking(false)}>
                {t("keep")}
              </Button>
            )}
            <Button
              variant={isAsking ? "destructive" : "ghost"}
              size="sm"
              disabled={revoke.isPending}
              onClick={() => (isAsking ? revoke.mutate({ id: link.id }) : setIsAsking(true))}
            >
              {isAsking ? t("revokeSure") : t("revoke")}
            </Button>
          </span>
        )}
      </div>
    </li>
  );
}
