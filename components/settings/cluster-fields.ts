import type { Cluster, ClusterKind } from "../../server/contract/executor";

export type FieldName =
  | "address"
  | "caFile"
  | "binFolder"
  | "partition"
  | "account"
  | "qos"
  | "timeLimitMinutes"
  | "gresName"
  | "extraArgs"
  | "cpuSlots"
  | "python"
  | "results"
  | "pushUrl";

type Field = { name: FieldName; as: "text" | "number" | "lines" | "results"; placeholder?: string };

const common: Field[] = [
  { name: "cpuSlots", as: "number", placeholder: "1" },
  { name: "python", as: "text", placeholder: "/opt/engine/bin/python" },
  { name: "results", as: "results" },
  { name: "pushUrl", as: "text", placeholder: "https://stillroom.example.org" },
];

/** The settings of each kind of cluster in the order of the form. */
export const clusterFields: Record<ClusterKind, Field[]> = {
  ray: [
    { name: "address", as: "text", placeholder: "http://127.0.0.1:8265" },
    { name: "caFile", as: "text", placeholder: "/etc/ssl/cluster.pem" },
    ...common,
  ],
  slurm: [
    { name: "partition", as: "text", placeholder: "gpu" },
    { name: "account", as: "text" },
    { name: "qos", as: "text" },
    { name: "timeLimitMinutes", as: "number" },
    { name: "gresName", as: "text", placeholder: "gpu" },
    { name: "extraArgs", as: "lines", placeholder: "--constraint=a100" },
    { name: "binFolder", as: "text", placeholder: "/usr/bin" },
    ...common,
  ],
};

export type Draft = Partial<Record<FieldName, string>>;

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
    clusterFields[kind].flatMap(({ name, as }): [string, unknown][] => {
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
