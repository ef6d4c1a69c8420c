"use client";

import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { type ApiErrorInfo, useApiError } from "../../lib/use-api-error";
import { sendFile } from "./send-file";

export type UploadItem = {
  id: number;
  file: File;
  sentBytes: number;
  /** `broken`: the connection is gone, and it is tried again by itself. */
  state: "waiting" | "sending" | "broken" | "failed";
  error: ApiErrorInfo | null;
};

const counter = { last: 0 };

/** Files on their way to the server, one after the other. `onDone` gets how a recipe names each. */
export function useUploads(onDone: (reference: string) => void) {
  const [items, setItems] = useState<readonly UploadItem[]>([]);
  const ending = useRef(new Map<number, AbortController>());
  const queue = useRef(Promise.resolve());
  const done = useRef(onDone);
  const describeError = useRef(useApiError());
  useEffect(() => {
    done.current = onDone;
  });
  // Who leaves the page keeps what has arrived: the same file goes on from there.
  useEffect(() => {
    const open = ending.current;
    return () => {
      for (const controller of open.values()) controller.abort("leave");
    };
  }, []);

  const change = useCallback((id: number, next: Partial<UploadItem>) => {
    setItems((before) => before.map((item) => (item.id === id ? { ...item, ...next } : item)));
  }, []);
  const drop = useCallback((id: number) => setItems((before) => before.filter((item) => item.id !== id)), []);

  const send = useCallback(
    async ({ id, file }: UploadItem) => {
      const controller = ending.current.get(id);
      if (controller === undefined || controller.signal.aborted) return;
      change(id, { state: "sending", error: null });
      try {
        const reference = await sendFile(file, {
          signal: controller.signal,
          onProgress: (sentBytes) => change(id, { sentBytes, state: "sending" }),
          onRetry: () => change(id, { state: "broken" }),
        });
        drop(id);
        done.current(reference);
      } catch (error) {
        if (!controller.signal.aborted) change(id, { state: "failed", error: describeError.current(error) });
      }
    },
    [change, drop],
  );

  const enqueue = useCallback(
    (item: UploadItem) => {
      ending.current.set(item.id, new AbortController());
      queue.current = queue.current.then(() => send(item));
    },
    [send],
  );

  return useMemo(
    () => ({
      items,
      add: (files: readonly File[]) => {
        const added = files.map((file): UploadItem => {
          counter.last += 1;
          return { id: counter.last, file, sentBytes: 0, state: "waiting", error: null };
        });
        setItems((before) => [...before, ...added]);
        for (const item of added) enqueue(item);
      },
      cancel: (id: number) => {
        ending.current.get(id)?.abort("cancel");
        drop(id);
      },
      retry: (item: UploadItem) => {
        change(item.id, { state: "waiting", error: null });
        enqueue(item);
      },
    }),
    [items, enqueue, drop, change],
  );
}

export type Uploads = ReturnType<typeof useUploads>;
