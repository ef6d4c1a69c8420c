import type { Texts } from "./text";

/** What a command cannot do as it was given. */
export const cli = {
  port: { en: "The port is not a whole number from 1 to 65535", zh: "端口不是 1 到 65535 之间的整数" },
  "port-next": { en: "Write it like --port 3001", zh: "请写成 --port 3001 的形式" },
  "port-taken": { en: "Port {port} is already in use", zh: "端口 {port} 已被占用" },
  "port-taken-next": {
    en: "End the program that uses it, or choose another with --port {other}",
    zh: "结束占用它的程序，或用 --port {other} 选择另一个端口",
  },
  "port-forbidden": { en: "This user may not listen on port {port}", zh: "当前用户不能监听端口 {port}" },
  "port-forbidden-next": {
    en: "Choose one above 1023, such as --port 3000",
    zh: "请选择大于 1023 的端口，例如 --port 3000",
  },
  host: { en: "This machine has no address ''{host}''", zh: "本机没有地址“{host}”" },
  "host-next": {
    en: "Leave --host away, or name an address of this machine",
    zh: "省略 --host，或写出本机的某个地址",
  },
  up: {
    en: "Stillroom is already up on this STILLROOM_HOME: {url} (process {pid})",
    zh: "此 STILLROOM_HOME 上已有 Stillroom 在运行：{url}（进程 {pid}）",
  },
  "up-next": {
    en: "Open that address, end the process first, or set another STILLROOM_HOME",
    zh: "打开该地址，先结束该进程，或设置另一个 STILLROOM_HOME",
  },
  "runner-conflict": {
    en: "Another runner (process {pid}) is in charge of this STILLROOM_HOME",
    zh: "另一个运行器（进程 {pid}）正在负责此 STILLROOM_HOME",
  },
  "runner-conflict-next": {
    en: "End it first, or set another STILLROOM_HOME",
    zh: "先结束它，或设置另一个 STILLROOM_HOME",
  },
  "no-file": { en: "There is no file ''{file}''", zh: "没有文件“{file}”" },
  "no-file-next": { en: "Give the path of a recipe (YAML or JSON)", zh: "请给出配方文件的路径（YAML 或 JSON）" },
  "no-data-next": {
    en: "Give the path of a data file: JSON Lines, JSON, CSV, TSV, Parquet or text",
    zh: "请给出数据文件的路径：JSON Lines、JSON、CSV、TSV、Parquet 或文本",
  },
  columns: { en: "--columns takes roles and columns, not ''{text}''", zh: "--columns 需要角色与列名，而不是“{text}”" },
  "columns-next": {
    en: "Write it like --columns prompt=question,answer=reply; roles are messages, system, prompt, input, answer, rejected, label, history and text",
    zh: "请写成 --columns prompt=question,answer=reply 的形式；角色有 messages、system、prompt、input、answer、rejected、label、history 和 text",
  },
  "cannot-run": { en: "stillroom {command} cannot run", zh: "stillroom {command} 无法运行" },
  "cannot-run-next": {
    en: "Do what the lines above say, then start it again",
    zh: "按上面各行的提示处理，然后重新启动",
  },
  "build-failed": { en: "The pages could not be built:\n{words}", zh: "页面无法构建：\n{words}" },
  "build-failed-next": { en: "Run ''npm run build'' to see the whole output", zh: "运行 npm run build 查看完整输出" },
  "bundle-taken": { en: "There is something at ''{path}'' already", zh: "“{path}”处已有内容" },
  "bundle-taken-next": {
    en: "Name a new folder or file, so that nothing is overwritten",
    zh: "请指定新的文件夹或文件，以免覆盖已有内容",
  },
  "whole-number": { en: "--{option} takes a whole number, not ''{text}''", zh: "--{option} 需要整数，而不是“{text}”" },
  "whole-number-next": { en: "Write it like --checkpoint 200", zh: "请写成 --checkpoint 200 的形式" },
  interrupted: { en: "Interrupted; the run goes on", zh: "已中断；运行仍在继续" },
  "interrupted-next": { en: "Look at it with: npx stillroom runs", zh: "可用 npx stillroom runs 查看" },
  "no-cluster": { en: "There is no cluster of kind ''{name}''", zh: "没有“{name}”类型的集群" },
  "no-cluster-next": { en: "Write ray or slurm", zh: "请写 ray 或 slurm" },
  "cluster-unset-next": {
    en: "Run: stillroom executor set {kind} ''{settings}''",
    zh: "请运行：stillroom executor set {kind} ''{settings}''",
  },
  "settings-yaml": { en: "The settings are not YAML: {words}", zh: "设置不是有效的 YAML：{words}" },
  "settings-yaml-next": {
    en: "Write them in one argument, such as {example}",
    zh: "请把它们写成一个参数，例如 {example}",
  },
  minutes: { en: "''{text}'' is not a number of minutes", zh: "“{text}”不是分钟数" },
  "minutes-next": { en: "Write it like 30", zh: "请写成 30 的形式" },
  days: { en: "''{text}'' is not a number of days", zh: "“{text}”不是天数" },
  "days-next": { en: "Write it like 30d", zh: "请写成 30d 的形式" },
  format: { en: "Unknown format ''{format}''", zh: "未知格式“{format}”" },
  "format-next": { en: "Use json, csv or recipe", zh: "请使用 json、csv 或 recipe" },
  "sweep-runs": { en: "The sweep would start {runs} runs", zh: "该参数扫描会启动 {runs} 个运行" },
  "sweep-runs-next": {
    en: "Look at it with ''stillroom preflight'', then start it with --yes",
    zh: "先用 stillroom preflight 查看，再加上 --yes 启动",
  },
  "nothing-started": { en: "Nothing was started", zh: "没有启动任何运行" },
  "logs-of-what": { en: "A run and a stage are needed", zh: "需要给出运行和阶段" },
  "logs-of-what-next": {
    en: "Write: stillroom logs RUN STAGE, or stillroom logs --server",
    zh: "请写：stillroom logs RUN STAGE，或 stillroom logs --server",
  },
  change: { en: "''{text}'' is not a change", zh: "“{text}”不是一项更改" },
  "change-next": {
    en: "Write key=value, such as training.batchSize=1",
    zh: "请写成 key=value，例如 training.batchSize=1",
  },
  "change-yaml": { en: "The value of ''{text}'' is not YAML", zh: "“{text}”的值不是有效的 YAML" },
  "change-yaml-next": { en: "Put text with special characters into quotes", zh: "含特殊字符的文本请加引号" },
  hub: {
    en: "‘{text}’ is no hub; take huggingface or modelscope",
    zh: "‘{text}’ 不是模型库；请用 huggingface 或 modelscope",
  },
} as const satisfies Texts;
