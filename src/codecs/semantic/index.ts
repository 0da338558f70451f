export { type DecodedLabels, type DecodeSemanticOptions, decodeSemantic, REJECTED_ID } from "./decode.js";
export { type DesignLegendOptions, designLegend } from "./design/designLegend.js";
export { type LegendQuality, legendQuality } from "./design/legendQuality.js";
export { type EncodeSemanticOptions, encodeSemantic } from "./encode.js";
export {
  type ColourClass,
  type ColourLegend,
  type LegendInput,
  type LegendInputEntry,
  type LegendOptions,
  parseLegend,
} from "./legend.js";
export { permuteLegend } from "./permute.js";
export { type VotedLabels, type VoteOptions, voteLabels } from "./vote.js";
