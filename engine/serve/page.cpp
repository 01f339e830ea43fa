#include "engine/serve/page.h"

namespace weft {

const std::string_view servePagePolicy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; "
                                         "img-src blob:; connect-src 'self'; form-action 'none'; base-uri 'none'; "
                                         "frame-ancestors 'none'";

const std::string_view servePage = R"HTML(<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Weft: ask a model</title>
<style>
:root { --page: #f6f7f9; --card: #ffffff; --line: #dde1e7; --text: #1a1f29; --dim: #5d6675; --accent: #2f6fed;
  --on-accent: #ffffff; --edge: #a9b2c0; --bar: #d7e4fd; --bad: #b3261e; }
@media (prefers-color-scheme: dark) { :root { --page: #14171c; --card: #1c2027; --line: #2f3540; --text: #e8ebf0;
  --dim: #9aa3b2; --accent: #6ea0ff; --on-accent: #0e1420; --edge: #586274; --bar: #263b66; --bad: #ff8a80; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.5 Inter, system-ui, sans-serif; }
main { max-width: 760px; margin: 0 auto; padding: 40px 20px 60px; }
header { display: flex; align-items: baseline; gap: 12px; margin-bottom: 24px; flex-wrap: wrap; }
h1 { font-size: 22px; margin: 0; letter-spacing: -.01em; }
#state { color: var(--dim); font-size: 14px; }
#state::before { content: ""; display: inline-block; width: 9px; height: 9px; border-radius: 50%; margin-right: 7px;
  background: var(--dim); }
#state.good::before { background: #2e9e5b; }
#state.bad::before { background: var(--bad); }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 20px; margin-bottom: 16px; }
label { display: block; font-size: 13px; color: var(--dim); margin-bottom: 6px; }
select, input, textarea { width: 100%; font: inherit; color: inherit; background: var(--page);
  border: 1px solid var(--line); border-radius: 8px; padding: 9px 11px; }
select { appearance: none; padding-right: 36px; background: linear-gradient(45deg, #0000 50%, var(--dim) 50%)
  calc(100% - 18px) 52% / 6px 6px no-repeat, linear-gradient(-45deg, #0000 50%, var(--dim) 50%)
  calc(100% - 12px) 52% / 6px 6px no-repeat, var(--page); }
textarea { min-height: 84px; resize: vertical; font-family: "JetBrains Mono", ui-monospace, monospace; font-size: 14px; }
.row { margin-bottom: 16px; }
#drop { border: 1.5px dashed var(--edge); border-radius: 10px; padding: 26px; text-align: center; color: var(--dim);
  cursor: pointer; }
#drop.over, #drop:focus-visible { border-color: var(--accent); color: var(--text); outline: none; }
#drop img { display: block; max-width: 220px; max-height: 180px; min-height: 84px; margin: 0 auto 10px; border-radius: 6px;
  image-rendering: pixelated; }
button { font: inherit; font-weight: 600; border: 0; border-radius: 8px; padding: 10px 20px; cursor: pointer;
  background: var(--accent); color: var(--on-accent); }
button:disabled { opacity: .5; cursor: default; }
:is(button, select, input, textarea):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
.class { display: grid; grid-template-columns: minmax(84px, 2fr) minmax(72px, 4fr) 70px; gap: 12px; align-items: center;
  padding: 5px 0; }
.class span:first-child { overflow-wrap: anywhere; }
.track { height: 10px; border-radius: 5px; background: var(--bar); overflow: hidden; }
.track i { display: block; height: 100%; background: var(--accent); border-radius: 5px; }
.time { margin-top: 12px; }
.share { text-align: right; font-variant-numeric: tabular-nums; color: var(--dim); }
pre { margin: 0; overflow: auto; font-size: 13px; max-height: 260px; }
.bad { color: var(--bad); }
h2 { font-size: 14px; margin: 0 0 10px; }
footer { font-size: 13px; color: var(--dim); }
a { color: var(--accent); }
[hidden] { display: none !important; }
</style>
</head>
<body>
<main>
<header><h1>Ask a model</h1><span id="state" role="status">connecting</span></header>
<section>
  <div class="row" id="tokenRow" hidden><label for="token">Token of this server</label>
    <input id="token" type="password" autocomplete="off" placeholder="kept on this page only"></div>
  <div class="row"><label for="model">Model</label><select id="model"></select></div>
  <div class="row" id="pictureRow" hidden><label for="file">Picture</label>
    <div id="drop" tabindex="0" role="button"><img id="shown" alt="" hidden><span id="dropText">Drop a PNG or JPEG here,
      or click to choose one</span></div>
    <input id="file" type="file" accept="image/png,image/jpeg" hidden></div>
  <div class="row" id="numbersRow" hidden><label for="numbers" id="numbersLabel">Numbers</label>
    <textarea id="numbers" spellcheck="false" placeholder="with spaces or commas between them"></textarea></div>
  <button id="ask" disabled>Ask</button>
</section>
<section id="answer" aria-live="polite" hidden></section>
<footer>For programs: <a href="openapi.json">openapi.json</a> · <a href="metrics">metrics</a></footer>
</main>
<script>
"use strict";
const $ = id => document.getElementById(id);
let picture = null;
let current = null;
function fields() {
  const token = $("token").value;
  return token ? { Authorization: "Bearer " + token } : {};
}
async function call(path, options = {}) {
  const reply = await fetch(path, { ...options, headers: { ...fields(), ...options.headers } });
  const json = await reply.json();
  if (!reply.ok) {
    if (reply.status === 401) $("tokenRow").hidden = false;
    throw new Error(json.error);
  }
  return json;
}
function state(text, kind) {
  $("state").textContent = text;
  $("state").className = kind;
}
function element(tag, text, name) {
  const made = document.createElement(tag);
  if (text !== undefined) made.textContent = text;
  if (name) made.className = name;
  return made;
}
async function listModels() {
  try {
    const models = await call("v2/repository/index", { method: "POST" });
    $("model").replaceChildren(...models.map(model => {
      const option = element("option", model.name + ", version " + model.version);
      option.value = JSON.stringify([model.name, model.version]);
      return option;
    }));
    state("ready", "good");
    await showModel();
  } catch (error) {
    state(error.message, "bad");
  }
}
async function showModel() {
  const [name, version] = JSON.parse($("model").value);
  current = await call("v2/models/" + encodeURIComponent(name) + "/versions/" + encodeURIComponent(version));
  const pictures = current.inputs.length === 1 && current.inputs[0].parameters.takes_pictures;
  $("pictureRow").hidden = !pictures;
  $("numbersRow").hidden = pictures;
  const sizes = current.inputs.map(input => input.name + ": " + input.shape.slice(1).join(" × ")).join(", ");
  $("numbersLabel").textContent = current.inputs.length === 1 ? "Numbers of one sample (" + sizes + "), as the data has them"
    : "JSON: {\"inputs\": {NAME: numbers}} with " + sizes;
  $("ask").disabled = pictures && !picture;
}
function choose(file) {
  if (!file) return;
  picture = file;
  $("shown").src = URL.createObjectURL(file);
  $("shown").hidden = false;
  $("dropText").textContent = file.name;
  $("ask").disabled = false;
  ask();
}
function body() {
  if (!$("pictureRow").hidden) return picture;
  const text = $("numbers").value.trim();
  return /^[[{]/.test(text) ? text : "[" + text.split(/[\s,;]+/).filter(Boolean).join(",") + "]";
}
async function ask() {
  const [name, version] = JSON.parse($("model").value);
  $("ask").disabled = true;
  const start = performance.now();
  try {
    const query = new URLSearchParams({ model: name, version, top: 10 });
    const answer = await call("predict?" + query, { method: "POST", body: body(),
      headers: { "Content-Type": "application/octet-stream" } });
    show(answer, performance.now() - start);
    state("ready", "good");
  } catch (error) {
    $("answer").replaceChildren(element("div", error.message, "bad"));
  }
  $("answer").hidden = false;
  $("ask").disabled = false;
}
function show(answer, milliseconds) {
  const parts = [];
  answer.samples.slice(0, 20).forEach((sample, number) => {
    for (const prediction of sample.predictions) {
      const several = answer.samples.length > 1 ? "sample " + (number + 1) + ", " : "";
      parts.push(element("h2", several + prediction.node));
      for (const one of prediction.classes || []) {
        const line = element("div", undefined, "class");
        const track = element("span", undefined, "track");
        const bar = element("i");
        bar.style.width = 100 * one.probability + "%";
        track.append(bar);
        line.append(element("span", one.class), track,
          element("span", (100 * one.probability).toFixed(2) + " %", "share"));
        parts.push(line);
      }
      if (prediction.values) parts.push(element("pre", prediction.values.slice(0, 2000).join("  ")));
    }
  });
  parts.push(element("div", "answered in " + milliseconds.toFixed(1) + " ms", "share time"));
  $("answer").replaceChildren(...parts);
}
$("model").addEventListener("change", () => showModel().catch(error => state(error.message, "bad")));
$("token").addEventListener("change", listModels);
$("ask").addEventListener("click", ask);
$("drop").addEventListener("click", () => $("file").click());
$("drop").addEventListener("keydown", event => { if (event.key === "Enter" || event.key === " ") $("file").click(); });
$("file").addEventListener("change", () => choose($("file").files[0]));
$("drop").addEventListener("dragover", event => { event.preventDefault(); $("drop").className = "over"; });
$("drop").addEventListener("dragleave", () => { $("drop").className = ""; });
$("drop").addEventListener("drop", event => { event.preventDefault(); $("drop").className = "";
  choose(event.dataTransfer.files[0]); });
listModels();
</script>
</body>
</html>
)HTML";

} // namespace weft
