declare module "color-name" {
  /** The 148 colour names of CSS Color 4, in lower case. */
  const names: Readonly<Record<string, readonly [number, number, number]>>;
  export default names;
}
