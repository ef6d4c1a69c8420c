const castagnoli = crcTable();
const headerBytes = 12;
const footerBytes = 4;

export type Records = {
  records: Buffer[];
  /** Bytes up to the end of the last whole record. */
  usedBytes: number;
  /** Records whose checksum is wrong; their content is left out. */
  damaged: number;
};

/**
 * Cuts TFRecord frames (length, its masked CRC-32C, data, its masked CRC-32C) out of `bytes`. A last record that is torn
 * is left for later; after a length with a wrong checksum nothing more can be found, so that reading ends there.
 */
export function readRecords(bytes: Buffer): Records {
  const records: Buffer[] = [];
  let damaged = 0;
  let offset = 0;
  while (bytes.length - offset >= headerBytes) {
    const length = Number(bytes.readBigUInt64LE(offset));
    if (bytes.readUInt32LE(offset + 8) !== maskedCrc(bytes.subarray(offset, offset + 8))) break;
    const start = offset + headerBytes;
    const end = start + length;
    if (end + footerBytes > bytes.length) break;
    const data = bytes.subarray(start, end);
    if (bytes.readUInt32LE(end) === maskedCrc(data)) records.push(data);
    else damaged += 1;
    offset = end + footerBytes;
  }
  return { records, usedBytes: offset, damaged };
}

/** CRC-32C of `data`, rotated and offset as TFRecord stores it. */
export function maskedCrc(data: Buffer): number {
  let crc = 0xffffffff;
  for (const byte of data) crc = (crc >>> 8) ^ (castagnoli[(crc ^ byte) & 0xff] ?? 0);
  crc = (crc ^ 0xffffffff) >>> 0;
  return (((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0;
}

function crcTable(): Uint32Array {
  return Uint32Array.from({ length: 256 }, (_, index) => {
    let value = index;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0x82f63b78 : value >>> 1;
    return value >>> 0;
  });
}
