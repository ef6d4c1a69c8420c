import { keepReadings } from "./keep-readings";
import { runJob } from "./run-job";

/** What a training or validation file holds, to its end. The last readings are kept. Throws `WorkerLimitError` for a file that takes too much. */
export const lookAtTraining = keepReadings(
  (path, { columns, ...watch }) => runJob("trainingFile", { path, columns }, watch),
  {
    weigh: ({ prompts, look }) => prompts.byteLength + look.rowKeys.byteLength,
    maxWeight: 64 * 2 ** 20,
  },
);

/** What a held-out file of questions with answers holds. The last readings are kept. Throws `WorkerLimitError` for a file that takes too much. */
export const lookAtEvaluation = keepReadings(
  (path, { columns, ...watch }) => runJob("evaluationFile", { path, columns }, watch),
  {
    weigh: ({ items }) => items.reduce((sum, { row }) => sum + row.question.length + row.answers.join("").length, 0),
    maxWeight: 32 * 2 ** 20,
  },
);
