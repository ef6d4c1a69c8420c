import { strToU8, zipSync } from "fflate";
import type { BundleFile } from "./bundle-file";

/** ZIP knows no earlier time; a fixed one makes equal bundles equal files. */
const noTime = new Date(1980, 0, 1);

/** The files as one ZIP archive below a folder of the bundle's name. */
export function packBundle({ name, files }: { name: string; files: BundleFile[] }): Buffer {
  const entries = files.map(({ path, content }) => [`${name}/${path}`, strToU8(content)] as const);
  return Buffer.from(zipSync(Object.fromEntries(entries), { mtime: noTime }));
}
