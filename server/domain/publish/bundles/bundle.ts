import type { Services } from "../../services";
import type { BundleFile } from "./bundle-file";
import { dockerFiles } from "./docker";
import { launchOf } from "./engine";
import { bundleFacts } from "./facts";
import { kubernetesFiles } from "./kubernetes";
import { rayServeFiles } from "./ray-serve";

/** Everything to serve a finished student of a run elsewhere but its weights: Docker Compose, Kubernetes and Ray Serve, each with a README that holds the measured figures. Throws `not-found` or `conflict`. */
export function buildBundle(services: Services, runId: string, subject: string): { name: string; files: BundleFile[] } {
  const facts = bundleFacts(services, runId, subject);
  const launch = launchOf(facts);
  return {
    name: facts.name,
    files: [...dockerFiles(facts, launch), ...kubernetesFiles(facts, launch), ...rayServeFiles(facts)],
  };
}
