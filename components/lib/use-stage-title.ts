"use client";

import { type StageKind, stageKinds } from "../../server/contract/stage-kinds";
import { useText } from "./use-text";

/** A stage by what it does and to whom, such as `Evaluation · student`, in the reader's language. */
export function useStageTitle(): (stage: { kind: StageKind; subject: string | null }) => string {
  const text = useText();
  return ({ kind, subject }) => [text(stageKinds[kind].name), subject].filter(Boolean).join(" · ");
}
