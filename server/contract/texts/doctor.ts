import type { Texts } from "./text";

/** What `stillroom doctor` finds on this machine, and remedies. */
export const doctor = {
  "node-next": { en: "Install Node.js 20.9 or newer.", zh: "请安装 Node.js 20.9 或更新版本。" },
  "not-made": { en: "not made yet", zh: "尚未制作" },
  "not-installed": { en: "not installed", zh: "未安装" },
  extra: { en: "{packages} for {build}, {size}", zh: "{packages}，用于 {build}，{size}" },
  "no-extra": {
    en: "not installed; needs {size} of free space",
    zh: "未安装；需要 {size} 的可用空间",
  },
  "no-extra-next": {
    en: "Run, where a recipe needs it: npx stillroom setup --with {name}",
    zh: "配方需要时运行：npx stillroom setup --with {name}",
  },
  "no-browser": {
    en: "no Chromium found; only the browser tests need it",
    zh: "没有找到 Chromium；只有浏览器测试需要它",
  },
  "no-browser-next": {
    en: "Run: npx stillroom setup --tests, or set CHROMIUM_PATH",
    zh: "请运行 npx stillroom setup --tests，或设置 CHROMIUM_PATH",
  },
  "free-unknown": { en: "free space is not available", zh: "无法得知剩余空间" },
  free: { en: "{free} free", zh: "剩余 {free}" },
  waiting: { en: "waiting: {words}", zh: "正在等待：{words}" },
  running: { en: "running", zh: "正在运行" },
  "not-running": { en: "not running", zh: "未运行" },
  "not-running-next": { en: "Start it with: npx stillroom up", zh: "请用 npx stillroom up 启动" },
  "port-free": { en: "{port} is free", zh: "{port} 空闲" },
  "port-used": { en: "{port} is in use, perhaps by Stillroom itself", zh: "{port} 已被占用，可能是 Stillroom 自身" },
  "port-used-next": {
    en: "Choose another one: npx stillroom up --port {other}",
    zh: "请选择另一个：npx stillroom up --port {other}",
  },
  "no-gpu": { en: "no NVIDIA GPU answers; the CPU is used", zh: "没有可用的 NVIDIA GPU；使用 CPU" },
  missing: { en: "MISSING", zh: "缺失" },
  remedy: { en: "remedy: {words}", zh: "解决办法：{words}" },
  "runner-waits": { en: "The runner waits: {words}. {remedy}", zh: "运行器正在等待：{words}。{remedy}" },
  "pause-disk-full-next": {
    en: "Free some disk space; nothing is lost, it goes on by itself",
    zh: "释放一些磁盘空间；不会丢失任何内容，之后会自动继续",
  },
  "pause-database-locked-next": {
    en: "End the program that holds the database, such as a database browser; it goes on by itself",
    zh: "关闭占用数据库的程序（例如数据库浏览器）；之后会自动继续",
  },
  "pause-read-only-next": {
    en: "Make the folder writable again; nothing is lost, it goes on by itself",
    zh: "让该文件夹重新可写；不会丢失任何内容，之后会自动继续",
  },
  "pause-other-next": {
    en: "Look at the runner''s log; it tries again every few seconds",
    zh: "请查看运行器的日志；它每隔几秒会重试",
  },
} as const satisfies Texts;
