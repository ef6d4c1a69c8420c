import { z } from "zod";

/** What the runner may give to stages on its own host, as a person sets it. */
export const hostSettingsSchema = z.strictObject({
  /** Pipeline stages without a GPU that may run at a time. */
  cpuSlots: z.int().min(1).max(1_000).default(1),
  /** Also gives out GPUs that other programs use. */
  useBusyGpus: z.boolean().default(false),
  /** Indices of GPUs that no stage gets. */
  excludedGpus: z.array(z.int().min(0)).max(1_000).default([]),
});
export type HostSettings = z.infer<typeof hostSettingsSchema>;

/** Environment variables of the runner that go before a setting. */
export const fixedSettingsSchema = z.partialRecord(hostSettingsSchema.keyof(), z.string());
export type FixedSettings = z.infer<typeof fixedSettingsSchema>;

/** The settings with what the runner, when it last beat, had fixed by its environment; empty where none has run. */
export const hostSettingsViewSchema = z.object({ settings: hostSettingsSchema, fixedBy: fixedSettingsSchema });
export type HostSettingsView = z.infer<typeof hostSettingsViewSchema>;
