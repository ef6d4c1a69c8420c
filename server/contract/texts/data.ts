import type { Texts } from "./text";

/** What is wrong with a data file, for all rows that have it at once, and what became of it. */
export const data = {
  lines: {
    en: "{count, plural, one {in line} other {first: lines}} {list}",
    zh: "{count, plural, one {第 {list} 行} other {前几处在第 {list} 行}}",
  },
  rows: {
    en: "{count, plural, one {in row} other {first: rows}} {list}",
    zh: "{count, plural, one {第 {list} 条} other {前几处在第 {list} 条}}",
  },
  "not-json": {
    en: "{count, plural, one {# row is} other {# rows are}} no valid JSON; {places}",
    zh: "有 {count} 行不是有效的 JSON；{places}",
  },
  "not-object": {
    en: "{count, plural, one {# row is} other {# rows are}} no object with columns; {places}",
    zh: "有 {count} 行不是带列名的对象；{places}",
  },
  "too-long": {
    en: "{count, plural, one {# row is} other {# rows are}} longer than 16 MB; {places}",
    zh: "有 {count} 行超过 16 MB；{places}",
  },
  "bad-text": {
    en: "{count, plural, one {# row holds} other {# rows hold}} bytes that are no valid {encoding}; {places}",
    zh: "有 {count} 行含有无效的 {encoding} 字节；{places}",
  },
  latin1: {
    en: "{count, plural, one {# row is} other {# rows are}} not in UTF-8 but seemingly in Latin-1 (Windows-1252); {places}",
    zh: "有 {count} 行不是 UTF-8，看起来是 Latin-1（Windows-1252）；{places}",
  },
  "bad-cells": {
    en: "{count, plural, one {# row has} other {# rows have}} more cells than the first line names; {places}",
    zh: "有 {count} 行的单元格多于首行的列名；{places}",
  },
  "no-messages": {
    en: "{count, plural, one {# row has} other {# rows have}} no list of messages; {places}",
    zh: "有 {count} 行没有消息列表；{places}",
  },
  "unknown-role": {
    en: "{count, plural, one {# row has} other {# rows have}} a message of an unknown role; {places}",
    zh: "有 {count} 行含有未知角色的消息；{places}",
  },
  "no-content": {
    en: "{count, plural, one {# row has} other {# rows have}} a message without text; {places}",
    zh: "有 {count} 行含有没有文本的消息；{places}",
  },
  "bad-order": {
    en: "{count, plural, one {# row has} other {# rows have}} messages in an order that no chat has; {places}",
    zh: "有 {count} 行的消息顺序不成对话；{places}",
  },
  "no-prompt": {
    en: "{count, plural, one {# row lacks} other {# rows lack}} a prompt; {places}",
    zh: "有 {count} 行缺少提示；{places}",
  },
  "no-text": {
    en: "{count, plural, one {# row lacks} other {# rows lack}} text; {places}",
    zh: "有 {count} 行缺少文本；{places}",
  },
  "no-chosen": {
    en: "{count, plural, one {# row lacks} other {# rows lack}} a preferred answer; {places}",
    zh: "有 {count} 行缺少更好的回答；{places}",
  },
  "other-beginnings": {
    en: "In {count, plural, one {# row} other {# rows}} the preferred and the rejected answer do not follow the same messages; {places}",
    zh: "有 {count} 行中被选与被拒的回答之前的消息不同；{places}",
  },
  "same-answers": {
    en: "In {count, plural, one {# row} other {# rows}} the preferred and the rejected answer are the same; {places}",
    zh: "有 {count} 行中被选与被拒的回答相同；{places}",
  },
  "no-question": {
    en: "{count, plural, one {# row lacks} other {# rows lack}} a question; {places}",
    zh: "有 {count} 行缺少问题；{places}",
  },
  "no-right-answers": {
    en: "{count, plural, one {# row lacks} other {# rows lack}} an answer that counts as right; {places}",
    zh: "有 {count} 行缺少可判为正确的答案；{places}",
  },
  "many-questions": {
    en: "{count, plural, one {# row is a chat} other {# rows are chats}} of several questions, and a held-out row asks one; {places}",
    zh: "有 {count} 行是多轮对话，而留出集的每行只问一个问题；{places}",
  },
  "lacks-answer": {
    en: "{count, plural, one {# row lacks} other {# rows lack}} an answer; {places}",
    zh: "有 {count} 行缺少回答；{places}",
  },
  "lacks-rejected": {
    en: "{count, plural, one {# row lacks} other {# rows lack}} a rejected answer; {places}",
    zh: "有 {count} 行缺少被拒的回答；{places}",
  },
  "lacks-label": {
    en: "{count, plural, one {# row lacks} other {# rows lack}} a label that is true or false; {places}",
    zh: "有 {count} 行缺少取值为 true 或 false 的 label；{places}",
  },
  "lacks-teacher-prompt": {
    en: "{count, plural, one {# row lacks} other {# rows lack}} the teacher’s own prompt; {places}",
    zh: "有 {count} 行缺少教师自己的提示；{places}",
  },
  "lacks-tag": {
    en: "{count, plural, one {# row names} other {# rows name}} no teacher’s tag in ‘dataset’; {places}",
    zh: "有 {count} 行的 ‘dataset’ 不是任何教师的标签；{places}",
  },
  unrecognised: {
    en: "Nothing tells which of these columns holds what: {columns}",
    zh: "看不出这些列各自存放什么：{columns}",
  },
  "unrecognised-next": {
    en: "Name them under data.columns, such as prompt and answer",
    zh: "请在 data.columns 中指明，例如 prompt 和 answer",
  },
  "no-columns": { en: "It has no columns", zh: "没有任何列" },
  "gzip-damaged": { en: "The gzip ends early or is damaged", zh: "gzip 文件不完整或已损坏" },
  "unpack-first": { en: "This is a packed Parquet file; unpack it first", zh: "这是被压缩的 Parquet 文件；请先解压" },
  binary: { en: "This is no text and no Parquet", zh: "既不是文本，也不是 Parquet" },
  archive: {
    en: "This is a zip archive or a spreadsheet; unpack it, or save its sheet as CSV",
    zh: "这是 zip 压缩包或电子表格；请解压，或把工作表另存为 CSV",
  },
  "no-array": { en: "This JSON holds no list of rows", zh: "此 JSON 中没有行的列表" },
  "json-ends-early": {
    en: "The JSON ends early, after {rows, plural, one {# whole row} other {# whole rows}}",
    zh: "JSON 不完整，只有前 {rows} 行是完整的",
  },
  "json-damaged": {
    en: "The JSON is damaged after {rows, plural, one {# row} other {# rows}}",
    zh: "JSON 在第 {rows} 行之后已损坏",
  },
  "table-damaged": {
    en: "The table cannot be read from line {line} on: a quote that is never closed, or a row above 16 MB",
    zh: "表格从第 {line} 行起无法读取：引号没有闭合，或有一行超过 16 MB",
  },
  "parquet-damaged": {
    en: "The Parquet file ends early or is damaged",
    zh: "Parquet 文件不完整或已损坏",
  },
  "parquet-large": {
    en: "A row group of this Parquet file takes {size}; write it with smaller ones",
    zh: "此 Parquet 文件的一个行组占 {size}；请改用更小的行组写出",
  },
  "source-gone": { en: "‘{file}’ was there a moment ago and is gone", zh: "‘{file}’ 刚才还在，现在不见了" },
  "source-gone-next": {
    en: "Put it back, or name the file at its new place",
    zh: "请把它放回原处，或填写文件的新位置",
  },
  "bad-rows": {
    en: "‘{file}’ cannot be given to the engine: {reason}",
    zh: "无法把 ‘{file}’ 交给引擎：{reason}",
  },
  "bad-rows-next": {
    en: "Mend these rows, or set data.badRows to leaveOut",
    zh: "请修正这些行，或把 data.badRows 设为 leaveOut",
  },
  "no-rows": { en: "It holds no rows", zh: "没有任何行" },
} as const satisfies Texts;
