"use client";

import { X } from "lucide-react";
import { useTranslations } from "next-intl";
import { Button } from "../ui/button";
import type { News } from "./opening";

type NewsHintProps = { news: News | null; onShow: () => void; onDismiss: () => void };

/** Says in a corner that something new came, which a person may go and see; the page itself stays as it is. */
export function NewsHint({ news, onShow, onDismiss }: NewsHintProps) {
  const t = useTranslations("run.news");
  return (
    <div role="status" className="fixed right-4 bottom-4 z-20">
      {news !== null && (
        <div className="flex items-center gap-2 rounded-lg border bg-popover py-1.5 pr-1.5 pl-3 text-popover-foreground text-sm shadow-md">
          {t(news)}
          <Button size="sm" variant="outline" onClick={onShow}>
            {t("show")}
          </Button>
          <Button size="icon-sm" variant="ghost" aria-label={t("dismiss")} onClick={onDismiss}>
            <X aria-hidden />
          </Button>
        </div>
      )}
    </div>
  );
}
