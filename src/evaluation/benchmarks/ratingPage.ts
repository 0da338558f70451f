import { join } from "node:path";
import { writeFileSafely } from "../../image/writeFileSafely.js";
import { fileNameOf } from "../sweep/plan.js";
import type { Pair } from "./pairs.js";

/**
 * Writes `rate.html` into the folder of an evaluation: a page that shows pair after pair, takes votes by buttons or the
 * keys 1, 2 and 3, keeps them in the browser, and gives them as `votes.csv`. It needs no server and asks no network.
 *
 * @returns its path
 */
export async function writeRatingPage(folder: string, pairs: readonly Pair[]): Promise<string> {
  const path = join(folder, "rate.html");
  const shown = pairs.map(({ id, prompt }) => ({ id, prompt, place: `samples/${fileNameOf(id)}` }));
  // A "<" in a prompt would end the script.
  const data = JSON.stringify(shown).replaceAll("<", "\\u003c");
  await writeFileSafely(path, Buffer.from(page(data, fileNameOf(folder).slice(-30))));
  return path;
}

const page = (pairs: string, key: string): string => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Which picture is better?</title>
<style>
body { font: 16px/1.5 sans-serif; margin: 2rem auto; max-width: 80rem; padding: 0 1rem }
figure { margin: 0 } img { max-width: 100%; max-height: 60vh; display: block }
#pair { display: flex; gap: 1rem } #pair figure { flex: 1 }
button { font: inherit; padding: .5rem 1rem } #photo img { max-height: 25vh }
</style>
<p id="told" aria-live="polite"></p><h1 id="prompt"></h1>
<figure id="photo" hidden><figcaption>before</figcaption><img alt="the photo before"></figure>
<div id="pair">
<figure><img id="left" alt="left picture"><button data-choice="left">Left is better (1)</button></figure>
<figure><img id="right" alt="right picture"><button data-choice="right">Right is better (2)</button></figure>
</div>
<p><button data-choice="tie">Neither (3)</button> <button id="back">Back</button> <a id="save" download="votes.csv">Save votes.csv</a></p>
<script>
const pairs = ${pairs};
const key = "peel votes ${key}";
const votes = JSON.parse(localStorage.getItem(key) ?? "{}");
const at = (id) => document.getElementById(id);
let i = Math.max(0, pairs.findIndex(({ id }) => !(id in votes)));
function quoted(text) { return /[",]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text }
function show() {
  const { id, prompt, place } = pairs[i];
  at("prompt").textContent = prompt;
  for (const side of ["left", "right"]) at(side).src = place + "/" + side + ".png";
  const photo = at("photo"), img = photo.querySelector("img");
  img.onload = () => { photo.hidden = false }; img.onerror = () => { photo.hidden = true };
  img.src = place + "/photo.png";
  const count = Object.keys(votes).length;
  at("told").textContent = (i + 1) + " of " + pairs.length + ", " + count + " rated" + (votes[id] ? "; this one: " + votes[id] : "");
  const lines = ["sample,choice", ...Object.entries(votes).map(([id, choice]) => quoted(id) + "," + choice)];
  at("save").href = "data:text/csv;charset=utf-8," + encodeURIComponent(lines.join("\\n") + "\\n");
}
function vote(choice) {
  votes[pairs[i].id] = choice;
  localStorage.setItem(key, JSON.stringify(votes));
  if (i + 1 < pairs.length) i++;
  show();
}
for (const button of document.querySelectorAll("[data-choice]")) button.onclick = () => vote(button.dataset.choice);
at("back").onclick = () => { if (i > 0) i--; show() };
document.addEventListener("keydown", ({ key }) => { const choice = { 1: "left", 2: "right", 3: "tie" }[key]; if (choice) vote(choice) });
show();
</script></html>
`;
