import { describe, expect, it } from "vitest";
import { answerWords } from "../../../../../server/domain/results/evaluations/answer-words";
import { finalAnswer } from "../../../../../server/domain/results/evaluations/final-answer";
import { answerMatch, exactMatch, rougeL, scoreItem } from "../../../../../server/domain/results/evaluations/scoring";

const answers = [
  "Paris",
  "New York City",
  "1,000",
  "-5",
  "3.14",
  "A",
  "C++",
  "北京",
  "The Nile",
  "ไทย",
  "not guilty",
  "I",
  "+",
];

describe("whatever the accepted answer", () => {
  it.each(answers)("%j is a full score by itself, in a sentence, after a thought, and never for nothing", (wanted) => {
    for (const metric of [answerMatch, exactMatch]) {
      expect(metric(wanted, [wanted])).toBe(1);
      expect(metric(`<think>Not Lyon? Perhaps.</think>\n${wanted}`, [wanted])).toBe(1);
      expect(metric(wanted, ["Zürich", wanted])).toBe(1);
      for (const nothing of ["", "  ", "…", `<think>${wanted}</think>`, `<think>It is ${wanted}`])
        expect(metric(nothing, [wanted])).toBe(0);
      expect(metric(wanted, [""])).toBe(0);
    }
    expect(answerMatch(`The answer is ${wanted} .`, [wanted])).toBe(1);
    expect(exactMatch(`The answer is ${wanted} .`, [wanted])).toBe(0);
    expect(answerMatch(`It is certainly not ${wanted} .`, [wanted])).toBe(wanted === "+" ? 1 : 0);
    expect(scoreItem(["exact-match", "answer-match", "rouge-l"], { answer: null, references: [wanted] })).toEqual({
      "exact-match": 0,
      "answer-match": 0,
      "rouge-l": 0,
    });
  });
});

describe("numbers are numbers", () => {
  const sameValue = [
    ["1,000", "1000", "1000.0", "1'000", "1\u202f000", "１０００", "01000"],
    ["-5", "−5", "-5.0", "minus 5", "负5"],
    ["0.5", ".5", "0.50"],
    ["0", "-0", "0.0"],
  ];

  it.each(sameValue)("%j and its other spellings are one", (...spellings) => {
    for (const a of spellings) for (const b of spellings) expect([a, b, exactMatch(a, [b])]).toEqual([a, b, 1]);
  });

  it("tells any two different values apart", () => {
    const values = [
      "2",
      "15.2",
      "200",
      "1,200",
      "-5",
      "5",
      "0.5",
      "05.5",
      "1/2",
      "10:30",
      "30",
      "3.11.2",
      "11",
      "1000000",
      "1,000",
    ];
    for (const a of values)
      for (const b of values)
        if (a !== b) {
          expect([a, b, exactMatch(a, [b])]).toEqual([a, b, 0]);
          expect([a, b, answerMatch(`It is ${a}.`, [b])]).toEqual([a, b, 0]);
        }
  });

  it.each([
    ["between 3-5 days", "5", 1],
    ["From 10 to -5 degrees", "-5", 1],
    ["共1,000公里", "1000", 1],
    ["In 1990, 500 came", "500", 1],
    ["the 2nd", "2", 0],
    ["10²", "102", 0],
    ["-$5", "-5", 1],
  ])("%j against %j is %d", (answer, wanted, expected) => {
    expect(answerMatch(answer, [wanted])).toBe(expected);
  });
});

describe("letters that name something", () => {
  it.each([
    ["A", "A", 1],
    ["a", "A", 1],
    ["(a)", "A", 1],
    ["The answer is A.", "A", 1],
    ["A is correct.", "A", 1],
    ["**A**: Paris", "A", 1],
    ["答案是A。", "A", 1],
    ["Vitamin A helps the eyes.", "A", 1],
    ["A dog barks.", "A", 0],
    ["It is a dog.", "A", 0],
    ["At 5 a.m. sharp", "A", 0],
    ["B", "A", 0],
    ["I think it is B.", "I", 0],
    ["The answer is I.", "I", 1],
    ["C++", "C", 0],
    ["C#", "C", 0],
    ["It is written in C.", "C", 1],
    ["A+", "A", 0],
    ["the U.S.", "US", 1],
  ])("%j against %j is %d", (answer, wanted, expected) => {
    expect(answerMatch(answer, [wanted])).toBe(expected);
  });
});

describe("what is denied", () => {
  it.each([
    ["certainly not Paris", 0],
    ["It isn't Paris.", 0],
    ["It isn’t Paris.", 0],
    ["I don't think that it could be Paris", 0],
    ["Lyon rather than Paris", 0],
    ["neither Lyon nor Paris", 0],
    ["Paris is not the capital.", 0],
    ["Not Lyon but Paris.", 1],
    ["It is not Lyon, it is Paris.", 1],
    ["No, Paris.", 1],
    ["No doubt Paris", 1],
    ["Not only Paris", 1],
    ["It is not Paris. Wait: Paris it is.", 1],
    ["Nothing is larger than Paris", 1],
    ["I am not sure. Paris", 1],
  ])("%j scores %d for Paris", (answer, expected) => {
    expect(answerMatch(answer, ["Paris"])).toBe(expected);
  });

  it.each([
    ["不是北京", 0],
    ["首都并非北京。", 0],
    ["首都不在北京", 0],
    ["北京不是首都", 0],
    ["是北京", 1],
    ["不是上海，是北京。", 1],
    ["不仅是北京", 1],
    ["没错，北京", 1],
    ["中国的首都是北京。", 1],
  ])("%j scores %d for 北京", (answer, expected) => {
    expect(answerMatch(answer, ["北京"])).toBe(expected);
  });
});

describe("what was thought aloud", () => {
  it.each([
    ["<think>maybe Paris? no</think> Lyon", " Lyon"],
    ["maybe Paris</think>Lyon", "Lyon"],
    ["Lyon<think>or Paris", "Lyon"],
    ["<THINKING>a</THINKING>b<think>c</think>d", "d"],
    ["no tags", "no tags"],
  ])("%j leaves %j", (text, spoken) => {
    expect(finalAnswer(text)).toBe(spoken);
  });

  it("counts in no score", () => {
    expect(answerMatch("<think>maybe Paris? no</think> Lyon", ["Paris"])).toBe(0);
    expect(rougeL("<think>Paris</think> Lyon", ["Lyon"])).toBe(1);
  });
});

it("reads combining marks as part of their word", () => {
  expect(answerWords("हिन्दी भाषा").map(({ text }) => text)).toHaveLength(2);
});
