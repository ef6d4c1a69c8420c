/** Its bytes are below 128, so that the file is the same written as text. */
const headerBytes = 0x0101;

/** A safetensors file of one tensor that takes `sizeBytes` and means nothing; `of` tells it from others of its size. */
export function emptyWeights(sizeBytes: number, of = "nothing"): string {
  const tensor = { dtype: "U8", shape: [sizeBytes], data_offsets: [0, sizeBytes] };
  const header = JSON.stringify({ __metadata__: { of }, weights: tensor }).padEnd(headerBytes);
  return `\x01\x01${"\0".repeat(6)}${header}${"0".repeat(sizeBytes)}`;
}
