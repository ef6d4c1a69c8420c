/** The lines of a constraints file without those of some packages. */
export function withoutPackages(constraints: string, names: readonly string[]): string {
  const left = new Set(names.map(plainName));
  return constraints
    .split("\n")
    .filter((line) => !left.has(plainName(/^[\w.-]+/.exec(line)?.[0] ?? "")))
    .join("\n");
}

/** The METADATA of a distribution under another name and version. */
export function renamedMetadata(metadata: string, name: string, version: string): string {
  return metadata.replace(/^Name: .*$/m, `Name: ${name}`).replace(/^Version: .*$/m, `Version: ${version}`);
}

/** The folder in which pip keeps what it knows of a distribution. */
export function distInfoFolder(name: string, version: string): string {
  return `${name.replaceAll("-", "_")}-${version}.dist-info`;
}

/** Package names as pip compares them. */
function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[-_.]+/g, "-");
}
