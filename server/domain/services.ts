import type { Db } from "../../db/client";
import type { Paths } from "../platform/paths";

/** What domain functions work on: the open database and the folders that belong to it. */
export type Services = { db: Db; paths: Paths };
