/** Values that have another form on the wire: dates, times and files as the pages of ipywidgets write them. */
import type { Json } from "../../wire/message.js";
import type { UploadedFile } from "./files.js";

/**
 * A calendar day, a moment in UTC, a moment on the clock of wherever it is, a time of day; files.
 * Months count from 0, as in JavaScript.
 */
export type FormKind = "date" | "datetime" | "naive" | "time" | "files";

const timeOfDay = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$/;
const two = (part: number) => String(part).padStart(2, "0");

/** Unlike Date.UTC this leaves the years 0 to 99 where they are. */
function inUtc(year: number, month: number, date: number, ...time: number[]): Date {
  const [hours = 0, minutes = 0, seconds = 0, milliseconds = 0] = time;
  const moment = new Date(0);
  moment.setUTCFullYear(year, month, date);
  moment.setUTCHours(hours, minutes, seconds, milliseconds);
  return moment;
}

interface Codec {
  toWire(value: never): Json | null;
  fromWire(wire: Json): unknown;
}

function partsOf(text: string): Json | null {
  const parts = timeOfDay.exec(text);
  if (!parts) return null;
  const [, hours, minutes, seconds = "0", fraction = "0"] = parts;
  return {
    hours: Number(hours),
    minutes: Number(minutes),
    seconds: Number(seconds),
    milliseconds: Number(fraction.padEnd(3, "0")),
  };
}

function textOf({ hours, minutes, seconds, milliseconds }: Json): string {
  const fraction = milliseconds ? `.${String(milliseconds).padStart(3, "0")}` : "";
  return `${two(hours)}:${two(minutes)}:${two(seconds)}${fraction}`;
}

/** A time of day, written in full: "9:05" is "09:05:00". */
export const timeText = (text: string): string => textOf(partsOf(text) ?? {});

export const forms: Record<FormKind, Codec> = {
  date: {
    toWire: (day: Date) => ({ year: day.getUTCFullYear(), month: day.getUTCMonth(), date: day.getUTCDate() }),
    fromWire: ({ year, month, date }) => inUtc(year, month, date),
  },
  datetime: {
    toWire: (moment: Date) => ({
      year: moment.getUTCFullYear(),
      month: moment.getUTCMonth(),
      date: moment.getUTCDate(),
      hours: moment.getUTCHours(),
      minutes: moment.getUTCMinutes(),
      seconds: moment.getUTCSeconds(),
      milliseconds: moment.getUTCMilliseconds(),
    }),
    fromWire: ({ year, month, date, hours, minutes, seconds, milliseconds }) =>
      inUtc(year, month, date, hours, minutes, seconds, milliseconds),
  },
  naive: {
    toWire: (moment: Date) => ({
      year: moment.getFullYear(),
      month: moment.getMonth(),
      date: moment.getDate(),
      hours: moment.getHours(),
      minutes: moment.getMinutes(),
      seconds: moment.getSeconds(),
      milliseconds: moment.getMilliseconds(),
    }),
    fromWire: ({ year, month, date, hours, minutes, seconds, milliseconds }) =>
      new Date(year, month, date, hours, minutes, seconds, milliseconds),
  },
  time: {
    toWire: (text: string) => partsOf(text),
    fromWire: (parts) => textOf(parts),
  },
  files: {
    toWire: (files: UploadedFile[]) =>
      files.map(({ lastModified, ...file }) => ({ ...file, last_modified: lastModified })),
    fromWire: (files) =>
      (files as Json[]).map(({ last_modified, ...file }) => ({ ...file, lastModified: last_modified })),
  },
};
