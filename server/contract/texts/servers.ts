import type { Texts } from "./text";

/** Why a chat with a served model cannot go on. */
export const servers = {
  "no-chat": { en: "This is no chat request: {words}", zh: "这不是有效的对话请求：{words}" },
  "no-chat-next": { en: "Reload the page", zh: "请刷新页面" },
  "not-served": { en: "This model is not being served", zh: "该模型未在部署" },
  "not-served-next": { en: "Serve it and wait until it is ready", zh: "请先部署并等待就绪" },
  silent: { en: "The model''s server does not answer", zh: "模型服务没有应答" },
  "silent-next": { en: "Look at its log, or end and serve it again", zh: "查看其日志，或结束后重新部署" },
  refused: { en: "The model''s server refused: {words}", zh: "模型服务拒绝了请求：{words}" },
  "refused-next": { en: "Shorten the chat, or look at the server''s log", zh: "缩短对话，或查看服务日志" },
} as const satisfies Texts;
