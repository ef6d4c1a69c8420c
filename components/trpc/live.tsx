"use client";

import { useQueryClient } from "@tanstack/react-query";
import { createContext, type ReactNode, useContext, useEffect, useState } from "react";
import { streamEventSchema } from "../../server/contract/event";
import { useTRPCClient } from "./context";
import { createRowRefresh } from "./live-rows";
import { changesRow, matchesTarget, targetKey, targetsOf } from "./live-targets";
import { createKeyedThrottle } from "./throttle";

export type LiveState = "connecting" | "live" | "reconnecting";

const LiveContext = createContext<LiveState>("connecting");

/** Whether changes arrive by themselves just now. */
export function useLiveState(): LiveState {
  return useContext(LiveContext);
}

const retryMinMs = 1_000;
const retryMaxMs = 8_000;

/** Holds the tab's one event stream: closed while hidden, resumed by event id, and after a lost connection everything on screen is refetched. */
export function LiveProvider({ children }: { children: ReactNode }) {
  const [state, setState] = useState<LiveState>("connecting");
  const client = useTRPCClient();
  const queryClient = useQueryClient();

  useEffect(() => {
    const throttle = createKeyedThrottle();
    const rows = createRowRefresh(queryClient, (input) => client.runs.rows.query(input));
    let lastEventId: number | null = null;
    let wasConnected = false;
    let isConnected = false;
    let mayHaveMissed = false;
    let retryMs = retryMinMs;
    let retryTimer: ReturnType<typeof setTimeout> | undefined;
    let subscription: { unsubscribe: () => void } | null = null;

    const onEvent = (data: unknown) => {
      const parsed = streamEventSchema.safeParse(data);
      if (!parsed.success) return;
      lastEventId = parsed.data.id;
      if (changesRow(parsed.data)) parsed.data.runId === null ? rows.addAll() : rows.add(parsed.data.runId);
      for (const target of targetsOf(parsed.data)) {
        throttle.run(targetKey(target), target.intervalMs, () => {
          void queryClient.invalidateQueries({ predicate: ({ queryKey }) => matchesTarget(queryKey, target) });
        });
      }
    };

    const onConnected = () => {
      if (isConnected) return;
      isConnected = true;
      retryMs = retryMinMs;
      setState("live");
      if (mayHaveMissed && wasConnected) void queryClient.invalidateQueries();
      mayHaveMissed = false;
      wasConnected = true;
    };

    const onLost = () => {
      isConnected = false;
      mayHaveMissed = true;
      setState(wasConnected ? "reconnecting" : "connecting");
    };

    const close = () => {
      clearTimeout(retryTimer);
      subscription?.unsubscribe();
      subscription = null;
      isConnected = false;
      if (lastEventId === null) mayHaveMissed = true;
    };

    const open = () => {
      close();
      subscription = client.events.stream.subscribe(
        { lastEventId },
        {
          onData: (envelope) => onEvent(envelope.data),
          onConnectionStateChange: (connection) => {
            if (connection.state === "pending") onConnected();
            else if (connection.state === "connecting") onLost();
          },
          onError: () => {
            onLost();
            close();
            retryTimer = setTimeout(open, retryMs);
            retryMs = Math.min(retryMs * 2, retryMaxMs);
          },
        },
      );
    };

    const onVisibility = () => (document.hidden ? close() : open());
    if (!document.hidden) open();
    document.addEventListener("visibilitychange", onVisibility);
    return () => {
      document.removeEventListener("visibilitychange", onVisibility);
      throttle.cancel();
      rows.cancel();
      close();
    };
  }, [client, queryClient]);

  return <LiveContext value={state}>{children}</LiveContext>;
}
