"use client";

import { Send, Square, Trash2 } from "lucide-react";
import { useTranslations } from "next-intl";
import { useEffect, useRef, useState } from "react";
import { cn } from "../lib/cn";
import { useFormat } from "../lib/use-format";
import { Button } from "../ui/button";
import { Textarea } from "../ui/textarea";
import { keyboardStop } from "../ui/use-scroll-stop";
import { type ChatTurn, useChat } from "./use-chat";

/** A small chat with a served model; each answer shows how quick it was. */
export function ChatPanel({ deploymentId }: { deploymentId: string }) {
  const t = useTranslations("serve.chat");
  const { turns, failure, isBusy, send, stop, clear } = useChat(deploymentId);
  const [draft, setDraft] = useState("");
  const end = useRef<HTMLDivElement>(null);
  const length = turns.at(-1)?.content.length ?? 0;
  useEffect(() => {
    if (length >= 0) end.current?.scrollIntoView({ block: "nearest" });
  }, [length]);
  const submit = () => {
    const text = draft.trim();
    if (text === "" || isBusy) return;
    setDraft("");
    void send(text);
  };
  return (
    <section className="mt-3 rounded-md border" aria-label={t("label")}>
      <div className="flex max-h-80 min-h-24 flex-col gap-2 overflow-y-auto p-3" aria-live="polite" {...keyboardStop}>
        {turns.length === 0 && <p className="m-auto text-muted-foreground text-sm">{t("empty")}</p>}
        {turns.map((turn) => (
          <Turn key={turn.id} turn={turn} isPending={isBusy && turn === turns.at(-1)} />
        ))}
        {failure !== null && (
          <p role="alert" className="text-destructive text-sm">
            {failure.message}
            {failure.suggestion !== null && <span className="text-muted-foreground"> {failure.suggestion}</span>}
          </p>
        )}
        <div ref={end} />
      </div>
      <form
        className="flex items-end gap-2 border-t p-2"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Textarea
          rows={1}
          className="min-h-8 flex-1 resize-none"
          aria-label={t("message")}
          placeholder={t("placeholder")}
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.shiftKey || event.nativeEvent.isComposing) return;
            event.preventDefault();
            submit();
          }}
        />
        {isBusy ? (
          <Button type="button" variant="outline" onClick={stop}>
            <Square aria-hidden />
            {t("stop")}
          </Button>
        ) : (
          <Button type="submit" disabled={draft.trim() === ""}>
            <Send aria-hidden />
            {t("send")}
          </Button>
        )}
        <Button
          type="button"
          variant="ghost"
          size="icon"
          aria-label={t("clear")}
          disabled={turns.length === 0 || isBusy}
          onClick={clear}
        >
          <Trash2 aria-hidden />
        </Button>
      </form>
    </section>
  );
}

function Turn({ turn: { role, content, figures }, isPending }: { turn: ChatTurn; isPending: boolean }) {
  const t = useTranslations("serve.chat");
  const format = useFormat();
  const isUser = role === "user";
  return (
    <div
      className={cn(
        "max-w-[85%] rounded-md px-2.5 py-1.5 text-sm",
        isUser ? "self-end bg-accent" : "self-start bg-muted",
      )}
      data-role={role}
    >
      <p className="break-words whitespace-pre-wrap">{content === "" && isPending ? "…" : content}</p>
      {figures !== undefined && (
        <p className="mt-1 text-muted-foreground text-xs">
          {t("figures", { ttft: format.duration(figures.ttftMs), speed: format.number(figures.tokensPerSecond, 1) })}
        </p>
      )}
    </div>
  );
}
