"use client";

import { useRouter } from "next/navigation";
import { useCallback } from "react";
import { type Locale, localeCookieName } from "../lib/locale";

const yearSeconds = 31_536_000;

/** Changes the interface language and keeps the choice for a year; the page stays where it is. */
export function useSetLocale(): (locale: Locale) => void {
  const router = useRouter();
  return useCallback(
    (locale) => {
      const cookie = `${localeCookieName}=${locale}; path=/; max-age=${yearSeconds}; samesite=lax`;
      Object.assign(document, { cookie });
      router.refresh();
    },
    [router],
  );
}
