import type { Texts } from "./text";

/** Downloads of models from hubs. */
export const downloads = {
  waiting: { en: "Waits for the runner", zh: "等待运行器" },
  asking: { en: "Asks the hub", zh: "正在询问模型库" },
  far: { en: "{done} of {total} ({share})", zh: "{done} / {total}（{share}）" },
  "far-file": { en: "{far} · {file}", zh: "{far} · {file}" },
  stopping: { en: "Being stopped", zh: "正在停止" },
  succeeded: { en: "Downloaded", zh: "已下载" },
  cancelled: { en: "Stopped; whole files are kept", zh: "已停止；已完整的文件会保留" },
  "no-network": { en: "{hub} does not answer", zh: "{hub} 没有应答" },
  "no-network-next": {
    en: "Check the network, HTTPS_PROXY and HF_ENDPOINT or MODELSCOPE_ENDPOINT of the process that runs Stillroom; what is there already is kept",
    zh: "请检查网络，以及运行 Stillroom 的进程的 HTTPS_PROXY、HF_ENDPOINT 或 MODELSCOPE_ENDPOINT；已下载的部分会保留",
  },
  offline: {
    en: "HF_HUB_OFFLINE=1 is set, so that no hub is asked",
    zh: "已设置 HF_HUB_OFFLINE=1，因此不会询问模型库",
  },
  "offline-next": {
    en: "Start Stillroom without it, or copy the model to this machine and give its folder",
    zh: "去掉它再启动 Stillroom，或把模型复制到本机并给出其文件夹",
  },
  gated: { en: "{hub} gives ‘{model}’ only with a token", zh: "{hub} 需要令牌才会提供 ‘{model}’" },
  "gated-next": {
    en: "Accept the conditions on the model''s page, then set HF_TOKEN (MODELSCOPE_API_TOKEN for ModelScope) where Stillroom is started, or log in with hf auth login",
    zh: "先在模型页面接受条款，再在启动 Stillroom 的环境中设置 HF_TOKEN（ModelScope 为 MODELSCOPE_API_TOKEN），或用 `hf auth login` 登录",
  },
  "not-found": {
    en: "{hub} has no model ‘{model}’, or none that may be seen",
    zh: "{hub} 上没有模型 ‘{model}’，或无权查看",
  },
  "not-found-next": {
    en: "Check owner and name, capital letters too; a private model needs a token",
    zh: "请检查所有者和名称（包括大小写）；私有模型需要令牌",
  },
  "no-room": {
    en: "{short} are short on the disk of the cache: {needed} are needed, {free} are free",
    zh: "缓存所在磁盘还差 {short}：需要 {needed}，剩余 {free}",
  },
  "no-room-full": { en: "The disk of the cache is full", zh: "缓存所在磁盘已满" },
  "no-room-next": {
    en: "Free some space, or start Stillroom with HF_HOME (MODELSCOPE_CACHE for ModelScope) on a larger disk",
    zh: "请腾出空间，或启动 Stillroom 时把 HF_HOME（ModelScope 为 MODELSCOPE_CACHE）指向更大的磁盘",
  },
  "no-weights": {
    en: "‘{model}’ has no weights that the engine loads, such as safetensors",
    zh: "‘{model}’ 没有引擎可加载的权重（例如 safetensors）",
  },
  "no-weights-next": {
    en: "Look for the model that it was converted from",
    zh: "请查找它由哪个模型转换而来",
  },
  "no-engine": { en: "The engine with the hubs'' libraries is not installed", zh: "尚未安装带有模型库客户端的引擎" },
  "no-engine-next": { en: "Run npx stillroom setup", zh: "运行 npx stillroom setup" },
  lost: { en: "The download broke off before its end", zh: "下载中途断开" },
  "lost-next": { en: "Go on: whole files are kept", zh: "可以继续：已完整的文件会保留" },
  other: { en: "The download failed", zh: "下载失败" },
  "other-next": { en: "Try again: whole files are kept", zh: "请重试：已完整的文件会保留" },
  "not-hub": { en: "‘{model}’ is no hub id such as owner/name", zh: "‘{model}’ 不是 owner/name 形式的模型库标识" },
  "not-hub-next": {
    en: "Write it as on the hub, such as Qwen/Qwen2.5-0.5B-Instruct",
    zh: "请按模型库上的写法，例如 Qwen/Qwen2.5-0.5B-Instruct",
  },
  unknown: { en: "There is no download {id}", zh: "没有下载 {id}" },
  huggingface: { en: "Hugging Face", zh: "Hugging Face 模型库" },
  modelscope: { en: "ModelScope", zh: "魔搭 ModelScope" },
} as const satisfies Texts;
