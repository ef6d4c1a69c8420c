import { stringify } from "yaml";

/** A text file of a bundle by its path in it. */
export type BundleFile = { path: string; content: string };

/** A YAML file without line folding, so that commands stay on one line, and without anchors, which not every reader knows. */
export function yamlFile(path: string, value: unknown): BundleFile {
  return { path, content: stringify(value, { lineWidth: 0, aliasDuplicateObjects: false }) };
}
