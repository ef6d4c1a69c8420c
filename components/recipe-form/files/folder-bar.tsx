"use client";

import { useQuery } from "@tanstack/react-query";
import { CornerLeftUp } from "lucide-react";
import { useTranslations } from "next-intl";
import { Fragment } from "react";
import type { Folder } from "../../../server/contract/files";
import { lastPathPart } from "../../lib/format";
import { useTRPC } from "../../trpc/context";
import { Button } from "../../ui/button";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "../../ui/select";
import { folderAbove } from "./browse-state";

/** The root that is looked into, and the way from there to the folder that is open. */
export function FolderBar({ folder, onGo }: { folder: Folder | null; onGo: (path: string) => void }) {
  const t = useTranslations("files.browse");
  const trpc = useTRPC();
  const roots = useQuery(trpc.files.roots.queryOptions());
  const above = folderAbove(folder);
  const [first, ...rest] = folder?.crumbs ?? [];
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-1.5">
      <Button
        variant="outline"
        size="icon"
        aria-label={t("up")}
        title={t("up")}
        disabled={above === null}
        onClick={() => above !== null && onGo(above)}
      >
        <CornerLeftUp aria-hidden />
      </Button>
      <Select value={first?.path ?? ""} onValueChange={onGo}>
        <SelectTrigger className="w-auto max-w-56" aria-label={t("place")}>
          <SelectValue placeholder={t("place")} />
        </SelectTrigger>
        <SelectContent>
          {roots.data?.map(({ path, origin, isThere }) => (
            <SelectItem key={path} value={path} disabled={!isThere}>
              {t(`places.${origin}`)}{" "}
              <span className="font-mono text-muted-foreground text-xs">{lastPathPart(path)}</span>
            </SelectItem>
          ))}
        </SelectContent>
      </Select>
      <nav aria-label={t("way")} className="flex min-w-0 flex-wrap items-center font-mono text-xs">
        {rest.map(({ name, path }) => (
          <Fragment key={path}>
            <span aria-hidden className="text-muted-foreground">
              /
            </span>
            <Button
              variant="ghost"
              size="sm"
              className="h-6 min-w-6 whitespace-normal break-all px-1 font-mono"
              aria-current={path === folder?.path ? "location" : undefined}
              onClick={() => onGo(path)}
            >
              {name}
            </Button>
          </Fragment>
        ))}
      </nav>
    </div>
  );
}
