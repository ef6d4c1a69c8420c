import { eq } from "drizzle-orm";
import { z } from "zod";
import type { Tx } from "../../../../db/client";
import { prepared } from "../../../../db/prepared";
import { hostSettings } from "../../../../db/schema/index";
import {
  fixedSettingsSchema,
  type HostSettings,
  type HostSettingsView,
  hostSettingsSchema,
} from "../../../contract/host-settings";
import { appendEvent } from "../../pipeline/events/append";
import { readJson } from "../../pipeline/stored/read-json";
import type { Services } from "../../services";
import { parseSettings } from "../executors/parse-settings";
import { latestBeat } from "./beat";

const id = "local";
const keysSchema = z.record(z.string(), z.unknown());
const beatSchema = z.object({ fixedBy: fixedSettingsSchema.default({}) });

const selectSettings = prepared((db: Tx) => db.select().from(hostSettings).where(eq(hostSettings.id, id)).prepare());

/** What a person has set for this host; the defaults where nothing was, and where it cannot be read. */
export function readHostSettings(db: Tx): HostSettings {
  const row = selectSettings(db).get();
  return readJson(hostSettingsSchema, row?.settingsJson ?? null) ?? hostSettingsSchema.parse({});
}

/** The settings of this host, and which of them the runner's environment decides instead. */
export function getHostSettings({ db }: Services): HostSettingsView {
  const beat = readJson(beatSchema, latestBeat(db)?.hostJson ?? null);
  return { settings: readHostSettings(db), fixedBy: beat?.fixedBy ?? {} };
}

/** Stores what the runner may give out, for what starts from now on; keys that are left out stay as they were. Throws `invalid-input` naming the key. */
export function saveHostSettings({ db }: Services, input: unknown): void {
  db.transaction((tx) => {
    const settings = parseSettings(hostSettingsSchema, {
      ...readHostSettings(tx),
      ...parseSettings(keysSchema, input),
    });
    const set = { settingsJson: JSON.stringify(settings), updatedAt: Date.now() };
    tx.insert(hostSettings)
      .values({ id, ...set })
      .onConflictDoUpdate({ target: hostSettings.id, set })
      .run();
    appendEvent(tx, "runner");
  });
}
