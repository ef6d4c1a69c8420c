"use client";

import { FileCode2, FlaskConical, ListChecks, RotateCcw } from "lucide-react";
import { useTranslations } from "next-intl";
import { parseAsStringLiteral, useQueryState } from "nuqs";
import { toast } from "sonner";
import { RelativeTime } from "../lib/relative-time";
import { PageHeader } from "../shell/page-header";
import { Button } from "../ui/button";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "../ui/tabs";
import { blankRecipe, type FormValues } from "./logic/form-values";
import { RecipeFormProvider, useRecipe } from "./recipe-context";
import { RecipeSections } from "./sections/recipe-sections";
import { CommandPreview } from "./side/command-preview";
import { PreflightPanel } from "./side/preflight/preflight-panel";
import { ProblemOverview } from "./side/problem-overview";
import { StartPanel, startButtonId } from "./side/start-panel";
import { useDraft } from "./use-draft";
import { useYamlSync } from "./yaml/use-yaml-sync";
import { YamlEditor } from "./yaml/yaml-editor";

type RecipeEditorProps = {
  /** What the form begins with when there is no draft. */
  base: FormValues;
  draft: FormValues | null;
  draftKey: string;
  demo: FormValues | null;
  /** What is cloned; a sweep is no run that others descend from. */
  parent: { runId: string | null; name: string } | null;
};

/** The form of a new experiment with its YAML, commands and start button. */
export function RecipeEditor(props: RecipeEditorProps) {
  return (
    <RecipeFormProvider initial={props.draft ?? props.base}>
      <EditorBody {...props} />
    </RecipeFormProvider>
  );
}

const views = ["form", "yaml"] as const;

function EditorBody({ base, draft: restored, draftKey, demo, parent }: RecipeEditorProps) {
  const t = useTranslations("form");
  const { values, read, replace } = useRecipe();
  const draft = useDraft(draftKey, values, base);
  const yaml = useYamlSync();
  const [view, setView] = useQueryState("view", parseAsStringLiteral(views).withDefault("form"));
  const begin = (next: FormValues, message: string) => {
    const before = read();
    yaml.reset();
    replace(next);
    toast(message, { action: { label: t("undo"), onClick: () => replace(before) } });
  };
  const hasDraft = draft.savedAt !== null || restored !== null;
  return (
    <>
      <PageHeader
        title={parent === null ? t("title") : t("titleClone", { name: parent.name })}
        description={
          <span role="status">
            {draft.savedAt === null ? (
              t("description")
            ) : (
              <>
                {t("draft.kept")} <RelativeTime atMs={draft.savedAt} />
              </>
            )}
          </span>
        }
        actions={
          <>
            {hasDraft && draft.savedAt !== null && (
              <Button variant="ghost" onClick={() => begin(base, t("draft.discarded"))}>
                <RotateCcw aria-hidden />
                {t("draft.discard")}
              </Button>
            )}
            {demo !== null && (
              <Button variant="outline" onClick={() => begin(demo, t("loaded.demo"))}>
                <FlaskConical aria-hidden />
                {t("startFrom.demo")}
              </Button>
            )}
            <Button variant="outline" onClick={() => begin(blankRecipe(), t("loaded.blank"))}>
              {t("startFrom.blank")}
            </Button>
          </>
        }
      />
      <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-5 pb-20 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)] lg:pb-0 xl:grid-cols-[minmax(0,1fr)_minmax(0,28rem)]">
        <div className="relative min-w-0">
          <button
            type="button"
            className="pointer-events-none absolute top-1 right-0 z-10 rounded-sm text-primary text-sm underline opacity-0 focus:pointer-events-auto focus:opacity-100"
            onClick={() => document.getElementById(startButtonId)?.focus()}
          >
            {t("start.skipTo")}
          </button>
          <Tabs value={view} onValueChange={(next) => void setView(views.find((known) => known === next) ?? "form")}>
            <TabsList>
              <TabsTrigger value="form">
                <ListChecks className="size-4" aria-hidden />
                {t("views.form")}
              </TabsTrigger>
              <TabsTrigger value="yaml">
                <FileCode2 className="size-4" aria-hidden />
                {t("views.yaml")}
              </TabsTrigger>
            </TabsList>
            <TabsContent value="form">
              <RecipeSections />
            </TabsContent>
            <TabsContent value="yaml">
              <YamlEditor sync={yaml} />
            </TabsContent>
          </Tabs>
        </div>
        <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-4 lg:sticky lg:top-16 lg:max-h-[calc(100dvh-5rem)] lg:overflow-y-auto">
          <StartPanel
            parentRunId={parent?.runId ?? null}
            isYamlBroken={yaml.isBroken}
            onStarted={draft.end}
            onShowForm={() => void setView("form")}
          />
          <ProblemOverview onShowForm={() => void setView("form")} />
          <PreflightPanel />
          <CommandPreview />
        </div>
      </div>
    </>
  );
}
