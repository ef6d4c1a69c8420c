"use client";

import { useQuery } from "@tanstack/react-query";
import { PackageCheck } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { type GgufType, ggufTypes } from "../../../server/contract/exports";
import { useApiError } from "../../lib/use-api-error";
import { CopyButton } from "../../shell/copy-button";
import { useTRPC } from "../../trpc/context";
import { Button } from "../../ui/button";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle, DialogTrigger } from "../../ui/dialog";
import { Label } from "../../ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "../../ui/select";
import { useStartExport } from "./use-start-export";

const installCommand = "npx stillroom setup --with gguf";

/** Asks for a GGUF file of a student, or says how this host gets the converter. */
export function GgufDialog({ runId, subject }: { runId: string; subject: string }) {
  const t = useTranslations("run.takeAway");
  const trpc = useTRPC();
  const describeError = useApiError();
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [type, setType] = useState<GgufType>("q8_0");
  const options = useQuery(trpc.exports.options.queryOptions(undefined, { enabled: isOpen }));
  const start = useStartExport(runId, () => setIsOpen(false));
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm">
          <PackageCheck aria-hidden />
          {t("gguf")}
        </Button>
      </DialogTrigger>
      <DialogContent className="max-w-lg">
        <DialogHeader>
          <DialogTitle>{t("ggufTitle", { subject })}</DialogTitle>
          <DialogDescription>{t("ggufExplain")}</DialogDescription>
        </DialogHeader>
        {options.data?.hasGguf === false && (
          <div className="text-sm" role="status">
            <p>{t("ggufMissing")}</p>
            <p className="mt-1 flex items-center gap-1">
              <code className="text-xs">{installCommand}</code>
              <CopyButton text={installCommand} label={t("copyCommand")} />
            </p>
          </div>
        )}
        <div className="flex flex-wrap items-end gap-2">
          <div>
            <Label htmlFor={id}>{t("weights")}</Label>
            <Select value={type} onValueChange={(value) => setType(readType(value))}>
              <SelectTrigger id={id} className="w-72">
                <SelectValue />
              </SelectTrigger>
              <SelectContent>
                {ggufTypes.map((name) => (
                  <SelectItem key={name} value={name}>
                    {t(`types.${name}`)}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
          </div>
          <Button
            disabled={options.data?.hasGguf !== true || start.isPending}
            onClick={() => start.mutate({ runId, subject, settings: { kind: "gguf", type } })}
          >
            {t("make")}
          </Button>
        </div>
        {start.error !== null && (
          <p role="alert" className="text-destructive text-sm">
            {describeError(start.error).message}
          </p>
        )}
      </DialogContent>
    </Dialog>
  );
}

function readType(value: string): GgufType {
  return ggufTypes.find((name) => name === value) ?? "q8_0";
}
