import type { Texts } from "./text";

/** Folders that are looked into, allowed and filled from a page. */
export const files = {
  "outside-roots": {
    en: "{path} lies outside the folders that Stillroom may read",
    zh: "{path} 位于 Stillroom 可读取的文件夹之外",
  },
  "no-folder": { en: "There is no folder at {path}", zh: "{path} 处没有文件夹" },
  "nothing-there": { en: "There is nothing at {path}", zh: "{path} 处什么都没有" },
  unreadable: { en: "{path} cannot be read: {reason}", zh: "无法读取 {path}：{reason}" },
  "not-absolute": {
    en: "{path} is no path on this machine; give a whole one, which begins with /",
    zh: "{path} 不是本机上的路径；请给出以 / 开头的完整路径",
  },
  "allow-system": {
    en: "{path} belongs to the system and cannot be allowed; choose a folder below it",
    zh: "{path} 属于系统，不能被允许；请选择它下面的文件夹",
  },
  "allow-secrets": {
    en: "{path} holds tokens and keys and is never read as data",
    zh: "{path} 存放令牌和密钥，永远不会作为数据读取",
  },
  "allow-known": { en: "{path} may be read already", zh: "{path} 已经可以读取" },
  "allow-moved": {
    en: "{path} is not the folder that was confirmed: a link has changed meanwhile",
    zh: "{path} 已不是当初确认的文件夹：链接在此期间发生了变化",
  },
  "not-allowed": {
    en: "{path} is not one of the folders that were allowed here",
    zh: "{path} 不在此处允许过的文件夹之列",
  },
  "not-allowed-next": {
    en: "Folders of STILLROOM_ROOTS are taken away in the environment",
    zh: "STILLROOM_ROOTS 中的文件夹请在环境变量里移除",
  },
  "upload-kind": { en: "‘{name}’ does not look like a data file", zh: "‘{name}’ 看起来不是数据文件" },
  "upload-kind-next": {
    en: "Take a JSONL, JSON, CSV, TSV, Parquet or text file, also with .gz",
    zh: "请选择 JSONL、JSON、CSV、TSV、Parquet 或文本文件，也可以是 .gz 压缩的",
  },
  "upload-empty": { en: "‘{name}’ is empty", zh: "‘{name}’ 是空文件" },
  "upload-large": {
    en: "‘{name}’ has {size}; at most {most} can be uploaded",
    zh: "‘{name}’ 大小为 {size}；最多可上传 {most}",
  },
  "upload-large-next": {
    en: "Put it into a folder on this machine and allow that folder",
    zh: "把它放到本机的某个文件夹，然后允许该文件夹",
  },
  "upload-room": {
    en: "‘{name}’ has {size}, and {free} are free under STILLROOM_HOME",
    zh: "‘{name}’ 大小为 {size}，而 STILLROOM_HOME 下剩余 {free}",
  },
  "upload-room-next": {
    en: "Free some space, or allow the folder in which the file lies if it is on this machine",
    zh: "请腾出空间；如果文件就在本机，也可以允许它所在的文件夹",
  },
  "no-rows": { en: "There are no rows to look at", zh: "没有可查看的行" },
  "rows-long": {
    en: "The first rows are too long to be looked at token by token",
    zh: "前几行过长，无法逐 token 查看",
  },
  "template-slow": { en: "ms-swift did not answer within three minutes", zh: "ms-swift 在三分钟内没有回答" },
  "template-failed": {
    en: "ms-swift could not make tokens of the rows: {reason}",
    zh: "ms-swift 无法把这些行转换为 token：{reason}",
  },
} as const satisfies Texts;
