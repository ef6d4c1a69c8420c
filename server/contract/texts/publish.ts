import type { Texts } from "./text";

/** Why a bundle, a backup or a link cannot be made or used. */
export const publish = {
  "no-bundle": { en: "There is no bundle for ''{subject}''", zh: "“{subject}”没有部署包" },
  "no-backup": { en: "{file} is no backup of Stillroom: {why}", zh: "{file} 不是 Stillroom 的备份：{why}" },
  "no-backup-next": {
    en: "Name a file that ''stillroom backup'' has written",
    zh: "请指定由 stillroom backup 写出的文件",
  },
  unreadable: { en: "it cannot be read", zh: "无法读取" },
  "not-a-backup": { en: "it is neither a database nor an archive", zh: "它既不是数据库也不是归档" },
  "lacks-entry": { en: "it holds no {name}", zh: "其中没有 {name}" },
  "later-version": { en: "a later version of Stillroom has written it", zh: "它由更新版本的 Stillroom 写出" },
  "strange-entry": { en: "it holds ''{name}''", zh: "其中含有“{name}”" },
  "odd-entry": { en: "''{name}'' is neither a file nor a folder", zh: "“{name}”既不是文件也不是文件夹" },
  "database-open": { en: "Another process has the database open", zh: "另一个进程正打开着数据库" },
  "database-open-next": {
    en: "End every stillroom command and database browser of this STILLROOM_HOME, then restore again",
    zh: "结束此 STILLROOM_HOME 的所有 stillroom 命令和数据库浏览器，然后再次恢复",
  },
  "is-running": {
    en: "{name} is running on this STILLROOM_HOME (process {pid})",
    zh: "{name} 正在此 STILLROOM_HOME 上运行（进程 {pid}）",
  },
  "is-running-next": { en: "End it, restore, then start it again", zh: "先结束它，恢复后再启动" },
  "no-target": { en: "No file can be made at {file}", zh: "无法在 {file} 创建文件" },
  "no-target-next": { en: "Name a file in a folder that exists", zh: "请指定已有文件夹中的文件" },
  "live-target": { en: "{file} belongs to what is backed up", zh: "{file} 属于被备份的内容" },
  "live-target-next": { en: "Name another file, best on another disk", zh: "请指定另一个文件，最好在另一块磁盘上" },
  "newer-database": {
    en: "{file} was written by a newer version of Stillroom",
    zh: "{file} 由更新版本的 Stillroom 写出",
  },
  "newer-database-next": { en: "Update Stillroom, then restore it", zh: "请更新 Stillroom 后再恢复" },
  "no-export": { en: "There is no such export", zh: "没有这个导出" },
  "no-gguf": { en: "The GGUF converter is not installed on this host", zh: "此主机未安装 GGUF 转换器" },
  "no-gguf-next": {
    en: "Run: npx stillroom setup --with gguf (it goes into an environment of its own beside the engine)",
    zh: "运行：npx stillroom setup --with gguf（安装到引擎旁的独立环境）",
  },
  "gguf-of-copy": {
    en: "''{subject}'' is quantised already, and the converter takes full weights only",
    zh: "“{subject}”已经量化，转换器只接受完整权重",
  },
  "gguf-of-copy-next": {
    en: "Export ''student''; its GGUF file can hold 8 or 4 bits a weight",
    zh: "请导出 student；其 GGUF 文件可以是每个权重 8 位或 4 位",
  },
  "no-token": { en: "A push needs the hub''s token", zh: "推送需要模型库的令牌" },
  "no-token-next": {
    en: "Enter a token with the right to write; it is used once and not kept",
    zh: "请输入有写权限的令牌；它只用一次，不会保存",
  },
  "expires-early": { en: "The link would already have expired", zh: "该链接会立即过期" },
  "expires-early-next": { en: "Choose a later time", zh: "请选择更晚的时间" },
  "no-link": { en: "There is no such link", zh: "没有这个链接" },
  "link-over": {
    en: "This link was revoked, has expired or never existed",
    zh: "此链接已被撤销、已过期或从未存在",
  },
  "link-over-next": { en: "Ask its sender for a new one", zh: "请向发送者索取新链接" },
} as const satisfies Texts;
