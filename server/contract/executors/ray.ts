import { z } from "zod";
import {
  absolutePath,
  type ClusterDefinition,
  clusterShape,
  commonFields,
  type ExecutorDefinition,
} from "./definition";

export const raySettingsSchema = z.strictObject({
  ...clusterShape,
  /** Of the cluster's dashboard, where the Jobs API answers. */
  address: z.url({ protocol: /^https?$/ }).default("http://127.0.0.1:8265"),
  /** PEM file of the authority that signed the cluster's certificate; null for the system's own. */
  caFile: absolutePath.nullable().default(null),
});
export type RaySettings = z.infer<typeof raySettingsSchema>;

const cluster: ClusterDefinition<RaySettings> = {
  settings: raySettingsSchema,
  about: {
    en: "An existing Ray cluster, by its Jobs API. Each stage becomes a job.",
    zh: "现有的 Ray 集群，通过 Jobs API 使用；每个阶段是一个作业。",
  },
  fields: [
    {
      name: "address",
      as: "text",
      placeholder: "http://127.0.0.1:8265",
      label: { en: "Address", zh: "地址" },
      help: {
        en: "Of the cluster's dashboard, where the Jobs API answers.",
        zh: "集群仪表板的地址，Jobs API 在此响应。",
      },
    },
    {
      name: "caFile",
      as: "text",
      placeholder: "/etc/ssl/cluster.pem",
      label: { en: "Certificate authority", zh: "证书颁发机构" },
      help: {
        en: "PEM file, where the certificate is signed by an authority of your own.",
        zh: "证书由自有机构签发时的 PEM 文件。",
      },
    },
    ...commonFields({
      en: "How many of them may run on the cluster together.",
      zh: "最多可以同时在集群上运行多少个。",
    }),
  ],
  hasToken: true,
  // A job that waits too long in Ray fails.
  queuesByItself: false,
  hasTimeLimit: false,
};

/** An existing Ray cluster, through its Jobs API over REST. */
export const ray = { name: "Ray", label: { en: "Ray", zh: "Ray" }, cluster } satisfies ExecutorDefinition;
