import { expect, it } from "vitest";
import { joinSamples } from "../../../../../server/domain/results/samples/read";

const head = (teacher: string[] | null) =>
  JSON.stringify({ prompts: ["One?", "Two?"], references: ["1", null], teacher });
const at = (step: number, ...student: string[]) => JSON.stringify({ step, atMs: 1, student });

it("puts the student's answers beside the teacher's", () => {
  expect(joinSamples([[head(["one", "two"]), at(0, "a", "b"), at(4, "c", "d"), ""]])).toEqual({
    prompts: [
      { prompt: "One?", reference: "1", teacher: "one" },
      { prompt: "Two?", reference: null, teacher: "two" },
    ],
    steps: [
      { step: 0, answers: ["a", "b"] },
      { step: 4, answers: ["c", "d"] },
    ],
  });
});

it("lets a later attempt replace what an earlier one did after the checkpoint", () => {
  const { prompts, steps } = joinSamples([
    [head(null), at(0, "a"), at(4, "b"), at(8, "c")],
    [head(null), at(4, "B"), at(12, "D")],
  ]);
  expect(prompts[0]?.teacher).toBeNull();
  expect(steps.map(({ step, answers }) => `${step}${answers[0]}`)).toEqual(["0a", "4B", "12D"]);
});

it("leaves out torn lines, and keeps the last of very many", () => {
  const many = Array.from({ length: 1_000 }, (_, step) => at(step, String(step)));
  const { steps } = joinSamples([[head(null), ...many, '{"step": 1000, "stud']]);
  expect(steps.length).toBeLessThanOrEqual(201);
  expect(steps.at(-1)?.step).toBe(999);
});

it("is empty where nothing was written", () => {
  expect(joinSamples([[], [""]])).toEqual({ prompts: [], steps: [] });
});
