import type { Texts } from "./text";

/** What disk and database cannot do at the moment, and the remedy. */
export const storage = {
  "with-detail": { en: "{message}: {detail}", zh: "{message}：{detail}" },
  "disk-full": { en: "The disk is full", zh: "磁盘已满" },
  "disk-full-next": {
    en: "Free some disk space, then try again; nothing that is stored is lost",
    zh: "释放一些磁盘空间后重试；已保存的内容不会丢失",
  },
  locked: { en: "Another program holds the database", zh: "数据库被其他程序占用" },
  "locked-next": {
    en: "End that program, such as a database browser, then try again",
    zh: "关闭该程序（例如数据库浏览器），然后重试",
  },
  "read-only": { en: "STILLROOM_HOME cannot be written", zh: "STILLROOM_HOME 无法写入" },
  "read-only-next": {
    en: "Make the folder and all that is in it writable for this user, or set another STILLROOM_HOME",
    zh: "让当前用户可以写入该文件夹及其全部内容，或设置另一个 STILLROOM_HOME",
  },
  damaged: { en: "The database is damaged", zh: "数据库已损坏" },
  "damaged-next": {
    en: "Put a backup back with: npx stillroom restore FILE (the damaged file is kept)",
    zh: "用 npx stillroom restore FILE 恢复备份（损坏的文件会保留）",
  },
} as const satisfies Texts;
