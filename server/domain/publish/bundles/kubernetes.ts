import { type BundleFile, yamlFile } from "./bundle-file";
import type { Launch } from "./engine";
import type { BundleFacts } from "./facts";
import { askCommand, modelFolder, readmeOf } from "./readme";

const gib = 2 ** 30;

/** Folder `kubernetes`: Deployment, Service, autoscaler and the claim of the volume that holds the model. */
export function kubernetesFiles(facts: BundleFacts, launch: Launch): BundleFile[] {
  const { name } = facts;
  const labels = { "app.kubernetes.io/name": name };
  const metadata = { name, labels };
  const port = [{ name: "http", port: 80, targetPort: "http" }];
  return [
    yamlFile("kubernetes/deployment.yaml", {
      ...{ apiVersion: "apps/v1", kind: "Deployment", metadata },
      // The autoscaler owns the number of replicas.
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: podOf(facts, launch) } },
    }),
    yamlFile("kubernetes/service.yaml", {
      ...{ apiVersion: "v1", kind: "Service", metadata },
      spec: { selector: labels, ports: port },
    }),
    yamlFile("kubernetes/hpa.yaml", autoscaler(facts, metadata)),
    yamlFile("kubernetes/model-volume.yaml", {
      ...{ apiVersion: "v1", kind: "PersistentVolumeClaim", metadata: { name: `${name}-model`, labels } },
      spec: { accessModes: ["ReadWriteMany"], resources: { requests: { storage: storageOf(facts) } } },
    }),
    yamlFile("kubernetes/model-copy.yaml", copyPod(facts)),
    { path: "kubernetes/README.md", content: readme(facts, launch) },
  ];
}

function podOf(facts: BundleFacts, { image, argv, port, healthPath, gpus, gpuResource }: Launch) {
  const probe = { httpGet: { path: healthPath, port: "http" } };
  const memory = memoryOf(facts);
  return {
    containers: [
      {
        name: "server",
        image: image ?? `registry.example.com/${facts.name}:1`,
        command: argv,
        env: [{ name: "HF_HUB_OFFLINE", value: "1" }],
        ports: [{ name: "http", containerPort: port }],
        resources: {
          requests: { cpu: gpus > 0 ? "4" : "2", ...(memory === null ? {} : { memory }) },
          ...(gpus > 0 ? { limits: { [gpuResource]: String(gpus) } } : {}),
        },
        startupProbe: { ...probe, periodSeconds: 10, failureThreshold: 90 },
        readinessProbe: { ...probe, periodSeconds: 10, timeoutSeconds: 5 },
        livenessProbe: { ...probe, periodSeconds: 30, timeoutSeconds: 10, failureThreshold: 5 },
        volumeMounts: [
          { name: "model", mountPath: "/model", readOnly: true },
          { name: "shared-memory", mountPath: "/dev/shm" },
        ],
      },
    ],
    volumes: [modelVolume(facts), { name: "shared-memory", emptyDir: { medium: "Memory", sizeLimit: "8Gi" } }],
  };
}

function modelVolume({ name }: BundleFacts) {
  return { name: "model", persistentVolumeClaim: { claimName: `${name}-model` } };
}

/** Lives only while the model is copied into the volume. */
function copyPod(facts: BundleFacts) {
  const volumeMounts = [{ name: "model", mountPath: "/model" }];
  return {
    ...{ apiVersion: "v1", kind: "Pod", metadata: { name: `${facts.name}-copy` } },
    spec: {
      containers: [{ name: "copy", image: "busybox:1.37", command: ["sleep", "86400"], volumeMounts }],
      volumes: [modelVolume(facts)],
    },
  };
}

function autoscaler({ name, recipe }: BundleFacts, metadata: unknown) {
  const { min, max } = recipe.serve.replicas;
  const cpu = { name: "cpu", target: { type: "Utilization", averageUtilization: 80 } };
  return {
    ...{ apiVersion: "autoscaling/v2", kind: "HorizontalPodAutoscaler", metadata },
    spec: {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
      minReplicas: Math.max(1, min),
      maxReplicas: max,
      metrics: [{ type: "Resource", resource: cpu }],
    },
  };
}

/** Half as much again as was measured, in whole GiB; null where nothing was. */
function memoryOf({ evaluations }: BundleFacts): string | null {
  const peak = evaluations[0]?.peakMemoryBytes ?? null;
  return peak === null ? null : `${Math.ceil((peak * 1.5) / gib)}Gi`;
}

function storageOf({ evaluations }: BundleFacts): string {
  const size = evaluations[0]?.sizeBytes ?? null;
  return size === null ? "100Gi" : `${Math.ceil((size * 1.2) / gib)}Gi`;
}

function readme(facts: BundleFacts, { image, notes }: Launch): string {
  const { name, recipe } = facts;
  const tag = `registry.example.com/${name}:1`;
  const build = `docker build -t ${tag} ../docker\ndocker push ${tag}`;
  return readmeOf(facts, {
    title: "Kubernetes",
    steps: [
      ...(image === null
        ? [
            {
              text: "Build the image and push it to your registry; its name also stands in `deployment.yaml`:",
              command: build,
            },
          ]
        : []),
      {
        text: "Make the volume and copy the model into it:",
        command: [
          "kubectl apply -f model-volume.yaml -f model-copy.yaml",
          `kubectl wait --for=condition=Ready pod/${name}-copy`,
          `kubectl cp ${modelFolder(facts)}/. ${name}-copy:/model`,
          "kubectl delete -f model-copy.yaml",
        ].join("\n"),
      },
      {
        text: "Start:",
        command: `kubectl apply -f deployment.yaml -f service.yaml -f hpa.yaml\nkubectl rollout status deployment/${name}`,
      },
      {
        text: "Ask:",
        command: `kubectl port-forward service/${name} 8080:80 &\n${askCommand(facts, "127.0.0.1:8080")}`,
      },
    ],
    notes: [
      "The volume is shared by all replicas and needs a storage class with ReadWriteMany; with one replica ReadWriteOnce will do.",
      "The autoscaler goes by CPU, which every cluster with metrics-server has; running requests are the better signal where Prometheus is at hand.",
      ...(recipe.serve.replicas.min === 0
        ? ["The recipe allows no replica at all; the autoscaler's least is one."]
        : []),
      ...notes,
    ],
  });
}
