/** d3-scale-chromatic is published without types; this is what Peel uses of it. */
declare module "d3-scale-chromatic" {
  /** A place from 0 to 1 → a colour as CSS writes it. */
  type Interpolator = (t: number) => string;
  export const interpolateTurbo: Interpolator;
  export const interpolateViridis: Interpolator;
  export const interpolateInferno: Interpolator;
  export const interpolateSpectral: Interpolator;
  export const interpolateSinebow: Interpolator;
}
