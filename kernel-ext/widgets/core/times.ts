/** Dates and times as the pages of ipywidgets write them. Months count from 0, as in JavaScript. */
import type { Json } from "../../wire/message.js";

/** A calendar day, a moment in UTC, a moment on the clock of wherever it is, a time of day. */
export type TimeKind = "date" | "datetime" | "naive" | "time";

const timeOfDay = /^(\d{1,2}):(\d{2})(?::(\d{2})(?:\.(\d{1,3}))?)?$/;
const two = (part: number) => String(part).padStart(2, "0");

interface Codec {
  toWire(value: never): Json | null;
  fromWire(wire: Json): Date | string;
}

export const timeCodecs: Record<TimeKind, Codec> = {
  date: {
    toWire: (day: Date) => ({ year: day.getUTCFullYear(), month: day.getUTCMonth(), date: day.getUTCDate() }),
    fromWire: ({ year, month, date }) => new Date(Date.UTC(year, month, date)),
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
      new Date(Date.UTC(year, month, date, hours, minutes, seconds, milliseconds)),
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
    toWire(text: string) {
      const parts = timeOfDay.exec(text);
      if (!parts) return null;
      const [, hours, minutes, seconds = "0", fraction = "0"] = parts;
      return {
        hours: Number(hours),
        minutes: Number(minutes),
        seconds: Number(seconds),
        milliseconds: Number(fraction.padEnd(3, "0")),
      };
    },
    fromWire: ({ hours, minutes, seconds, milliseconds }) =>
      `${two(hours)}:${two(minutes)}:${two(seconds)}${milliseconds ? `.${String(milliseconds).padStart(3, "0")}` : ""}`,
  },
};
