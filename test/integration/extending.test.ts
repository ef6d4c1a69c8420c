import { rmSync } from "node:fs";
import { afterEach, expect, it } from "vitest";
import { copyProject, type ExtendedProject } from "../helpers/extended-project";
import { createHome } from "../helpers/services";

const methods = "server/contract/recipe/quantize-methods";
const advice = "server/domain/launch/preflight";
const executors = "server/contract/executors";
const stages = "server/engines/ms-swift/stages";
const timeoutMs = 400_000;

const made: string[] = [];
afterEach(() => {
  for (const folder of made.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function copy(): ExtendedProject {
  const project = copyProject();
  made.push(project.folder);
  return project;
}

const weigh = `weigh: { ...plain, name: { en: "Weighing", zh: "称重" }, isMeasured: true, time: "as-before" },`;
const weighWithoutTime = weigh.replace(`, time: "as-before"`, "");

/** A quantisation method, a piece of advice, an executor and a stage, each with its file and its line; `without` leaves a trait out of a fixture. */
function extend(project: ExtendedProject, without: Record<string, RegExp> = {}, stageLine = weigh): void {
  const leaveOut = (fixture: string) => (text: string) => text.replace(without[fixture] ?? /$^/, "");
  project.addFile(`${methods}/paper.ts`, "method.ts", leaveOut("method.ts"));
  project.addLine(`${methods}/registry.ts`, "methods", "paper,", `import { paper } from "./paper";`);
  project.addFile(`${advice}/advice/paper.ts`, "advice.ts", leaveOut("advice.ts"));
  project.addLine(`${advice}/advice.ts`, "adviceDefinitions", "paper,", `import { paper } from "./advice/paper";`);
  project.addFile(`${executors}/paper.ts`, "executor.ts", leaveOut("executor.ts"));
  project.addLine(`${executors}/registry.ts`, "executors", "paper,", `import { paper } from "./paper";`);
  project.addFile(`${stages}/weigh.ts`, "stage.ts", leaveOut("stage.ts"));
  project.addLine("server/contract/stage-kinds.ts", "stageKinds", stageLine);
}

/** What carries the executor and makes the stage: the second half of each, in the zones that may start processes and read files. */
function implement(project: ExtendedProject): void {
  project.addFile("server/executors/paper.ts", "driver.ts");
  const driver = `import { createPaperExecutor } from "./paper";`;
  project.addLine("server/executors/registry.ts", "clusterDrivers", "paper: createPaperExecutor,", driver);
  const maker = `import { weighStages } from "./ms-swift/stages/weigh";`;
  project.addLine("server/engines/registry.ts", "makers", "weigh: weighStages,", maker);
}

it(
  "takes a new method, advice, executor and stage into form, checks, plan and bundle by a file and a line each",
  () => {
    const project = copy();
    extend(project);
    implement(project);
    project.addFile("probe.ts", "probe.ts");
    expect(project.compile()).toEqual([]);
    const home = createHome();
    made.push(home);
    const probe = JSON.parse(project.run("probe.ts", home));
    expect(probe.form).toContainEqual(["paper-4", "Paper 4-bit"]);
    expect(probe.executor).toBe("Paper");
    expect(probe.settings).toMatchObject({ tray: "second", cpuSlots: 1, results: "shared-folder" });
    expect(probe.driver).toBe("paper");
    expect(probe.problemsBefore).toContain("cluster-not-set-up");
    expect(probe.problemsOnHost).toContain("package-missing");
    const plan = new Map<string, string>(probe.plan);
    expect(plan.get("quantize-paper-4")).toContain("--quant_method=paper --paper_folds=4");
    expect(plan.get("weigh")).toMatch(/^weigh\.py .*distill.*model$/);
    // Measured, so that it is alone and shares no GPU.
    expect(probe.need).toEqual({ gpus: 1, share: null, alone: true });
    expect(probe.advice).toContainEqual(expect.objectContaining({ code: "paper-short-rows" }));
    expect(probe.dockerfile).toContain(" paper-folder");
    expect(probe.vllm).toContain("--quantization=paper");
  },
  timeoutMs,
);

it(
  "is not compiled where a trait, a driver or a maker is left out",
  () => {
    const project = copy();
    const without = {
      "method.ts": /^ {2}leastLayers: .*\n/m,
      "advice.ts": /^ {2}codes: .*\n/m,
      "executor.ts": /^ {2}queuesByItself: .*\n/m,
      "stage.ts": /^ {6}makes: .*\n/m,
    };
    extend(project, without, weighWithoutTime);
    const found = project.compile();
    const messageIn = (file: string) =>
      found
        .filter((entry) => entry.file === file)
        .map(({ message }) => message)
        .join("\n");
    expect(messageIn(`${methods}/paper.ts`)).toContain("leastLayers");
    expect(messageIn(`${advice}/advice/paper.ts`)).toContain("codes");
    expect(messageIn(`${executors}/paper.ts`)).toContain("queuesByItself");
    expect(messageIn(`${stages}/weigh.ts`)).toContain("makes");
    expect(messageIn("server/contract/stage-kinds.ts")).toContain("time");
    expect(messageIn("server/executors/registry.ts")).toContain("paper");
    expect(messageIn("server/engines/registry.ts")).toContain("weigh");
  },
  timeoutMs,
);
