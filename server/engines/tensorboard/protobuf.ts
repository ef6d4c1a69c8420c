/** One field of a protobuf message: a varint as bigint, everything else as its bytes. */
export type Field = { number: number; value: bigint | Buffer };

/** Fields of a message in order, without a schema. Throws a RangeError when the bytes are not a message. */
export function readFields(bytes: Buffer): Field[] {
  const fields: Field[] = [];
  let offset = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = bytes.readUInt8(offset);
      offset += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new RangeError("A varint is longer than ten bytes");
  };
  const take = (length: number): Buffer => {
    if (offset + length > bytes.length) throw new RangeError("A field ends outside of its message");
    offset += length;
    return bytes.subarray(offset - length, offset);
  };
  while (offset < bytes.length) {
    const key = Number(varint());
    const wire = key & 7;
    const number = key >>> 3;
    if (wire === 0) fields.push({ number, value: varint() });
    else if (wire === 1) fields.push({ number, value: take(8) });
    else if (wire === 2) fields.push({ number, value: take(Number(varint())) });
    else if (wire === 5) fields.push({ number, value: take(4) });
    else throw new RangeError(`Wire type ${wire} is not used by TensorBoard`);
  }
  return fields;
}

/** The bytes of every field with this number. */
export function bytesOf(fields: Field[], number: number): Buffer[] {
  return fields.flatMap((field) => (field.number === number && typeof field.value !== "bigint" ? [field.value] : []));
}

/** The last varint with this number as a signed number, or null. */
export function integerOf(fields: Field[], number: number): number | null {
  const found = fields.findLast((field) => field.number === number);
  return typeof found?.value === "bigint" ? Number(BigInt.asIntN(64, found.value)) : null;
}
