import type { Texts } from "./text";

/** What is worth knowing before the launch, and the reasons for it. */
export const advice = {
  "cached-off-policy": {
    en: "Stored soft labels save the teacher's memory, but the student never learns from its own answers",
    zh: "存储的软标签节省了教师的内存，但学生永远不会从自己的回答中学习",
  },
  "cached-off-policy-reason": {
    en: "Trained on given texts only, a student meets states at use that it has not seen; learning on its own samples closes this gap",
    zh: "只在给定文本上训练的学生，使用时会遇到没见过的状态；在自己的采样上学习可以弥合这一差距",
  },
  "capacity-gap-wide": {
    en: "The teacher is {times} times as large as the student; take a larger student, or a model in between as teacher",
    zh: "教师是学生的 {times} 倍大；请换更大的学生，或用介于两者之间的模型作教师",
  },
  "capacity-gap-wide-reason": {
    en: "A student far smaller than its teacher learns less from it than from a middle-sized one; 5 to 10 times is a rule of thumb",
    zh: "学生远小于教师时，从它学到的不如从中等大小的教师学到的多；经验上以 5 到 10 倍为宜",
  },
  "capacity-gap-narrow": {
    en: "The teacher is only {times} times as large as the student; a larger teacher or a smaller student pays more",
    zh: "教师只有学生的 {times} 倍大；更大的教师或更小的学生更划算",
  },
  "capacity-gap-narrow-reason": {
    en: "Distillation pays by what it saves, and a teacher of about the student's size has little to teach; 5 to 10 times is a rule of thumb",
    zh: "蒸馏的价值在于它节省的资源，而与学生差不多大的教师可教的不多；经验上以 5 到 10 倍为宜",
  },
  "serve-throughput": { en: "For many requests at a time serve with vLLM", zh: "同时处理大量请求时，用 vLLM 提供服务" },
  "serve-throughput-reason": {
    en: "Its paged KV cache wastes little memory, so that more requests share one batch",
    zh: "它的分页 KV 缓存几乎不浪费显存，因此更多请求可以共用一个批次",
  },
  "serve-agents": { en: "For agents serve with SGLang", zh: "用于智能体时，用 SGLang 提供服务" },
  "serve-agents-reason": {
    en: "Agents send long prompts that begin alike; its prefix tree reuses the KV cache of the common part",
    zh: "智能体会发送开头相同的长提示词；它的前缀树会复用公共部分的 KV 缓存",
  },
  "serve-ascend": { en: "On Ascend serve with LMDeploy", zh: "在昇腾上用 LMDeploy 提供服务" },
  "serve-ascend-reason": { en: "Its PyTorch engine runs on Huawei Ascend", zh: "它的 PyTorch 引擎可在华为昇腾上运行" },
  "preference-goal": {
    en: "{evidence}: for behaviour of this kind compare whole answers (preference, DPO or KTO) instead of tokens (KL)",
    zh: "{evidence}：对这类行为，应比较整个回答（偏好，DPO 或 KTO），而不是逐词元比较（KL）",
  },
  "preference-goal-reason": {
    en: "Whether an answer is safe, polite or in the right tone is a matter of the whole answer; DPO learns directly which of two answers is better",
    zh: "回答是否安全、礼貌、语气得当取决于整个回答；DPO 直接学习两个回答中哪个更好",
  },
  "speaks-name": { en: "The name speaks of ‘{word}’", zh: "名称中提到“{word}”" },
  "speaks-tags": { en: "The tags speak of ‘{word}’", zh: "标签中提到“{word}”" },
  "speaks-notes": { en: "The notes speak of ‘{word}’", zh: "备注中提到“{word}”" },
  "speaks-files": { en: "The data files speak of ‘{word}’", zh: "数据文件名中提到“{word}”" },
  "speaks-rows": {
    en: "{count} of the first {sampled} training rows speak of ‘{word}’ and the like",
    zh: "前 {sampled} 行训练数据中有 {count} 行提到“{word}”之类的词",
  },
  "quantize-gate-off": {
    en: "The student is quantised even when its loss has not settled",
    zh: "即使损失尚未稳定也会量化学生",
  },
  "quantize-gate-off-reason": {
    en: "Post-training quantisation rounds the weights as they are; what more training would still change is then measured as its loss",
    zh: "训练后量化直接对当前权重取整；继续训练本来还会带来的改变，会被算作量化的损失",
  },
  "quantized-quality": {
    en: "{subject} kept {kept} of the student's quality on {dataset} last time",
    zh: "上一次 {subject} 在 {dataset} 上保留了学生质量的 {kept}",
  },
  "quantized-quality-reason": {
    en: "{metric}: student {student}, {subject} {quantized} of {count, plural, one {# item} other {# items}}",
    zh: "{metric}：学生 {student}，{subject} {quantized}（{count} 条）",
  },
  "quantized-quality-chance": {
    en: "{metric}: student {student}, {subject} {quantized} of {count, plural, one {# item} other {# items}}; so few items leave room for chance",
    zh: "{metric}：学生 {student}，{subject} {quantized}（{count} 条）；条目太少，可能只是偶然",
  },
  "measured-in": { en: "Measured in run {run} ({id})", zh: "测自运行 {run}（{id}）" },
  "temperature-low": {
    en: "A temperature of {temperature} sharpens the teacher's distribution; 1 to 4 is usual",
    zh: "温度 {temperature} 会使教师的分布更尖锐；通常取 1 到 4",
  },
  "temperature-low-reason": {
    en: "Below 1 the unlikely tokens, which carry what the labels do not, nearly vanish",
    zh: "低于 1 时，承载标签之外信息的低概率词元几乎消失",
  },
  "temperature-high": {
    en: "A temperature of {temperature} flattens the teacher's distribution; 1 to 4 is usual",
    zh: "温度 {temperature} 会使教师的分布变平；通常取 1 到 4",
  },
  "temperature-high-reason": {
    en: "At high temperatures every token counts much alike, noise among them; small students did best between 2.5 and 4",
    zh: "温度很高时每个词元（包括噪声）的权重都差不多；小的学生在 2.5 到 4 之间效果最好",
  },
  "alpha-extreme": {
    en: "With alpha {alpha} the teacher has a weight of {weight}; this is nearly plain fine-tuning",
    zh: "alpha 为 {alpha} 时教师的权重只有 {weight}；这几乎就是普通微调",
  },
  "alpha-extreme-reason": {
    en: "The best results came with a much lower weight on the hard labels than on the teacher's distribution",
    zh: "硬标签的权重远低于教师分布的权重时，效果最好",
  },
  "no-validation": {
    en: "There is no validation set, so that overfitting cannot be seen during training",
    zh: "没有验证集，因此训练中看不出过拟合",
  },
  "no-validation-gate": {
    en: "There is no validation set, so that the gate before quantisation cannot judge whether the loss has settled",
    zh: "没有验证集，因此量化前的检查无法判断损失是否已稳定",
  },
  "no-validation-reason": {
    en: "The training loss goes on falling while the student already overfits; only data it is not trained on tell",
    zh: "学生已经过拟合时训练损失仍会下降；只有未用于训练的数据才能看出来",
  },
} as const satisfies Texts;
