import { hostStatusSchema } from "../../contract/server";
import { getHostStatus } from "../../domain/host/status";
import { procedure, router } from "../trpc";

export const hostRouter = router({
  status: procedure.output(hostStatusSchema).query(({ ctx }) => getHostStatus(ctx)),
});
