import { orderOf, type PlainThing, referencesTo, type SeenThing } from "vision-peel/world";
import { describe, expect, it } from "vitest";

const seen = (
  slot: number,
  thing: Omit<PlainThing, "parts">,
  across: number,
  depthMetres: number,
): SeenThing => ({
  ...{ slot, across, depthMetres, share: 0.05, thing: { ...thing, parts: [] } },
});
const redBall = seen(4, { className: "ball", colourName: "red" }, 0.2, 2);
const blueBall = seen(5, { className: "ball", colourName: "blue", pattern: "striped" }, 0.5, 3);
const chair = seen(6, { className: "chair", colourName: "red" }, 0.8, 4);
const all = [redBall, blueBall, chair];

describe("what is said of a thing means it and no other", () => {
  it("by attributes", () => {
    expect(referencesTo(redBall, all).attributes).toEqual(["the red ball"]);
    expect(referencesTo(blueBall, all).attributes).toContain("the striped thing");
    expect(referencesTo(chair, all).attributes).toEqual(["the chair", "the red chair"]);
  });

  it("by place, among all and among its like", () => {
    expect(referencesTo(redBall, all).place).toContain("the nearest thing");
    expect(referencesTo(blueBall, all).place).toContain("the rightmost ball");
    expect(referencesTo(blueBall, all).place).not.toContain("the rightmost thing");
  });

  it("by relation and order", () => {
    expect(referencesTo(blueBall, all).relation).not.toContain("the ball left of the chair");
    expect(referencesTo(chair, all).relation).toContain("the thing behind the blue ball");
    expect(referencesTo(blueBall, all).order).toContain("the second thing from the left");
  });

  it("and is silent where two can hardly be told apart", () => {
    const beside = seen(7, { className: "ball", colourName: "red" }, 0.21, 2.1);
    const { attributes, place } = referencesTo(redBall, [redBall, beside]);
    expect([...attributes, ...place]).toEqual([]);
    expect(orderOf([redBall, beside], "left to right")).toBeUndefined();
  });

  it("things come in the order that is asked for", () => {
    expect(orderOf(all, "right to left")).toEqual([chair, blueBall, redBall]);
    expect(orderOf([chair, redBall], "near to far")).toEqual([redBall, chair]);
  });
});
