"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import type { RunDetail } from "../../server/contract/run";
import type { SampleAnswers } from "../../server/contract/sample-answers";
import { useTRPC } from "../trpc/context";
import { Slider } from "../ui/slider";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "../ui/table";

// They come with evaluations and checkpoints, without an event.
const pollMs = 5_000;

/** What the student answers to a few prompts, at any step that a slider chooses, beside the teacher; nothing while there is none. */
export function SamplesSection({ run }: { run: RunDetail }) {
  const trpc = useTRPC();
  const isLive = run.status === "running" || run.status === "stopping";
  const { data } = useQuery(
    trpc.runs.samples.queryOptions({ runId: run.id }, { refetchInterval: isLive ? pollMs : false }),
  );
  if (data === undefined || data.prompts.length === 0 || data.steps.length === 0) return null;
  return <Samples samples={data} />;
}

function Samples({ samples: { prompts, steps } }: { samples: SampleAnswers }) {
  const t = useTranslations("run.samples");
  const id = useId();
  // The newest, until a person looks at another one.
  const [chosen, setChosen] = useState<number | null>(null);
  const last = steps.length - 1;
  const place = chosen === null ? last : Math.min(chosen, last);
  const shown = steps[place];
  const hasTeacher = prompts.some(({ teacher }) => teacher !== null);
  if (shown === undefined) return null;
  return (
    <section aria-labelledby={id} className="mt-5">
      <div className="mb-2 flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <h2 id={id} className="font-semibold">
            {t("title")}
          </h2>
          <p className="max-w-prose text-muted-foreground text-sm">{t("explain")}</p>
        </div>
        {steps.length > 1 && (
          <div className="flex items-center gap-3 text-sm">
            <Slider
              aria-label={t("step")}
              className="w-48"
              min={0}
              max={last}
              step={1}
              value={[place]}
              onValueChange={([next]) => next !== undefined && setChosen(next === last ? null : next)}
            />
            <output className="min-w-16 text-muted-foreground text-xs">{t("atStep", { step: shown.step })}</output>
          </div>
        )}
      </div>
      <div className="overflow-hidden rounded-lg border bg-card">
        <Table>
          <TableHeader>
            <TableRow>
              <TableHead>{t("prompt")}</TableHead>
              <TableHead>{hasTeacher ? t("teacher") : t("reference")}</TableHead>
              <TableHead>{t("student", { step: shown.step })}</TableHead>
            </TableRow>
          </TableHeader>
          <TableBody>
            {prompts.map(({ prompt, teacher, reference }, index) => (
              <TableRow key={prompt} className="align-top">
                <Answer text={prompt} />
                <Answer text={hasTeacher ? teacher : reference} />
                <Answer text={shown.answers[index] ?? null} />
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </section>
  );
}

function Answer({ text }: { text: string | null }) {
  const t = useTranslations("run.samples");
  if (text === null) return <TableCell>—</TableCell>;
  return (
    <TableCell className="w-1/3 min-w-36 align-top">
      {text.trim() === "" ? (
        <span className="text-muted-foreground">{t("empty")}</span>
      ) : (
        <span className="line-clamp-6 break-words whitespace-pre-line" data-verbatim>
          {text.trim()}
        </span>
      )}
    </TableCell>
  );
}
