const units: [seconds: number, name: string][] = [
  [1, "s"],
  [1e-3, "ms"],
  [1e-6, "µs"],
  [1e-9, "ns"],
];

/** Three digits that matter, without an exponent. */
function digits(value: number): string {
  const rounded = Number(value.toPrecision(3));
  return rounded >= 100 ? String(Math.round(rounded)) : rounded.toPrecision(3);
}

/** `1.23 ms`, `45.6 s`, `2 min 5 s`, `3 h 0 min` */
export function durationText(seconds: number): string {
  if (seconds <= 0) return "0 s";
  // By what is shown, so that 59.97 s is not "60.0 s".
  if (seconds >= 59.95) {
    const whole = Math.round(seconds);
    const minutes = Math.floor(whole / 60);
    return minutes < 60
      ? `${minutes} min ${whole % 60} s`
      : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  }
  const [size, name] = units.find(([size]) => seconds >= size * 0.9995) ?? units[units.length - 1];
  return `${digits(seconds / size)} ${name}`;
}
