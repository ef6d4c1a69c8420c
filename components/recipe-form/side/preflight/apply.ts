import type { Changes } from "../../logic/changes";

/** Takes changes over into the form; `message` says what they do. */
export type ApplyChanges = (changes: Changes, message: string) => void;
