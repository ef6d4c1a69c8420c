#!/usr/bin/env node
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { register } from "tsx/esm/api";

process.env.STILLROOM_PROJECT ??= join(dirname(fileURLToPath(import.meta.url)), "..", "..");
register();
await import("./main.ts");
