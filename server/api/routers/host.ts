import { z } from "zod";
import { hostSettingsSchema, hostSettingsViewSchema } from "../../contract/host-settings";
import { hostStatusSchema } from "../../contract/server";
import { getHostSettings, saveHostSettings } from "../../domain/placement/host/settings";
import { getHostStatus } from "../../domain/placement/host/status";
import { procedure, router } from "../trpc";

export const hostRouter = router({
  status: procedure.output(hostStatusSchema).query(({ ctx }) => getHostStatus(ctx)),
  settings: procedure.output(hostSettingsViewSchema).query(({ ctx }) => getHostSettings(ctx)),
  saveSettings: procedure
    .input(hostSettingsSchema)
    .output(z.void())
    .mutation(({ ctx, input }) => saveHostSettings(ctx, input)),
});
