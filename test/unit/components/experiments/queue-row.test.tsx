import { NextIntlClientProvider } from "next-intl";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { QueueRow } from "../../../../components/experiments/queue/queue-row";
import type { Locale } from "../../../../components/lib/locale";
import { messages } from "../../../../components/lib/messages";
import type { QueuedRun, WaitingReason } from "../../../../server/contract/queue";

const run: QueuedRun = {
  ...{
    runId: "r1",
    number: 7,
    name: "small",
    experimentName: "pairs",
    priority: -3,
    held: false,
    placed: true,
    executor: "local",
    timeLeft: null,
    gpus: 2,
  },
  stage: { key: "distill", kind: "distill", subject: null },
  reason: { kind: "gpus", gpus: 2, free: 1, busy: 0 },
};
const nothing = () => undefined;
const actions = { move: nothing, hold: nothing, release: nothing, setPriority: nothing, isBusy: false };

function render(changes: Partial<QueuedRun>, locale: Locale = "en"): string {
  return renderToStaticMarkup(
    <NextIntlClientProvider locale={locale} messages={{ ...messages[locale] }} timeZone="UTC">
      <table>
        <tbody>
          <QueueRow
            run={{ ...run, ...changes }}
            place={1}
            actions={actions}
            onStep={{ up: undefined, down: nothing }}
            onDrop={nothing}
          />
        </tbody>
      </table>
    </NextIntlClientProvider>,
  );
}

it("shows the run, its place, its priority and the controls by name", () => {
  const html = render({});
  for (const text of ["small", "#7", "pairs", 'value="-3"', "Waits for 2 GPUs, 1 free", "Placed by hand"])
    expect(html).toContain(text);
  expect(html).toMatch(/aria-label="Move small up" aria-disabled="true"/);
  expect(html).toMatch(/aria-label="Move small down" aria-disabled="false"/);
  expect(html).toContain('aria-label="Hold small back"');
  expect(render({ held: true })).toContain('aria-label="Release small"');
});

const reasons: [WaitingReason, string, string][] = [
  [{ kind: "held" }, "Held back until it is released", "已暂缓"],
  [{ kind: "retry", atMs: Date.now() + 30_000 }, "Lost; tried again", "自动重试"],
  [{ kind: "runner" }, "Waits for the runner", "等待运行器"],
  [{ kind: "too-large", gpus: 8, total: 4 }, "Needs 8 GPUs, this host has 4", "需要 8 个 GPU"],
  [
    { kind: "gpus", gpus: 1, free: 0, busy: 2 },
    "Waits for 1 GPU, 0 free, 2 used by other programs",
    "2 个被其他程序占用",
  ],
  [{ kind: "gpu-share", share: 0.5 }, "Waits for 50% of a GPU", "50%"],
  [{ kind: "cpu", slots: 1 }, "Waits for the CPU", "CPU"],
  [{ kind: "alone" }, "measured alone", "单独测量"],
  [{ kind: "same", runNumber: 12 }, "Waits for run #12, which makes the same", "等待运行 #12"],
  [{ kind: "turn" }, "Waits for its turn", "等待轮到它"],
];

it.each(reasons)("says why it waits: %j", (reason, english, chinese) => {
  expect(render({ reason })).toContain(english);
  expect(render({ reason }, "zh")).toContain(chinese);
});
