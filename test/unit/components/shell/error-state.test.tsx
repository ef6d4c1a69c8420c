import { readFileSync } from "node:fs";
import { createTRPCClient, httpLink } from "@trpc/client";
import { fetchRequestHandler } from "@trpc/server/adapters/fetch";
import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import superjson from "superjson";
import { expect, it } from "vitest";
import type { Locale } from "../../../../components/lib/locale";
import { messages } from "../../../../components/lib/messages";
import { ErrorState } from "../../../../components/shell/error-state";
import { type AppRouter, appRouter } from "../../../../server/api/root";
import type { Services } from "../../../../server/domain/services";
import { logPath } from "../../../../server/platform/logger/logger";
import { createServices } from "../../../helpers/services";

function render(error: unknown, locale: Locale): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={{ ...messages[locale] }} timeZone="UTC">
      <ErrorState error={error} />
    </NextIntlClientProvider>,
  );
}

/** The error with which a page hears of a procedure that failed. */
async function errorOfList(services: Services): Promise<unknown> {
  const endpoint = "/api/trpc";
  const fetch = (url: URL | RequestInfo, init?: RequestInit) =>
    fetchRequestHandler({ endpoint, req: new Request(url, init), router: appRouter, createContext: () => services });
  const link = httpLink({ url: `http://127.0.0.1${endpoint}`, transformer: superjson, fetch });
  const client = createTRPCClient<AppRouter>({ links: [link] });
  return client.runs.list.query({}).catch((error: unknown) => error);
}

it.each<[Locale, string]>([
  ["en", "Something went wrong inside Stillroom. Look for"],
  ["zh", "Stillroom 内部出错"],
])(
  "names an error that nobody foresaw in %s by what the log has its stack under, and says no more",
  async (locale, told) => {
    const services = createServices();
    services.db.$client.exec("DROP TABLE run_facts");
    const html = render(await errorOfList(services), locale);
    const id = /q[0-9a-z]{8}/.exec(html)?.[0] ?? "none";
    expect(html).toContain(told);
    expect(html).toContain("npx stillroom logs --server");
    expect(html).not.toMatch(/no such table|sqlite|\.ts\b/i);
    const log = readFileSync(logPath(services.paths.logs, "web"), "utf8").trim().split("\n");
    const line = log.map((text) => JSON.parse(text)).find(({ requestId }) => requestId === id);
    expect(line.err.stack).toContain("no such table: run_facts");
  },
);

it("names a page that could not be made by its digest", () => {
  const error = Object.assign(new Error("An error occurred in the Server Components render."), { digest: "1234567" });
  expect(render(error, "zh")).toContain("输出中查找 1234567");
  expect(render(new Error("what a person can mend"), "en")).toContain("what a person can mend");
});
