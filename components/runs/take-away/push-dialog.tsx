"use client";

import { CloudUpload } from "lucide-react";
import { useTranslations } from "next-intl";
import { useId, useState } from "react";
import { type Hub, hubs } from "../../../server/contract/exports";
import { useApiError } from "../../lib/use-api-error";
import { Button } from "../../ui/button";
import { Checkbox } from "../../ui/checkbox";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle, DialogTrigger } from "../../ui/dialog";
import { Input } from "../../ui/input";
import { Label } from "../../ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "../../ui/select";
import { useStartExport } from "./use-start-export";

/** Asks where a model is to be pushed to, with what token, and says before it leaves what will be seen by whom. */
export function PushDialog({ runId, subject }: { runId: string; subject: string }) {
  const t = useTranslations("run.takeAway");
  const describeError = useApiError();
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const [hub, setHub] = useState<Hub>("huggingface");
  const [repository, setRepository] = useState("");
  const [token, setToken] = useState("");
  const [isPrivate, setIsPrivate] = useState(true);
  const start = useStartExport(runId, () => {
    setIsOpen(false);
    setToken("");
  });
  const submit = () => start.mutate({ runId, subject, token, settings: { kind: "push", hub, repository, isPrivate } });
  const error = start.error === null ? null : describeError(start.error);
  return (
    <Dialog open={isOpen} onOpenChange={setIsOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm">
          <CloudUpload aria-hidden />
          {t("push")}
          <span className="sr-only"> {subject}</span>
        </Button>
      </DialogTrigger>
      <DialogContent className="max-w-lg">
        <DialogHeader>
          <DialogTitle>{t("pushTitle", { subject })}</DialogTitle>
          <DialogDescription>{t("pushExplain")}</DialogDescription>
        </DialogHeader>
        <form
          className="grid gap-3"
          onSubmit={(event) => {
            event.preventDefault();
            submit();
          }}
        >
          <div>
            <Label htmlFor={`${id}-hub`}>{t("hub")}</Label>
            <Select value={hub} onValueChange={(value) => setHub(hubs.find((name) => name === value) ?? "huggingface")}>
              <SelectTrigger id={`${id}-hub`} className="w-full">
                <SelectValue />
              </SelectTrigger>
              <SelectContent>
                {hubs.map((name) => (
                  <SelectItem key={name} value={name}>
                    {t(`hubs.${name}`)}
                  </SelectItem>
                ))}
              </SelectContent>
            </Select>
          </div>
          <div>
            <Label htmlFor={`${id}-repository`}>{t("repository")}</Label>
            <Input
              id={`${id}-repository`}
              value={repository}
              placeholder="owner/name"
              onChange={(event) => setRepository(event.target.value)}
            />
          </div>
          <div>
            <Label htmlFor={`${id}-token`}>{t("token")}</Label>
            <Input
              id={`${id}-token`}
              type="password"
              autoComplete="off"
              value={token}
              onChange={(event) => setToken(event.target.value)}
            />
            <p className="mt-1 text-muted-foreground text-xs">{t("tokenHint")}</p>
          </div>
          <div className="flex items-center gap-2">
            <Checkbox
              id={`${id}-private`}
              checked={isPrivate}
              onCheckedChange={(checked) => setIsPrivate(checked === true)}
            />
            <Label htmlFor={`${id}-private`}>{t("private")}</Label>
          </div>
          <p className="text-sm">{t(isPrivate ? "pushPrivate" : "pushPublic")}</p>
          {error !== null && (
            <p role="alert" className="text-destructive text-sm">
              {error.message} {error.suggestion}
            </p>
          )}
          <Button type="submit" disabled={start.isPending || repository.trim() === "" || token.trim() === ""}>
            {t("pushNow")}
          </Button>
        </form>
      </DialogContent>
    </Dialog>
  );
}
