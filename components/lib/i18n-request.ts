import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { localeCookieName, pickLocale } from "./locale";
import { messages } from "./messages";

export default getRequestConfig(async () => {
  const [cookieStore, headerStore] = await Promise.all([cookies(), headers()]);
  const locale = pickLocale(cookieStore.get(localeCookieName)?.value, headerStore.get("accept-language"));
  return { locale, messages: messages[locale] };
});
