import type { Texts } from "./text";

/** How teacher and student compare, token by token. */
export const pairs = {
  "no-template": { en: "none", zh: "无" },
  template: {
    en: "{digest} ({characters, plural, one {# character} other {# characters}})",
    zh: "{digest}（{characters} 个字符）",
  },
  "prompts-alike": { en: "{equal} of {tried} alike", zh: "{tried} 个中 {equal} 个一致" },
  tokenizer: {
    en: "{digest} ({tokens, plural, one {# token} other {# tokens}}, {added} added)",
    zh: "{digest}（{tokens} 个 token，另加 {added} 个）",
  },
  "no-special": { en: "none named", zh: "未指定" },
  "ends-at": { en: "ends at {ids}", zh: "结束于 {ids}" },
  "special-and": { en: "{named} · {ends}", zh: "{named} · {ends}" },
  same: {
    en: "Both use one tokenizer with the same number of vocabulary rows",
    zh: "两者使用同一分词器，词表行数相同",
  },
  padded: {
    en: "Both use one tokenizer, but with {teacher} and {student} vocabulary rows",
    zh: "两者使用同一分词器，但词表行数分别为 {teacher} 和 {student}",
  },
  different: {
    en: "An id of the student means something else to the teacher, so that only the teacher's text can be learned",
    zh: "学生的同一个编号对教师有不同含义，因此只能学习教师的文本",
  },
  unknown: {
    en: "Whether the tokenizers agree is not known, so that nothing is ruled out",
    zh: "不知道分词器是否一致，因此不排除任何方法",
  },
  "takes-memory": {
    en: "The tokenizers take more memory to read than a look before the launch may have",
    zh: "读取分词器所需的内存超过启动前检查可用的内存",
  },
  "takes-time": {
    en: "The tokenizers could not be compared within two minutes",
    zh: "两分钟内未能完成分词器比较",
  },
  "rows-note": {
    en: "Only the rows that both have are compared. ms-swift's own loss would pad the shorter logits silently, with the longer model's values, which then enter both normalisers",
    zh: "只比较两者都有的行。ms-swift 自己的损失会悄悄用较长模型的值填补较短的 logits，并计入两者的归一化",
  },
  "special-end": {
    en: "They differ in {roles}: the teacher gives weight to another end of the answer, which the student may learn to write past its own",
    zh: "两者在 {roles} 上不同：教师会给另一种回答结束符加权，学生可能学会越过自己的结束符继续写",
  },
  "special-begin": {
    en: "They differ in {roles}, which touches only how sequences begin and are filled up",
    zh: "两者在 {roles} 上不同，只影响序列如何开始和填充",
  },
  "template-note": {
    en: "Both are asked with the student's template during training, in which the teacher was not trained: its distribution may be worse than it is in its own",
    zh: "训练时两者都使用学生的模板，而教师并未在其上训练：它的分布可能不如用自己的模板时好",
  },
  "prompts-note": { en: "The same prompt becomes other ids", zh: "同一提示词会变成不同的编号" },
  "one-unread": { en: "One side's tokenizer could not be read", zh: "有一方的分词器无法读取" },
  conflicts: {
    en: "{count, number} of {common, number} ids that both have stand for other tokens",
    zh: "两者共有的 {common, number} 个编号中有 {count, number} 个代表不同的词元",
  },
  merges: {
    en: "The same tokens, but joined by other rules, so that a text falls apart differently",
    zh: "词元相同，但合并规则不同，因此同一文本的切分不同",
  },
  pipeline: {
    en: "The same tokens, but texts are normalised or cut differently before they are looked up",
    zh: "词元相同，但查表之前文本的规范化或切分方式不同",
  },
  opaque: {
    en: "Without tokenizer.json on both sides only equal files tell something",
    zh: "两边都没有 tokenizer.json 时，只有相同的文件才能说明问题",
  },
  "student-only": {
    en: "Only the student has {tokens}: the teacher gets ids there that it was never trained on",
    zh: "只有学生有 {tokens}：教师在那里会得到从未训练过的编号",
  },
  "teacher-only": {
    en: "Only the teacher has {tokens}: the student writes such text with several tokens",
    zh: "只有教师有 {tokens}：学生要用多个词元来写这样的文本",
  },
  cut: {
    en: "Texts are cut by other rules, which made no difference for the prompts that were tried",
    zh: "文本的切分规则不同，但对试过的提示词没有影响",
  },
  both: { en: "{first}; {second}", zh: "{first}；并且 {second}" },
  "tokens-more": { en: "{tokens} and {count} more", zh: "{tokens} 以及另外 {count} 个" },
} as const satisfies Texts;
