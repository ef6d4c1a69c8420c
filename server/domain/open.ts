import { openDb } from "../../db/client";
import { assertSound } from "../../db/integrity";
import { withRemedy } from "../contract/storage-error";
import { type Paths, resolvePaths } from "../platform/paths";
import type { Services } from "./services";

const holder: { services?: Services } = {};

/** The services of this process: opened once, on the first call. */
export function openServices(): Services {
  holder.services ??= openServicesAt(pathsOfThis());
  return holder.services;
}

/** The same for a process that stays: it refuses a database that a quick look finds damaged. */
export function openSoundServices(): Services {
  const services = openServices();
  assertSound(services.db.$client);
  return services;
}

/** The paths of this process's installation, with its folders made. Throws `read-only` or `disk-full` where they cannot be. */
export function pathsOfThis(): Paths {
  try {
    return resolvePaths();
  } catch (error) {
    throw withRemedy(error, () => false);
  }
}

/** Opens the database of an installation, creating or migrating it. */
export function openServicesAt(paths: Paths): Services {
  return { db: openDb(paths.database, paths.migrations), paths };
}
