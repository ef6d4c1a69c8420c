"use client";

import { useTranslations } from "next-intl";
import type { MemoryEstimate, MemoryFix } from "../../../../server/contract/preflight";
import { useFormat } from "../../../lib/use-format";
import { useMessage } from "../../../lib/use-message";
import { Button } from "../../../ui/button";
import { memoryTones } from "../../logic/preflight-view";
import type { ApplyChanges } from "./apply";
import { MemoryBar } from "./memory-bar";
import { Folded, Part } from "./part";

/** Whether training fits into memory, what takes it, and what would take less. */
export function MemoryVerdict({ memory, onApply }: { memory: MemoryEstimate; onApply: ApplyChanges }) {
  const t = useTranslations("preflight.memory");
  const words = useMessage();
  const format = useFormat();
  const { verdict, estimateBytes, availableBytes, device, devices, parts, fixes, reason } = memory;
  return (
    <Part title={t("title")} badge={{ tone: memoryTones[verdict], text: t(`verdicts.${verdict}`) }}>
      <p>
        {t(devices > 1 ? `${device}Each` : device, {
          needed: format.bytes(estimateBytes),
          available: format.bytes(availableBytes),
          count: devices,
        })}
      </p>
      {reason !== null && <p className="text-muted-foreground leading-relaxed break-words">{words(reason)}</p>}
      {parts.length > 0 && (
        <>
          <MemoryBar memory={memory} />
          <Folded label={t("formulas")}>
            <dl className="grid gap-1">
              {parts.map(({ key, formula }) => (
                <div key={key}>
                  <dt className="inline text-muted-foreground">{t(`parts.${key}`)}: </dt>
                  <dd className="inline break-words">{words(formula)}</dd>
                </div>
              ))}
            </dl>
          </Folded>
        </>
      )}
      {fixes.length > 0 && (verdict === "exceeds" || verdict === "tight") && <Fixes fixes={fixes} onApply={onApply} />}
    </Part>
  );
}

function Fixes({ fixes, onApply }: { fixes: readonly MemoryFix[]; onApply: ApplyChanges }) {
  const t = useTranslations("preflight.memory");
  const words = useMessage();
  const format = useFormat();
  return (
    <ul className="grid gap-1" aria-label={t("fixes")}>
      {fixes.map(({ key, message, changes, savesBytes }) => (
        <li key={key}>
          <Button
            variant="outline"
            size="sm"
            className="h-auto min-h-7 w-full justify-start py-1 text-left whitespace-normal"
            onClick={() => onApply(changes, words(message))}
          >
            {t("fix", { message: words(message), saved: format.bytes(savesBytes) })}
          </Button>
        </li>
      ))}
    </ul>
  );
}
