// The module that a worker runs; it knows nothing of the loader of the process that starts it.
import { register } from "tsx/esm/api";

register();
const { runTask } = await import("./jobs.ts");

export default runTask;
