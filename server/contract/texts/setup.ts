import type { Texts } from "./text";

/** What the set-up of engine, demo pair and browser lacks on this machine. */
export const setup = {
  while: { en: "{message} (while {step})", zh: "{message}（{step}时）" },
  failed: { en: "Set-up failed while {step}: {words}", zh: "安装在{step}时失败：{words}" },
  "failed-next": {
    en: "Read the lines above, then run the same command again; finished steps are kept.",
    zh: "查看上面的输出，然后再次运行同一命令；已完成的步骤会保留。",
  },
  "no-output": { en: "no output", zh: "没有输出" },
  "step-demo-pair": { en: "making the demo pair", zh: "制作演示模型对" },
  "step-tiny-pair": { en: "making the tiny pair", zh: "制作微型模型对" },
  "step-teacher": { en: "downloading the demo's teacher", zh: "下载演示用的教师模型" },
  "step-environment": { en: "making the virtual environment", zh: "创建虚拟环境" },
  "step-engine": { en: "installing the engine", zh: "安装引擎" },
  "step-check": { en: "checking the engine", zh: "检查引擎" },
  "disk-full-next": {
    en: "Free some space, or set STILLROOM_HOME to a folder on a larger disk, and run the same command again.",
    zh: "释放一些空间，或把 STILLROOM_HOME 设到更大的磁盘上，然后再次运行同一命令。",
  },
  certificate: {
    en: "The package index has a certificate that is not trusted here",
    zh: "软件包索引的证书在本机不受信任",
  },
  "certificate-next": {
    en: "Point PIP_CERT at your certificate bundle and run the same command again.",
    zh: "将 PIP_CERT 指向您的证书文件，然后再次运行同一命令。",
  },
  unreachable: { en: "The package index could not be reached", zh: "无法访问软件包索引" },
  "unreachable-next": {
    en: "Check the network, or point PIP_INDEX_URL (or PIP_FIND_LINKS) at a mirror, and run the same command again; what is already there is kept.",
    zh: "检查网络，或将 PIP_INDEX_URL（或 PIP_FIND_LINKS）指向镜像，然后再次运行同一命令；已有的内容会保留。",
  },
  "no-build": {
    en: "The package index offers no build of a pinned package for this Python and platform",
    zh: "软件包索引没有适用于此 Python 和平台的固定版本软件包",
  },
  "no-build-next": {
    en: "Check that the index can be reached (PIP_INDEX_URL); if it can, set STILLROOM_PYTHON to a Python 3.11 or 3.12. Then run the same command again.",
    zh: "确认索引可以访问（PIP_INDEX_URL）；如果可以，请将 STILLROOM_PYTHON 设为 Python 3.11 或 3.12，然后再次运行同一命令。",
  },
  "no-compiler": {
    en: "A package had to be compiled and the compiler or Python's headers are missing",
    zh: "有软件包需要编译，但缺少编译器或 Python 头文件",
  },
  "no-compiler-next": {
    en: "Install them (Debian and Ubuntu: apt-get install build-essential python3-dev) and run the same command again.",
    zh: "请安装它们（Debian 和 Ubuntu：apt-get install build-essential python3-dev），然后再次运行同一命令。",
  },
  "no-venv": { en: "This Python cannot make virtual environments", zh: "此 Python 无法创建虚拟环境" },
  "no-venv-next": {
    en: "Install its venv module (Debian and Ubuntu: apt-get install python3-venv) and run the same command again.",
    zh: "请安装 venv 模块（Debian 和 Ubuntu：apt-get install python3-venv），然后再次运行同一命令。",
  },
  "not-writable": { en: "The folder of Stillroom cannot be written", zh: "Stillroom 的文件夹无法写入" },
  "not-writable-next": {
    en: "Set STILLROOM_HOME to a folder that you may write.",
    zh: "将 STILLROOM_HOME 设为您可以写入的文件夹。",
  },
  "disk-short": {
    en: "{folder} has {free} free, {needed} are needed",
    zh: "{folder} 剩余 {free}，需要 {needed}",
  },
  "disk-short-next": {
    en: "Free some space or set STILLROOM_HOME to a folder on a larger disk.",
    zh: "释放一些空间，或将 STILLROOM_HOME 设到更大的磁盘上。",
  },
  "no-python": {
    en: "No Python 3.10 to 3.13 was found{found, select, none { } other {; {found}}}",
    zh: "没有找到 Python 3.10 至 3.13{found, select, none { } other {；{found}}}",
  },
  "no-python-next": {
    en: "Install one (Debian and Ubuntu: apt-get install python3 python3-venv; macOS: brew install python@3.12), or set STILLROOM_PYTHON to its path.",
    zh: "请安装（Debian 和 Ubuntu：apt-get install python3 python3-venv；macOS：brew install python@3.12），或将 STILLROOM_PYTHON 设为其路径。",
  },
  "python-no-venv": {
    en: "{python} cannot make virtual environments",
    zh: "{python} 无法创建虚拟环境",
  },
  "python-no-venv-next": {
    en: "Install its venv module (Debian and Ubuntu: apt-get install {package}), or set STILLROOM_PYTHON to another Python.",
    zh: "请安装 venv 模块（Debian 和 Ubuntu：apt-get install {package}），或将 STILLROOM_PYTHON 设为另一个 Python。",
  },
  "no-browser": {
    en: "No Chromium was found and none could be installed",
    zh: "没有找到 Chromium，也无法安装",
  },
  "no-browser-next": {
    en: "Install Chromium or Chrome (Debian: apt-get install chromium) or set CHROMIUM_PATH to its program. Only the browser tests need it.",
    zh: "请安装 Chromium 或 Chrome（Debian：apt-get install chromium），或将 CHROMIUM_PATH 设为其程序路径。只有浏览器测试需要它。",
  },
  "no-engine": { en: "The engine is not installed", zh: "引擎尚未安装" },
  "run-setup-next": { en: "Run: npx stillroom setup", zh: "请运行：npx stillroom setup" },
  "no-demo-pair": { en: "The demo pair has not been made", zh: "演示模型对尚未制作" },
} as const satisfies Texts;
