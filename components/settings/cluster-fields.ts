import type { Cluster, ClusterKind } from "../../server/contract/executor";
import { executors } from "../../server/contract/executors/registry";

export type Draft = Partial<Record<string, string>>;

/** The settings as the form shows them; what is not set is absent. */
export function draftOf(settings: Cluster["settings"]): Draft {
  const entries = Object.entries(settings ?? {}).flatMap(([name, value]): [string, string][] => {
    if (value === null) return [];
    return [[name, Array.isArray(value) ? value.join("\n") : String(value)]];
  });
  return Object.fromEntries(entries);
}

/** The settings that a form stands for; empty fields are left to their defaults. */
export function settingsOf(kind: ClusterKind, draft: Draft): Record<string, unknown> {
  return Object.fromEntries(
    executors[kind].cluster.fields.flatMap(({ name, as }): [string, unknown][] => {
      const text = draft[name]?.trim() ?? "";
      if (text === "") return [];
      if (as === "number") return [[name, Number(text)]];
      return [
        [
          name,
          as === "lines"
            ? text
                .split("\n")
                .map((line) => line.trim())
                .filter(Boolean)
            : text,
        ],
      ];
    }),
  );
}
