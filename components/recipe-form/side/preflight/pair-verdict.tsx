"use client";

import { useFormatter, useTranslations } from "next-intl";
import type { PairCheck, PairFact } from "../../../../server/contract/preflight";
import { useMessage } from "../../../lib/use-message";
import { pairTones } from "../../logic/preflight-view";
import { Folded, Part } from "./part";

/** Whether teacher and student speak the same tokens, and what that was read from. */
export function PairVerdict({ pair }: { pair: PairCheck }) {
  const t = useTranslations("preflight.pair");
  const words = useMessage();
  const compact = useFormatter();
  const size = (parameters: number | null) =>
    parameters === null ? "?" : compact.number(parameters, { notation: "compact", maximumSignificantDigits: 3 });
  const { verdict, reasons, facts, prompts, teacherParameters, studentParameters } = pair;
  return (
    <Part title={t("title")} badge={{ tone: pairTones[verdict], text: t(`verdicts.${verdict}`) }}>
      {reasons.map(words).map((reason) => (
        <p key={reason} className="leading-relaxed break-words">
          {reason}
        </p>
      ))}
      {(teacherParameters !== null || studentParameters !== null) && (
        <p className="text-muted-foreground">
          {t("parameters", { teacher: size(teacherParameters), student: size(studentParameters) })}
        </p>
      )}
      {prompts !== null && <p className="text-muted-foreground">{t("prompts", prompts)}</p>}
      {facts.length > 0 && (
        <Folded label={t("facts")}>
          <FactTable facts={facts} />
        </Folded>
      )}
    </Part>
  );
}

function FactTable({ facts }: { facts: readonly PairFact[] }) {
  const t = useTranslations("preflight.pair");
  const words = useMessage();
  const missing = useTranslations("common")("notAvailable");
  return (
    <table className="w-full table-fixed text-left">
      <thead className="text-muted-foreground">
        <tr>
          <th scope="col" className="w-1/3 pr-2 pb-1 font-normal">
            {t("compared")}
          </th>
          <th scope="col" className="pr-2 pb-1 font-normal">
            {t("teacher")}
          </th>
          <th scope="col" className="pb-1 font-normal">
            {t("student")}
          </th>
        </tr>
      </thead>
      <tbody>
        {facts.map((fact) => (
          <tr key={fact.key} className="border-t align-top">
            <th scope="row" className="py-1 pr-2 font-normal">
              {t(`keys.${fact.key}`)}
              {fact.equal === false && <span className="block text-warning">{t("differs")}</span>}
              {fact.note !== null && (
                <span className="block text-muted-foreground break-words">{words(fact.note)}</span>
              )}
            </th>
            <td className="py-1 pr-2 break-all">{fact.teacher === null ? missing : words(fact.teacher)}</td>
            <td className="py-1 break-all">{fact.student === null ? missing : words(fact.student)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
