"use client";

import { Upload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useRef } from "react";
import { Button } from "../../ui/button";
import type { Uploads } from "./use-uploads";

const accepted = ".jsonl,.json,.ndjson,.csv,.tsv,.parquet,.txt,.gz";

/** Chooses files of the person's own computer to upload; the same can be done by dropping them on the field. */
export function UploadButton({ uploads, field }: { uploads: Uploads; field: string }) {
  const t = useTranslations("files.upload");
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        variant="outline"
        size="sm"
        aria-label={t("actionFor", { field })}
        title={t("hint")}
        onClick={() => input.current?.click()}
      >
        <Upload aria-hidden />
        {t("action")}
      </Button>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        accept={accepted}
        aria-label={t("actionFor", { field })}
        onChange={({ target }) => {
          uploads.add([...(target.files ?? [])]);
          target.value = "";
        }}
      />
    </>
  );
}
