import { ArgumentError } from "vision-peel";

/** The one model that a call names. @throws ArgumentError for none, or several */
export function onlyModel(task: string, [name, ...more]: readonly string[]): string {
  if (name !== undefined && more.length === 0) return name;
  throw new ArgumentError({
    argument: `peel models ${task}`,
    expected: "followed by one model",
    got: name === undefined ? "followed by nothing" : `followed by ${[name, ...more].join(" ")}`,
    remedy: `write peel models ${task} depth-anything-v2-small, for example`,
  });
}

/** "1.2 GB", as disks count. */
export function sizeText(bytes: number): string {
  const units = ["B", "kB", "MB", "GB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  return `${value.toFixed(value < 10 && power > 0 ? 1 : 0)} ${units[power]}`;
}
