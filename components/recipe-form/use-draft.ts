"use client";

import { useEffect, useRef, useState } from "react";
import { removeDraft, saveDraft } from "./logic/draft";
import type { FormValues } from "./logic/form-values";

const saveDelayMs = 400;

/** Keeps changed values in this browser: soon after a change, and at once when the page goes away. Returns when it last did (epoch ms). */
export function useDraft(key: string, values: FormValues, base: FormValues) {
  const [savedAt, setSavedAt] = useState<number | null>(null);
  const pending = useRef<FormValues | null>(null);
  const isEnded = useRef(false);

  useEffect(() => {
    if (isEnded.current) return;
    if (JSON.stringify(values) === JSON.stringify(base)) {
      pending.current = null;
      removeDraft(key);
      setSavedAt(null);
      return;
    }
    pending.current = values;
    const timer = setTimeout(() => {
      const now = Date.now();
      saveDraft(key, { values, savedAt: now });
      pending.current = null;
      setSavedAt(now);
    }, saveDelayMs);
    return () => clearTimeout(timer);
  }, [key, values, base]);

  useEffect(() => {
    const flush = () => {
      if (pending.current !== null && !isEnded.current)
        saveDraft(key, { values: pending.current, savedAt: Date.now() });
    };
    window.addEventListener("pagehide", flush);
    return () => {
      window.removeEventListener("pagehide", flush);
      flush();
    };
  }, [key]);

  return {
    savedAt,
    /** Forgets the draft for good: the experiment has been started. */
    end: () => {
      isEnded.current = true;
      removeDraft(key);
    },
  };
}
