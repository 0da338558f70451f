import { join } from "node:path";
import { dialects } from "../../../codecs/dialects/registry.js";
import { describeValue } from "../../../errors.js";
import { brokenFile, readJson } from "../readJson.js";

/** How a model turns noise into a picture: in how many Euler steps, and how strongly it follows the prompt. */
export interface Sampling {
  readonly steps: number;
  /** classifier-free guidance; 1 is none */
  readonly guidance: number;
}

/** What `card.json` tells of a model whose whole work is one graph. Whatever else stands there is for people. */
export interface OneGraphCard {
  readonly name: string;
  /** the side of its square pictures, pixels */
  readonly size: number;
  /** the graph's file beside the card */
  readonly graph: string;
  /** the tokenizer's file beside the card */
  readonly tokenizer: string;
  /** the dialect that it paints in */
  readonly dialect?: string;
  /** see `ModelAbout.instanceColours` */
  readonly instanceColours?: "free" | "asked";
  /** how it answers about a picture */
  readonly perception: Sampling;
  /** how it makes a picture from words; left out by a model that cannot */
  readonly textToImage?: Sampling;
  readonly limits: readonly string[];
  readonly licence?: string;
}

/** The version of the contract that docs/one-graph.md describes. */
const CONTRACT = "peel/one-graph/1";

/** Whether what stands in a `card.json` is a one-graph model's, of whatever version. */
export const isOneGraphCard = (card: unknown): boolean =>
  String((card as { contract?: unknown } | null)?.contract).startsWith("peel/one-graph/");

/**
 * Reads a model's card.
 *
 * @throws GeneratorError "unavailable" if it is missing, or not what the contract says
 */
export async function readCard(folder: string): Promise<OneGraphCard> {
  const path = join(folder, "card.json");
  const said = await readJson(path);
  const refuse = (field: string, expected: string): never => {
    throw brokenFile(
      path,
      `a card with ${field}: ${expected}`,
      describeValue(said[field]),
      `mend "${field}"`,
    );
  };
  const text = (field: string, fallback?: string): string => {
    const value = said[field] ?? fallback;
    return typeof value === "string" && value !== "" ? value : refuse(field, "a text");
  };
  const dialectIn = (name: string): string =>
    dialects().some((one) => one.name === name)
      ? name
      : refuse(
          "dialect",
          `one of ${dialects()
            .map((one) => one.name)
            .join(", ")}`,
        );
  if (said.contract !== CONTRACT) refuse("contract", JSON.stringify(CONTRACT));
  const { size } = said;
  const isSize = Number.isInteger(size) && (size as number) >= 8 && (size as number) <= 4096;
  const limits = said.limits ?? [];
  if (!Array.isArray(limits) || !limits.every((limit) => typeof limit === "string"))
    refuse("limits", "a list of sentences");
  return {
    name: text("name"),
    size: isSize ? (size as number) : refuse("size", "the side of its pictures in pixels, from 8 to 4096"),
    graph: text("graph", "model.onnx"),
    tokenizer: text("tokenizer", "tokenizer.json"),
    perception: samplingOf(said.perception ?? { steps: 1 }) ?? refuse("perception", SAMPLING),
    ...(said.textToImage !== undefined && {
      textToImage: samplingOf(said.textToImage) ?? refuse("textToImage", SAMPLING),
    }),
    ...(said.dialect !== undefined && { dialect: dialectIn(text("dialect")) }),
    ...(said.instanceColours !== undefined && {
      instanceColours:
        said.instanceColours === "free" || said.instanceColours === "asked"
          ? said.instanceColours
          : refuse("instanceColours", '"free" or "asked"'),
    }),
    ...(said.licence !== undefined && { licence: text("licence") }),
    limits: limits as string[],
  };
}

const SAMPLING = "{ steps: 1 to 1000, guidance: at least 0 }";

function samplingOf(value: unknown): Sampling | undefined {
  const { steps, guidance = 1 } = (value ?? {}) as Partial<Sampling>;
  const isFit = Number.isInteger(steps) && (steps as number) >= 1 && (steps as number) <= 1000;
  return isFit && Number.isFinite(guidance) && guidance >= 0
    ? { steps: steps as number, guidance }
    : undefined;
}
