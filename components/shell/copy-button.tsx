"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { copyText } from "../lib/copy-text";
import { Button } from "../ui/button";

type CopyButtonProps = { text: string; label?: string; className?: string };

/** Copies text and says so; `label` names what is copied. */
export function CopyButton({ text, label, className }: CopyButtonProps) {
  const t = useTranslations("common.actions");
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), 1_500);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    if (await copyText(text)) setIsCopied(true);
    else toast.error(t("copyFailed"));
  };
  const Icon = isCopied ? Check : Copy;
  return (
    <Button variant="ghost" size="icon-sm" className={className} aria-label={label ?? t("copy")} onClick={copy}>
      <Icon className="size-3.5" aria-hidden />
      <span aria-live="polite" className="sr-only">
        {isCopied ? t("copied") : ""}
      </span>
    </Button>
  );
}
