"use client";

import { CircleCheck, TriangleAlert } from "lucide-react";
import { useTranslations } from "next-intl";
import type { DataLook } from "../../../server/contract/data-look";
import { useFormat } from "../../lib/use-format";

const containerNames = { jsonl: "JSONL", json: "JSON", csv: "CSV", tsv: "TSV", parquet: "Parquet" } as const;
const encodingNames = {
  "utf-8": "UTF-8",
  "utf-8-bom": "UTF-8 (BOM)",
  "utf-16le": "UTF-16 LE",
  "utf-16be": "UTF-16 BE",
  gb18030: "GB 18030",
  latin1: "Latin-1",
} as const;

/** How a file was read, in one line: form, container, encoding, rows, size. */
export function DataSummary({ look }: { look: DataLook }) {
  const t = useTranslations("files.preview");
  const format = useFormat();
  const isGood = look.problems.length === 0 && look.goodRows > 0;
  const Icon = isGood ? CircleCheck : TriangleAlert;
  const parts = [
    t(`formats.${look.format}`),
    look.container === "text" ? t("plainText") : containerNames[look.container],
    ...(look.compression === null ? [] : [look.compression]),
    ...(look.encoding === null ? [] : [encodingNames[look.encoding]]),
    look.goodRows === look.rows
      ? t("count", { count: look.rows })
      : t("countOf", { good: look.goodRows, count: look.rows }),
    format.bytes(look.sizeBytes),
  ];
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <Icon aria-hidden className={isGood ? "size-3.5 shrink-0 text-success" : "size-3.5 shrink-0 text-warning"} />
      <span>{parts.join(" · ")}</span>
    </span>
  );
}
