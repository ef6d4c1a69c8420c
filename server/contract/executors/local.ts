import type { ExecutorDefinition } from "./definition";

/** This host. */
export const local = {
  name: "Stillroom",
  label: { en: "This host", zh: "本机" },
  cluster: null,
} satisfies ExecutorDefinition;
