import { describe, expect, it } from "vitest";
import { parseGpus } from "../../../server/executors/local/capacity";

describe("parseGpus", () => {
  it("reads MiB and percent", () => {
    const csv = "0, NVIDIA H100 80GB HBM3, 81559, 512, 37\n1, NVIDIA H100 80GB HBM3, 81559, 0, [N/A]\n";
    expect(parseGpus(csv)).toEqual([
      {
        index: 0,
        name: "NVIDIA H100 80GB HBM3",
        memoryTotalBytes: 81_559 * 2 ** 20,
        memoryUsedBytes: 512 * 2 ** 20,
        utilization: 0.37,
      },
      {
        index: 1,
        name: "NVIDIA H100 80GB HBM3",
        memoryTotalBytes: 81_559 * 2 ** 20,
        memoryUsedBytes: 0,
        utilization: null,
      },
    ]);
  });

  it.each(["", "No devices were found\n", "0, NVIDIA GB10, [N/A], [N/A], 3\n"])("finds none in %j", (csv) => {
    expect(parseGpus(csv)).toEqual([]);
  });
});
