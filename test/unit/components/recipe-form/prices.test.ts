import { describe, expect, it } from "vitest";
import { breakEvenOf, parsePrices, readPrice } from "../../../../components/recipe-form/logic/prices";

const prices = { gpuHourPrice: "2", teacherPrice: "5", studentPrice: "1", tokensPerRequest: "500" };

describe("readPrice", () => {
  it.each([
    ["2.5", 2.5],
    ["0,3", 0.3],
    ["0", 0],
    ["", null],
    ["-1", null],
    ["two", null],
  ])("reads %j as %j", (text, value) => expect(readPrice(text)).toBe(value));
});

describe("breakEvenOf", () => {
  it("counts tokens and requests until the training is paid for", () => {
    expect(breakEvenOf(prices, 50)).toMatchObject({ trainingCost: 100, tokens: 25_000_000, requests: 50_000 });
  });

  it("takes typed device hours only where there is no estimate", () => {
    expect(breakEvenOf({ ...prices, deviceHours: "10" }, null)?.trainingCost).toBe(20);
    expect(breakEvenOf({ ...prices, deviceHours: "10" }, 50)?.trainingCost).toBe(100);
  });

  it("says never where the student is not cheaper, and nothing while a figure is missing", () => {
    expect(breakEvenOf({ ...prices, studentPrice: "5" }, 50)?.tokens).toBeNull();
    expect(breakEvenOf({ ...prices, studentPrice: "" }, 50)).toBeNull();
    expect(breakEvenOf(prices, null)).toBeNull();
    expect(breakEvenOf({ ...prices, tokensPerRequest: "" }, 50)?.requests).toBeNull();
  });
});

describe("parsePrices", () => {
  it("keeps known texts alone", () => {
    expect(parsePrices('{"gpuHourPrice":"2","other":"1","studentPrice":3}')).toEqual({ gpuHourPrice: "2" });
    expect(parsePrices(null)).toEqual({});
    expect(parsePrices("[]")).toEqual({});
  });
});
