import { z } from "zod";
import type { Text } from "../texts/text";

/** Where attempts run, with all that forms, checks and the queue have to know of it. */
export type ExecutorDefinition = {
  /** A proper name, the same in every language. */
  name: string;
  /** What the form calls it. */
  label: Text;
  /** Null for this host, whose GPUs the runner gives out one by one. */
  cluster: ClusterDefinition<ClusterSettings, string> | null;
};

/** A cluster that places attempts itself. */
export type ClusterDefinition<Settings extends ClusterSettings, Name extends string = keyof Settings & string> = {
  settings: z.ZodType<Settings>;
  /** What it is and what a stage becomes on it. */
  about: Text;
  /** The settings in the order of the form. */
  fields: readonly ClusterField<Name>[];
  /** Asks who is there by a token. */
  hasToken: boolean;
  /** Lets jobs wait for GPUs that others use, by rules of its own, so that the runner need not wait for them. */
  queuesByItself: boolean;
  /** Ends a job after a time that a recipe may set. */
  hasTimeLimit: boolean;
};

/** One setting in the form. */
export type ClusterField<Name extends string = string> = {
  name: Name;
  as: "text" | "number" | "lines" | "results";
  placeholder?: string;
  label: Text;
  help: Text;
};

export const absolutePath = z
  .string()
  .trim()
  .regex(/^\/[^\0]*$/, "Give an absolute path");

/** What is set of every cluster. */
export const clusterShape = {
  /** Python with the engine on the nodes; null for the engine of this installation, seen from there under the same path. */
  python: absolutePath.nullable().default(null),
  /** How results come back: `shared-folder` where the nodes see STILLROOM_HOME under the same path, else `push` over HTTP(S). */
  results: z.enum(["shared-folder", "push"]).default("shared-folder"),
  /** The dashboard's address as the nodes reach it; needed for `push`. */
  pushUrl: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  /** Pipeline stages without a GPU that may run on the cluster at a time. */
  cpuSlots: z.int().min(1).max(10_000).default(1),
};
const commonSchema = z.object(clusterShape);
export type ClusterSettings = z.infer<typeof commonSchema>;

/** The form's fields of what is set of every cluster. */
export function commonFields(cpuSlotsHelp: Text): ClusterField<keyof ClusterSettings>[] {
  return [
    {
      name: "cpuSlots",
      as: "number",
      placeholder: "1",
      label: { en: "Stages without a GPU at a time", zh: "同时运行的无 GPU 阶段数" },
      help: cpuSlotsHelp,
    },
    {
      name: "python",
      as: "text",
      placeholder: "/opt/engine/bin/python",
      label: { en: "Python with the engine", zh: "带有引擎的 Python" },
      help: {
        en: "On the nodes. Empty takes the engine of this installation under the same path.",
        zh: "位于节点上。留空则使用本安装的引擎（路径相同）。",
      },
    },
    {
      name: "results",
      as: "results",
      label: { en: "Results come back", zh: "结果返回方式" },
      help: {
        en: "A shared folder: the nodes see STILLROOM_HOME under the same path. Else the attempts send what they write.",
        zh: "共享文件夹：节点以相同路径看到 STILLROOM_HOME；否则由尝试自行发送写出的内容。",
      },
    },
    {
      name: "pushUrl",
      as: "text",
      placeholder: "https://stillroom.example.org",
      label: { en: "Address of this dashboard", zh: "本仪表板的地址" },
      help: { en: "As the nodes reach it.", zh: "节点访问它所用的地址。" },
    },
  ];
}
