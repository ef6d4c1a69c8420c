import { z } from "zod";
import {
  absolutePath,
  type ClusterDefinition,
  clusterShape,
  commonFields,
  type ExecutorDefinition,
} from "./definition";

export const slurmSettingsSchema = z.strictObject({
  ...clusterShape,
  /** Folder of `sbatch` and its kin; null where they are on PATH. */
  binFolder: absolutePath.nullable().default(null),
  partition: z.string().trim().min(1).nullable().default(null),
  account: z.string().trim().min(1).nullable().default(null),
  qos: z.string().trim().min(1).nullable().default(null),
  timeLimitMinutes: z.int().min(1).nullable().default(null),
  /** The cluster's name for a GPU in `--gres`. */
  gresName: z
    .string()
    .regex(/^[A-Za-z0-9_]+(:[A-Za-z0-9_.-]+)?$/, "Give a name such as gpu or gpu:a100")
    .default("gpu"),
  /** More options of `sbatch`, one a list item, such as `--constraint=a100`. */
  extraArgs: z
    .array(z.string().regex(/^--[a-z][a-z0-9-]*(=[^\n\0]*)?$/, "Write --option=value"))
    .max(50)
    .default([]),
});
export type SlurmSettings = z.infer<typeof slurmSettingsSchema>;

const cluster: ClusterDefinition<SlurmSettings> = {
  settings: slurmSettingsSchema,
  about: {
    en: "An existing Slurm cluster, by sbatch and its kin on this host. Each stage becomes a batch job.",
    zh: "现有的 Slurm 集群，使用本机上的 sbatch 等命令；每个阶段是一个批处理作业。",
  },
  fields: [
    {
      name: "partition",
      as: "text",
      placeholder: "gpu",
      label: { en: "Partition", zh: "分区" },
      help: { en: "Empty takes the cluster's default.", zh: "留空则使用集群默认分区。" },
    },
    {
      name: "account",
      as: "text",
      label: { en: "Account", zh: "账户" },
      help: { en: "Whom Slurm charges.", zh: "Slurm 计费的账户。" },
    },
    {
      name: "qos",
      as: "text",
      label: { en: "QOS", zh: "QOS" },
      help: { en: "Quality of service, where your site uses it.", zh: "服务质量，站点使用时填写。" },
    },
    {
      name: "timeLimitMinutes",
      as: "number",
      label: { en: "Time limit (minutes)", zh: "时间限制（分钟）" },
      help: {
        en: "For stages whose recipe sets none. A training saves a checkpoint before the limit and goes on in a new job.",
        zh: "用于配方未设置限制的阶段。训练会在到期前保存检查点，并在新作业中继续。",
      },
    },
    {
      name: "gresName",
      as: "text",
      placeholder: "gpu",
      label: { en: "Name of a GPU", zh: "GPU 的名称" },
      help: { en: "As in --gres, for example gpu or gpu:a100.", zh: "与 --gres 中相同，例如 gpu 或 gpu:a100。" },
    },
    {
      name: "extraArgs",
      as: "lines",
      placeholder: "--constraint=a100",
      label: { en: "More options of sbatch", zh: "sbatch 的其他选项" },
      help: { en: "One --option=value a line.", zh: "每行一个 --option=value。" },
    },
    {
      name: "binFolder",
      as: "text",
      placeholder: "/usr/bin",
      label: { en: "Folder of sbatch", zh: "sbatch 所在文件夹" },
      help: { en: "Empty where it is on PATH.", zh: "已在 PATH 中时留空。" },
    },
    ...commonFields({
      en: "How many of them may be with Slurm together.",
      zh: "最多可以同时提交给 Slurm 多少个。",
    }),
  ],
  hasToken: false,
  queuesByItself: true,
  hasTimeLimit: true,
};

/** An existing Slurm cluster, through its programs on this host. */
export const slurm = { name: "Slurm", label: { en: "Slurm", zh: "Slurm" }, cluster } satisfies ExecutorDefinition;
