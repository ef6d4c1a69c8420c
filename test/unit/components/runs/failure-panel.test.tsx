import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { createTRPCClient } from "@trpc/client";
import { createTRPCOptionsProxy } from "@trpc/tanstack-react-query";
import { AppRouterContext, type AppRouterInstance } from "next/dist/shared/lib/app-router-context.shared-runtime";
import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import type { Locale } from "../../../../components/lib/locale";
import { messages } from "../../../../components/lib/messages";
import { FailurePanel } from "../../../../components/runs/failure-panel";
import { TRPCProvider } from "../../../../components/trpc/context";
import type { AppRouter } from "../../../../server/api/root";
import type { FailureReason } from "../../../../server/contract/failures";
import { verbatim } from "../../../../server/contract/message";
import type { Remedies } from "../../../../server/contract/remedy";
import type { Exit, Stage } from "../../../../server/contract/stage";

const nothing = () => undefined;
const router: AppRouterInstance = {
  ...{ back: nothing, forward: nothing, refresh: nothing, push: nothing, replace: nothing, prefetch: nothing },
  bfcacheId: "",
};

function stageFailedWith(reason: FailureReason): Stage {
  const exit: Exit = {
    ...{
      outcome: "failed",
      reason,
      message: verbatim("It failed"),
      exitCode: 1,
      signal: null,
      logTail: [],
      suggestion: null,
    },
  };
  return {
    ...{ id: "s", key: "distill", kind: "distill", subject: null, title: "Distillation", status: "failed" },
    ...{ dependsOn: [], argv: [], commands: [], env: {}, progress: null, startedAt: 0, endedAt: 1, attempts: [] },
    ...{ retryAt: null, expected: null, cachedFrom: null, exit },
  };
}

function render(reason: FailureReason, fixes: Remedies, locale: Locale = "en"): string {
  const queryClient = new QueryClient();
  const client = createTRPCClient<AppRouter>({ links: [] });
  const trpc = createTRPCOptionsProxy<AppRouter>({ client, queryClient });
  queryClient.setQueryData(trpc.runs.remedies.queryKey({ runId: "r", stageKey: "distill" }), fixes);
  return renderToStaticMarkup(
    <AppRouterContext.Provider value={router}>
      <QueryClientProvider client={queryClient}>
        <TRPCProvider trpcClient={client} queryClient={queryClient}>
          <NextIntlClientProvider locale={locale} messages={{ ...messages[locale] }} timeZone="UTC">
            <FailurePanel runId="r" stage={stageFailedWith(reason)} />
          </NextIntlClientProvider>
        </TRPCProvider>
      </QueryClientProvider>
    </AppRouterContext.Provider>,
  );
}

const halved: Remedies = {
  remedies: [
    {
      ...{ message: verbatim("Halve the batch"), savesBytes: 2 ** 30 },
      changes: { "training.batchSize": 4 },
      edits: [{ path: "training.batchSize", before: "8", after: "4" }],
    },
  ],
  reason: null,
};

it.each<FailureReason>(["oom", "cuda-oom", "half-precision", "bad-argument"])(
  "offers to clone a run that failed by %s with what preflight has tried",
  (reason) => {
    const html = render(reason, halved);
    expect(html).toContain("Halve the batch (saves about 1 GiB by the estimate)");
  },
);

it("says why there is nothing to offer", () => {
  const html = render("oom", { remedies: [], reason: verbatim("The student has no config.json") });
  expect(html).toContain("Not available: The student has no config.json");
  expect(html).not.toContain("<button");
});

it("says it in Chinese", () => {
  expect(render("oom", halved, "zh")).toContain("估计节省约 1 GiB");
});
