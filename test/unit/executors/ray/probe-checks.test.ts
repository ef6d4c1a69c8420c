import { expect, it } from "vitest";
import { words } from "../../../../server/cli/language";
import { raySettingsSchema } from "../../../../server/contract/executors/ray";
import { judgeProbes, type Probe } from "../../../../server/executors/ray/probe-checks";

const found = { python: "3.11.7", wrapper: true, swift: "4.6.0", write: null, push: null };
const good: Probe = { ip: "10.0.0.1", found, words: "", isSeen: true };
const second = { ...good, ip: "10.0.0.2" };

const judge = (probes: Probe[], settings: object = {}) =>
  judgeProbes(probes, {
    settings: raySettingsSchema.parse(settings),
    python: "/engine/python",
    wrapperPath: "/engine/wrapper.py",
    runsFolder: "/runs",
    hasToken: false,
  }).map(({ name, state, message }) => `${name} ${state}: ${words(message)}`);

const push = { results: "push", pushUrl: "https://dashboard" };

it.each<[string, Probe[], object, string[]]>([
  [
    "all well",
    [good, second],
    {},
    ["python ok: Python 3.11.7 with ms-swift 4.6.0", "results ok: The nodes write into /runs"],
  ],
  [
    "no Python on the second node",
    [good, { ...second, found: null, words: "sh: 1: exec: /engine/python: not found" }],
    {},
    ["python failed: /engine/python does not start on node 10.0.0.2: sh: 1: exec: /engine/python: not found"],
  ],
  [
    "no wrapper",
    [{ ...good, found: { ...found, wrapper: false } }],
    {},
    ["python failed: Node 10.0.0.1 does not see /engine/wrapper.py"],
  ],
  [
    "no engine",
    [{ ...good, found: { ...found, swift: null } }],
    {},
    ["python failed: /engine/python on node 10.0.0.1 has no ms-swift"],
  ],
  [
    "a folder of the same name that is not shared",
    [good, { ...second, isSeen: false }],
    {},
    [
      "python ok: Python 3.11.7 with ms-swift 4.6.0",
      "results failed: Node 10.0.0.2 does not share /runs: what it writes there is not seen here",
    ],
  ],
  [
    "a folder that is not there",
    [{ ...good, found: { ...found, write: "No such file or directory: '/runs/x'" }, isSeen: false }],
    {},
    [
      "python ok: Python 3.11.7 with ms-swift 4.6.0",
      "results failed: Node 10.0.0.1 does not share /runs: No such file or directory: '/runs/x'",
    ],
  ],
  [
    "no wrapper where results are pushed, which brings it along",
    [{ ...good, found: { ...found, wrapper: false }, isSeen: false }],
    push,
    ["python ok: Python 3.11.7 with ms-swift 4.6.0", "results ok: The nodes reach https://dashboard"],
  ],
  [
    "no way back",
    [{ ...good, found: { ...found, push: "timed out" }, isSeen: false }],
    push,
    [
      "python ok: Python 3.11.7 with ms-swift 4.6.0",
      "results failed: Node 10.0.0.1 does not reach https://dashboard: timed out",
    ],
  ],
])("judges %s", (_name, probes, settings, checks) => {
  expect(judge(probes, settings)).toEqual(checks);
});
