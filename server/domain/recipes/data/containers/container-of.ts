import { extname } from "node:path";
import type { DataContainer } from "../../../../contract/data-look";

/** How a file holds its rows, by the beginning of its text and by the end of its name. */
export function containerOf(path: string, head: Buffer): DataContainer {
  const text = head.toString("utf8").trimStart();
  const extension = extname(path.replace(/\.gz(ip)?$/i, "")).toLowerCase();
  if (/^\.(csv|tsv|tab)$/.test(extension)) return delimiterOf(head) === "\t" ? "tsv" : "csv";
  if (/^\[\s*(\{|\])/.test(text)) return "json";
  if (text.startsWith("{")) return isOneDocument(text, extension) ? "json" : "jsonl";
  return extension === ".json" || isOfLines(extension) ? "jsonl" : "text";
}

/** What stands between the cells: of the usual signs the one that the first line has most of outside quotes. */
export function delimiterOf(head: Buffer): string {
  const [line = ""] = head
    .toString("utf8")
    .replaceAll(/"[^"]*"/g, "")
    .trimStart()
    .split(/\r|\n/, 1);
  const counts = [",", ";", "\t"].map((sign) => ({ sign, count: line.split(sign).length }));
  return counts.reduce((most, each) => (each.count > most.count ? each : most)).sign;
}

/** Whether an object is the whole file, with the rows in one of its arrays, and not the first of many lines. */
function isOneDocument(text: string, extension: string): boolean {
  const [first = ""] = text.split(/\r|\n/, 1);
  const isWhole = first.length < text.length;
  if (!isWhole || text.slice(first.length).trim() === "") {
    // An object of which the head shows no end, or the only one: its list holds rows where it holds no messages.
    const isList = /^\{\s*"[^"]*"\s*:\s*\[\s*\{/.test(first);
    return isList && !isOfLines(extension) && !/^[^[]*\[\s*\{\s*"(role|from|content|value)"/.test(first);
  }
  try {
    JSON.parse(first);
    return false;
  } catch {
    return extension === ".json" || /^\{\s*$/.test(first);
  }
}

function isOfLines(extension: string): boolean {
  return extension === ".jsonl" || extension === ".ndjson";
}
