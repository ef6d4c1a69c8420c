import { quantizeMethods } from "../../../contract/recipe/quantize-methods/registry";
import { cpuTorchIndex, enginePins } from "../../../engines/setup/requirements";
import type { BundleFile } from "./bundle-file";
import { yamlFile } from "./bundle-file";
import type { Launch } from "./engine";
import type { BundleFacts } from "./facts";
import { askCommand, modelFolder, readmeOf } from "./readme";

/** Folder `docker`: Compose for one host, and a Dockerfile where the engine has no image of its own. */
export function dockerFiles(facts: BundleFacts, launch: Launch): BundleFile[] {
  const compose = { name: facts.name, services: { model: service(facts, launch) } };
  return [
    yamlFile("docker/compose.yaml", compose),
    ...(launch.image === null ? [{ path: "docker/Dockerfile", content: dockerfile(facts, launch) }] : []),
    { path: "docker/README.md", content: readme(facts, launch) },
  ];
}

function service({ name }: BundleFacts, { image, argv, port, healthPath, gpus, gpuResource }: Launch) {
  const [program = "", ...args] = argv;
  const probe = `import urllib.request; urllib.request.urlopen('http://127.0.0.1:${port}${healthPath}', timeout=5)`;
  const devices = [{ driver: "nvidia", count: gpus, capabilities: ["gpu"] }];
  return {
    ...(image === null ? { build: ".", image: `${name}:1` } : { image }),
    entrypoint: [program],
    command: args,
    environment: { HF_HUB_OFFLINE: "1" },
    // No engine asks who is there, so that only this host may connect.
    ports: [`127.0.0.1:${port}:${port}`],
    volumes: [`\${MODEL_FOLDER:-./model}:/model:ro`],
    shm_size: "8gb",
    restart: "unless-stopped",
    healthcheck: {
      test: ["CMD", "python3", "-c", probe],
      interval: "10s",
      timeout: "10s",
      retries: 3,
      start_period: "15m",
    },
    ...(gpus > 0 && gpuResource === "nvidia.com/gpu" ? { deploy: { resources: { reservations: { devices } } } } : {}),
  };
}

function dockerfile({ quantize }: BundleFacts, { gpus, argv, port }: Launch): string {
  const torchIndex = gpus > 0 ? "" : ` --index-url ${cpuTorchIndex}`;
  const pinned = (["ms-swift", "gguf", "msgspec"] as const).map((name) => `${name}==${enginePins[name]}`);
  const pins = new Map<string, string>(Object.entries(enginePins));
  const formats = quantize === null ? [] : quantizeMethods[quantize.method].serving.packages;
  const packages = [...pinned, ...formats.map((name) => (pins.has(name) ? `${name}==${pins.get(name)}` : name))];
  return `FROM python:3.11-slim
RUN pip install --no-cache-dir torch==${enginePins.torch}${torchIndex}
RUN pip install --no-cache-dir ${packages.join(" ")}
EXPOSE ${port}
ENTRYPOINT ${JSON.stringify(argv.slice(0, 1))}
CMD ${JSON.stringify(argv.slice(1))}
`;
}

function readme(facts: BundleFacts, { port, image, notes }: Launch): string {
  return readmeOf(facts, {
    title: "Docker Compose",
    steps: [
      {
        text: "Name the model folder (or copy it to `model` beside `compose.yaml`):",
        command: `export MODEL_FOLDER=${modelFolder(facts)}`,
      },
      {
        text: "Start; it is ready when the state is `healthy`:",
        command: `docker compose up -d${image === null ? " --build" : ""}\ndocker compose ps`,
      },
      { text: "Ask:", command: askCommand(facts, `127.0.0.1:${port}`) },
      { text: "End:", command: "docker compose down" },
    ],
    notes: [
      "The port is open to this host only and asks for no key: put a gateway in front before others use it.",
      ...notes,
    ],
  });
}
