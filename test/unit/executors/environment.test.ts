import { expect, it } from "vitest";
import { attemptEnvironment } from "../../../server/executors/local/environment";

it("keeps the machine's own variables, drops all others, and lets the plan overrule", () => {
  const env = { NODE_ENV: "test", PATH: "/bin", HF_TOKEN: "secret", OMP_NUM_THREADS: "2", HOME: undefined } as const;
  expect(attemptEnvironment(env, { OMP_NUM_THREADS: "1", USE_HF: "1" })).toEqual({
    PATH: "/bin",
    OMP_NUM_THREADS: "1",
    USE_HF: "1",
  });
});

it("keeps the wish never to ask the hub, which a plan with hub ids does not have", () => {
  const env = { NODE_ENV: "test", HF_HUB_OFFLINE: "1" } as const;
  expect(attemptEnvironment(env, { USE_HF: "1" })).toEqual({ HF_HUB_OFFLINE: "1", USE_HF: "1" });
});
