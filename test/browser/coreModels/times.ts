/** Days, moments, times of day; typed field by field, as an American browser asks for them. */
import { type Entry, inputValue } from "./entry.js";

const typesInto =
  (...keys: string[]): Entry["gesture"] =>
  async (view, page) => {
    // A click would open the calendar over the page.
    await view.locator("input").first().focus();
    for (const [i, part] of keys.entries()) {
      if (i > 0) await page.keyboard.press("ArrowRight");
      await page.keyboard.type(part);
    }
    await page.keyboard.press("Tab");
  };

const pastes =
  (value: string): Entry["gesture"] =>
  (view) =>
    view.locator("input").first().fill(value);

export const times: Record<string, Entry> = {
  DatePicker: {
    make: "const x = new w.DatePicker({ min: new Date(Date.UTC(2020, 0, 1)) })",
    // Whole: of a year typed digit by digit the first would lie before min, and the kernel would clamp it.
    gesture: pastes("2026-04-23"),
    heard: ["x.value?.toISOString()", "2026-04-23T00:00:00.000Z"],
    set: "x.value = new Date(Date.UTC(2024, 1, 29))",
    seen: inputValue("input", "2024-02-29"),
  },
  Datetime: {
    make: "const x = new w.DatetimePicker()",
    gesture: typesInto("04232026", "0930AM"),
    heard: ["x.value?.getTime()", new Date(2026, 3, 23, 9, 30).getTime()],
    set: "x.value = new Date(2024, 1, 29, 17, 5)",
    seen: inputValue("input", "2024-02-29T17:05"),
  },
  NaiveDatetime: {
    make: "const x = new w.NaiveDatetimePicker()",
    gesture: typesInto("12312025", "1159PM"),
    heard: ["[x.value?.getFullYear(), x.value?.getMonth(), x.value?.getHours()]", [2025, 11, 23]],
    set: "x.value = new Date(2024, 1, 29, 17, 5)",
    seen: inputValue("input", "2024-02-29T17:05"),
  },
  Time: {
    make: "const x = new w.TimePicker()",
    gesture: typesInto("0930AM"),
    heard: ["x.value", "09:30:00"],
    set: "x.value = '17:45'",
    seen: inputValue("input", "17:45"),
  },
};
