import { expect, it } from "vitest";
import type { AttemptJob, JobResources } from "../../../../server/executors/executor";
import { jobRequestOf, submissionIdOf } from "../../../../server/executors/ray/job-request";
import { onCpu } from "../../../helpers/attempts";

const options = { python: "/venv/bin/python", wrapperPath: "/engine/wrapper.py", cpus: null };

function createRequest(resources: Partial<JobResources> = {}, job: Partial<AttemptJob> = {}) {
  const fixed = { attemptId: "s1.a1", directory: "/runs/r1/a 1", cwd: "/runs/r1/a 1", argv: ["swift", "sft"] };
  const all = { ...fixed, env: {}, push: null, ...job, resources: { ...onCpu, ...resources } };
  return jobRequestOf(all, options);
}

it.each([
  ["r7k2.a1", "r7k2.a1"],
  ["s_1-x.a2", "s_1-x.a2"],
  ["a/b c", "a_2f_b_20_c"],
])("makes of the attempt %s the submission %s", (attempt, submission) => {
  expect(submissionIdOf(attempt)).toBe(submission);
});

it("starts the guarded wrapper in the attempt's folder with the job's environment and no GPU", () => {
  const request = createRequest({}, { env: { HF_HUB_OFFLINE: "1", NOTE: "a b", CUDA_VISIBLE_DEVICES: "0,1" } });
  expect(request.entrypoint).toBe(
    "cd '/runs/r1/a 1' && exec env -u RAY_AUTH_TOKEN HF_HUB_OFFLINE=1 'NOTE=a b' CUDA_VISIBLE_DEVICES= " +
      "HIP_VISIBLE_DEVICES= ROCR_VISIBLE_DEVICES= " +
      "STILLROOM_ATTEMPT=s1.a1 /venv/bin/python /engine/guard.py /engine/wrapper.py '/runs/r1/a 1' -- swift sft",
  );
  expect(request.runtime_env).toBeUndefined();
});

it.each<[Partial<JobResources>, object]>([
  [{}, { entrypoint_num_cpus: 1, entrypoint_num_gpus: 0 }],
  [
    { gpus: 2, cpus: 8 },
    { entrypoint_num_cpus: 8, entrypoint_num_gpus: 2 },
  ],
  [
    { gpus: 1, gpuShare: 0.25 },
    { entrypoint_num_cpus: 1, entrypoint_num_gpus: 0.25 },
  ],
  [{ memoryMb: 2_048 }, { entrypoint_memory: 2_147_483_648 }],
  [
    { gpus: 8, nodes: 4, memoryMb: 64 },
    { entrypoint_num_cpus: 0.001, entrypoint_num_gpus: 0 },
  ],
])("asks Ray for %j as %j", (resources, asked) => {
  expect(createRequest(resources)).toMatchObject(asked);
});

it("leaves a job with GPUs those that Ray gives it", () => {
  const { entrypoint } = createRequest({ gpus: 1 }, { env: { CUDA_VISIBLE_DEVICES: "3" } });
  expect(entrypoint).not.toContain("CUDA_VISIBLE_DEVICES");
});

it("runs a command on several nodes by the driver beside the wrapper", () => {
  const { entrypoint, entrypoint_memory } = createRequest(
    { gpus: 8, nodes: 2, cpus: 16, memoryMb: 64 },
    { env: { A: "1" } },
  );
  expect(entrypoint).toContain(
    "-- /venv/bin/python /engine/ray_nodes.py --nodes=2 --gpus=8 --cpus=16 --memory-mb=64 --pass=A,STILLROOM_ATTEMPT -- swift sft",
  );
  expect(entrypoint_memory).toBeUndefined();
});

it("keeps the token of the way back out of the command", () => {
  const wrapperPath = `${import.meta.dirname}/../../../../server/engines/attempt/wrapper.py`;
  const push = { url: "http://dashboard/api/ingest/s1.a1", token: "secret" };
  const job = { attemptId: "s1.a1", directory: "/runs/a1", cwd: "/runs/a1", argv: ["swift"], env: { A: "1" } };
  const request = jobRequestOf({ ...job, push, resources: onCpu }, { ...options, wrapperPath });
  expect(request.entrypoint).not.toContain("secret");
  expect(request.entrypoint).toMatch(/^exec env /);
  expect(request.runtime_env?.env_vars).toEqual({ STILLROOM_PUSH_URL: push.url, STILLROOM_PUSH_TOKEN: "secret" });
});
