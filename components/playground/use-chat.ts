"use client";

import { useEffect, useRef, useState } from "react";
import type { ChatMessage } from "../../server/contract/chat";
import { type ApiErrorInfo, useApiError } from "../lib/use-api-error";
import { type ChatFigures, streamChat } from "./chat-stream";

export type ChatTurn = ChatMessage & { id: number; figures?: ChatFigures };

/** A chat with one served model: its turns, sending, and stopping an answer half-way. */
export function useChat(deploymentId: string) {
  const [turns, setTurns] = useState<ChatTurn[]>([]);
  const [failure, setFailure] = useState<ApiErrorInfo | null>(null);
  const [isBusy, setIsBusy] = useState(false);
  const describeError = useApiError();
  const controller = useRef<AbortController | null>(null);
  useEffect(() => () => controller.current?.abort(), []);

  const send = async (content: string) => {
    const id = turns.length;
    const question: ChatTurn = { id, role: "user", content };
    const history = [...turns, question];
    const answer = (text: string, figures?: ChatFigures): ChatTurn => ({
      id: id + 1,
      role: "assistant",
      content: text,
      figures,
    });
    let latest = "";
    setTurns([...history, answer("")]);
    setFailure(null);
    setIsBusy(true);
    controller.current = new AbortController();
    try {
      const messages = history.map(({ role, content: text }) => ({ role, content: text }));
      const onText = (text: string) => {
        latest = text;
        setTurns([...history, answer(text)]);
      };
      const figures = await streamChat(deploymentId, { messages }, onText, controller.current.signal);
      setTurns([...history, answer(latest, figures)]);
    } catch (error) {
      const isStopped = controller.current.signal.aborted;
      if (!isStopped) setFailure(describeError(error));
      setTurns(latest === "" ? turns : [...history, answer(latest)]);
    } finally {
      setIsBusy(false);
    }
  };
  return { turns, failure, isBusy, send, stop: () => controller.current?.abort(), clear: () => setTurns([]) };
}
