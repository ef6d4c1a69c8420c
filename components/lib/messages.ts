import { textsIn } from "../../server/contract/texts/in-language";
import common from "../messages/en/common.json";
import compare from "../messages/en/compare.json";
import experiments from "../messages/en/experiments.json";
import files from "../messages/en/files.json";
import form from "../messages/en/form.json";
import preflight from "../messages/en/preflight.json";
import run from "../messages/en/run.json";
import serve from "../messages/en/serve.json";
import settings from "../messages/en/settings.json";
import share from "../messages/en/share.json";
import sweep from "../messages/en/sweep.json";
import commonZh from "../messages/zh/common.json";
import compareZh from "../messages/zh/compare.json";
import experimentsZh from "../messages/zh/experiments.json";
import filesZh from "../messages/zh/files.json";
import formZh from "../messages/zh/form.json";
import preflightZh from "../messages/zh/preflight.json";
import runZh from "../messages/zh/run.json";
import serveZh from "../messages/zh/serve.json";
import settingsZh from "../messages/zh/settings.json";
import shareZh from "../messages/zh/share.json";
import sweepZh from "../messages/zh/sweep.json";
import type { Locale } from "./locale";

const texts = textsIn("en");
const en = { common, compare, experiments, files, form, preflight, run, serve, settings, share, sweep, texts };
const zh = {
  common: commonZh,
  compare: compareZh,
  experiments: experimentsZh,
  files: filesZh,
  form: formZh,
  preflight: preflightZh,
  run: runZh,
  serve: serveZh,
  settings: settingsZh,
  share: shareZh,
  sweep: sweepZh,
  texts: textsIn("zh"),
};

export type Messages = typeof en;

/** All interface text of a language, one key a namespace file; adding a namespace means one file a language and one line here. */
export const messages: Record<Locale, Record<keyof Messages, object>> = { en, zh };
