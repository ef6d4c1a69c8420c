import { type Job, jobOf, numberOf, optionOf, optionsOf } from "../job";

/** `swift deploy`: an endpoint until it is told to end. */
export function deployJob(argv: string[]): Job {
  const options = optionsOf(argv);
  const port = numberOf(options, "port", 0);
  const name = optionOf(options, "served_model_name", "student");
  const text = `[INFO:swift] Serving ${name} on port ${port}`;
  return jobOf([{ atMs: 0, kind: "say", text }], { durationMs: null, port });
}
