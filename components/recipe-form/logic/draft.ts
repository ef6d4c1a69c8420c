import { isTree } from "../../../server/contract/at-path";
import { blankRecipe, type FormValues, mergeDefaults } from "./form-values";
import { listIssues } from "./issues";

export type Draft = { values: FormValues; savedAt: number };

/** The name under which the unfinished form is kept: one for new experiments, one for each run or sweep that is cloned. */
export function draftKey(fromId: string | null): string {
  return `stillroom-draft:${fromId ?? "new"}`;
}

/** The kept draft, or null where there is none or it cannot be read any more. `savedAt` in epoch ms. */
export function parseDraft(text: string | null): Draft | null {
  if (text === null) return null;
  try {
    const raw: unknown = JSON.parse(text);
    if (!isTree(raw) || typeof raw.savedAt !== "number" || !isTree(raw.values)) return null;
    const merged = mergeDefaults(blankRecipe(), raw.values);
    if (!isTree(merged) || listIssues(merged).some(({ isShape }) => isShape)) return null;
    return { values: Object.assign(blankRecipe(), merged), savedAt: raw.savedAt };
  } catch {
    return null;
  }
}

/** Keeps the draft in this browser; a full or closed store is no reason to stop a person's work. */
export function saveDraft(key: string, draft: Draft): void {
  try {
    localStorage.setItem(key, JSON.stringify(draft));
  } catch {
    return;
  }
}

/** Reads the draft of this browser. */
export function loadDraft(key: string): Draft | null {
  try {
    return parseDraft(localStorage.getItem(key));
  } catch {
    return null;
  }
}

/** Forgets the draft. */
export function removeDraft(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    return;
  }
}
