import { openDb } from "../../db/client";
import { type Paths, resolvePaths } from "../platform/paths";
import type { Services } from "./services";

const holder: { services?: Services } = {};

/** The services of this process: opened once, on the first call. */
export function openServices(): Services {
  holder.services ??= openServicesAt(resolvePaths());
  return holder.services;
}

/** Opens the database of an installation, creating or migrating it. */
export function openServicesAt(paths: Paths): Services {
  return { db: openDb(paths.database, paths.migrations), paths };
}
