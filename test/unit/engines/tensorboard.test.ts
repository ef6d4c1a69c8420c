import { expect, it } from "vitest";
import { readEvent } from "../../../server/engines/tensorboard/events";
import { maskedCrc, readRecords } from "../../../server/engines/tensorboard/records";

const bytes = (number: number, content: Buffer) =>
  Buffer.concat([Buffer.from([(number << 3) | 2, content.length]), content]);
const double = (number: number, value: number) => {
  const content = Buffer.alloc(8);
  content.writeDoubleLE(value);
  return Buffer.concat([Buffer.from([(number << 3) | 1]), content]);
};
const float = (number: number, value: number) => {
  const content = Buffer.alloc(4);
  content.writeFloatLE(value);
  return Buffer.concat([Buffer.from([(number << 3) | 5]), content]);
};
const varint = (number: number, value: number) => Buffer.from([number << 3, value]);
const event = (step: number, value: Buffer) =>
  Buffer.concat([double(1, 12.5), varint(2, step), bytes(5, bytes(1, value))]);
const tagged = (...parts: Buffer[]) => Buffer.concat([bytes(1, Buffer.from("loss")), ...parts]);

const record = (data: Buffer) => {
  const length = Buffer.alloc(12);
  length.writeBigUInt64LE(BigInt(data.length));
  length.writeUInt32LE(maskedCrc(length.subarray(0, 8)), 8);
  const footer = Buffer.alloc(4);
  footer.writeUInt32LE(maskedCrc(data));
  return Buffer.concat([length, data, footer]);
};

it("knows the CRC-32C of RFC 3720, masked", () => {
  const crc = 0x8a9136aa;
  expect(maskedCrc(Buffer.alloc(32))).toBe((((crc >>> 15) | (crc << 17)) + 0xa282ead8) >>> 0);
});

it("cuts whole records out and leaves a torn one", () => {
  const [first, second] = [record(Buffer.from("one")), record(Buffer.from("two"))];
  const torn = Buffer.concat([first, second.subarray(0, -1)]);
  expect(readRecords(torn)).toEqual({ records: [Buffer.from("one")], usedBytes: first.length, damaged: 0 });
  expect(readRecords(Buffer.concat([first, second])).records).toHaveLength(2);
});

it("passes over damaged content and ends at a damaged length", () => {
  const [first, second] = [record(Buffer.from("one")), record(Buffer.from("two"))];
  first[12] = 0;
  expect(readRecords(Buffer.concat([first, second]))).toMatchObject({ records: [Buffer.from("two")], damaged: 1 });
  second[0] = 9;
  expect(readRecords(Buffer.concat([first, second]))).toMatchObject({ records: [], usedBytes: first.length });
});

const scalarTensor = (type: number, ...parts: Buffer[]) =>
  bytes(8, Buffer.concat([varint(1, type), bytes(2, Buffer.alloc(0)), ...parts]));

it.each([
  ["a simple value", tagged(float(2, 1.5)), 1.5],
  ["a simple value of zero", tagged(float(2, 0)), 0],
  ["a float tensor", tagged(scalarTensor(1, float(5, 2.5))), 2.5],
  ["a float tensor as content", tagged(scalarTensor(1, bytes(4, float(1, 3.5).subarray(1)))), 3.5],
  ["a double tensor as content", tagged(scalarTensor(2, bytes(4, double(1, 4.5).subarray(1)))), 4.5],
  ["a double tensor", tagged(scalarTensor(2, double(6, 4.5))), 4.5],
  ["an integer tensor", tagged(scalarTensor(9, varint(10, 7))), 7],
])("reads %s", (_, value, number) => {
  expect(readEvent(event(3, value)).scalars).toEqual([{ tag: "loss", step: 3, wallMs: 12_500, value: number }]);
});

it.each([
  ["a text tensor", tagged(bytes(8, Buffer.concat([varint(1, 7), bytes(8, Buffer.from("text"))])))],
  [
    "a vector",
    tagged(bytes(8, Buffer.concat([varint(1, 1), bytes(2, bytes(2, varint(1, 2))), bytes(5, Buffer.alloc(8))]))),
  ],
])("takes no scalar from %s", (_, value) => {
  expect(readEvent(event(3, value))).toEqual({ scalars: [], tags: ["loss"] });
});

it("takes nothing from what is no event", () => {
  expect(readEvent(Buffer.from([0xff, 0xff]))).toEqual({ scalars: [], tags: [] });
});
