/**
 * True if `pattern` fits the whole text: `*` stands for any run of characters and `?` for one, as in
 * history_request. Without a regular expression, whose time could explode with the number of stars.
 *
 * @example
 * matchesGlob("const depth = 2", "const *"); // true
 */
export function matchesGlob(text: string, pattern: string): boolean {
  let at = 0;
  let wanted = 0;
  /** Where the last star stood, and the text that it has not yet taken. */
  let star = -1;
  let afterStar = 0;
  while (at < text.length) {
    if (pattern[wanted] === "*") {
      star = wanted++;
      afterStar = at;
    } else if (pattern[wanted] === "?" || pattern[wanted] === text[at]) {
      wanted++;
      at++;
    } else if (star >= 0) {
      // The last star takes one character more.
      wanted = star + 1;
      at = ++afterStar;
    } else {
      return false;
    }
  }
  while (pattern[wanted] === "*") wanted++;
  return wanted === pattern.length;
}
