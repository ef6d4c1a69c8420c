"use client";

import { useTranslations } from "next-intl";
import { type ReactNode, useRef } from "react";
import { cn } from "../../lib/cn";
import { UploadList } from "./upload-list";
import { useDropTarget } from "./use-drop-target";
import type { Uploads } from "./use-uploads";

/** Takes files that are dropped anywhere on a field, and shows how far they are. */
export function UploadArea({ uploads, children }: { uploads: Uploads; children: ReactNode }) {
  const t = useTranslations("files.upload");
  const area = useRef<HTMLDivElement>(null);
  const isOver = useDropTarget(area, uploads.add);
  return (
    <div ref={area} className="relative grid gap-1.5">
      {children}
      <UploadList uploads={uploads} />
      <div
        aria-hidden
        className={cn(
          "pointer-events-none absolute -inset-1.5 grid place-items-center rounded-md border-2 border-primary border-dashed bg-card/90 font-medium text-primary text-sm",
          !isOver && "hidden",
        )}
      >
        {t("drop")}
      </div>
    </div>
  );
}
