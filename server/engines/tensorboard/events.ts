import { bytesOf, type Field, integerOf, readFields } from "./protobuf";

export type Scalar = { tag: string; step: number; wallMs: number; value: number };
export type EventReading = {
  scalars: Scalar[];
  /** Tags of every value, those that are no scalars included. */
  tags: string[];
};

// tensorflow/core/util/event.proto, framework/summary.proto and framework/tensor.proto.
const event = { wallTime: 1, step: 2, summary: 5 } as const;
const summary = { value: 1 } as const;
const summaryValue = { tag: 1, simple: 2, tensor: 8 } as const;
const tensor = { type: 1, shape: 2, content: 4, float: 5, double: 6, int: 7, int64: 10 } as const;
const shapeDimension = 2;
const tensorType = { float: 1, double: 2, int32: 3, int64: 9 } as const;

/** Scalars of one `Event` message: `simple_value`, or a tensor without dimensions. Anything that is no event gives nothing. */
export function readEvent(record: Buffer): EventReading {
  try {
    const fields = readFields(record);
    const step = integerOf(fields, event.step) ?? 0;
    const wallMs = (bytesOf(fields, event.wallTime)[0]?.readDoubleLE() ?? 0) * 1000;
    const values = bytesOf(fields, event.summary)
      .flatMap((message) => bytesOf(readFields(message), summary.value))
      .map(readFields);
    return {
      tags: values.map(tagOf),
      scalars: values.flatMap((value) => {
        const number = numberOf(value);
        return number === null ? [] : [{ tag: tagOf(value), step, wallMs, value: number }];
      }),
    };
  } catch (error) {
    if (error instanceof RangeError) return { scalars: [], tags: [] };
    throw error;
  }
}

function tagOf(value: Field[]): string {
  return bytesOf(value, summaryValue.tag)[0]?.toString("utf8") ?? "";
}

function numberOf(value: Field[]): number | null {
  const [simple] = bytesOf(value, summaryValue.simple);
  if (simple !== undefined) return simple.readFloatLE();
  const [message] = bytesOf(value, summaryValue.tensor);
  return message === undefined ? null : scalarOf(readFields(message));
}

function scalarOf(fields: Field[]): number | null {
  const isScalar = bytesOf(fields, tensor.shape).every(
    (shape) => bytesOf(readFields(shape), shapeDimension).length === 0,
  );
  if (!isScalar) return null;
  const [content] = bytesOf(fields, tensor.content);
  switch (integerOf(fields, tensor.type)) {
    case tensorType.float:
      return (content ?? bytesOf(fields, tensor.float)[0])?.readFloatLE() ?? null;
    case tensorType.double:
      return (content ?? bytesOf(fields, tensor.double)[0])?.readDoubleLE() ?? null;
    case tensorType.int32:
      return content?.readInt32LE() ?? integerOf(fields, tensor.int);
    case tensorType.int64:
      return content === undefined ? integerOf(fields, tensor.int64) : Number(content.readBigInt64LE());
    default:
      return null;
  }
}
