"use client";

import { FolderOpen } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "../../ui/button";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "../../ui/dialog";
import type { BrowseKind } from "./browse-state";
import { Browser } from "./browser";

type BrowseButtonProps = {
  kind: BrowseKind;
  /** The name of the field that is filled. */
  field: string;
  value: string;
  onPick: (reference: string) => void;
};

/** Opens a window onto the folders that may be read, and fills a field with what is chosen there. */
export function BrowseButton({ kind, field, value, onPick }: BrowseButtonProps) {
  const t = useTranslations("files.browse");
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <Button
        variant="outline"
        size="icon"
        aria-label={t("openFor", { field })}
        aria-haspopup="dialog"
        title={t("open")}
        onClick={() => setIsOpen(true)}
      >
        <FolderOpen aria-hidden />
      </Button>
      <DialogContent className="top-[8dvh] max-w-3xl translate-y-0 grid-rows-[auto_minmax(0,1fr)]">
        <DialogHeader>
          <DialogTitle>{t(kind === "model" ? "titleModel" : "titleData")}</DialogTitle>
          <DialogDescription>{t("about")}</DialogDescription>
        </DialogHeader>
        <Browser
          kind={kind}
          near={value}
          onPick={(reference) => {
            onPick(reference);
            setIsOpen(false);
          }}
        />
      </DialogContent>
    </Dialog>
  );
}
