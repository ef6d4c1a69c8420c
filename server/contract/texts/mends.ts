import type { Texts } from "./text";

/** Changes of a recipe that mend a failure, as the words of a button. */
export const mends = {
  dtype: { en: "Clone with {dtype}", zh: "用 {dtype} 克隆" },
  "model-type": { en: "Set the model type of the {role} to {type}", zh: "把{role}的模型类型设为 {type}" },
  template: { en: "Set the template of the {role} to {template}", zh: "把{role}的模板设为 {template}" },
  teacher: { en: "teacher", zh: "教师" },
  student: { en: "student", zh: "学生" },
  attention: { en: "Clone with {attention} attention", zh: "用 {attention} 注意力克隆" },
  "learning-rate": { en: "Clone with a learning rate of {rate}", zh: "用学习率 {rate} 克隆" },
  "longer-rows": { en: "Clone with up to {tokens} tokens a row", zh: "用每行最多 {tokens} 个词元克隆" },
  lora: { en: "Clone with LoRA", zh: "用 LoRA 克隆" },
  without: { en: "Clone without {what}", zh: "去掉 {what} 后克隆" },
  "leave-out": { en: "Leave out the rows that cannot be read", zh: "略去无法读取的行" },
  "new-place": { en: "Use the file's new place: {path}", zh: "使用文件的新位置：{path}" },
  "model-place": { en: "Use the model's new place: {path}", zh: "使用模型的新位置：{path}" },
  "single-rows": { en: "Clone with steps of one row", zh: "用每步一行克隆" },
  "all-linear": { en: "Clone with adapters on every matrix", zh: "把适配器用于所有矩阵后克隆" },
  set: { en: "Clone with {key}: {value}", zh: "把 {key} 设为 {value} 后克隆" },
} as const satisfies Texts;
