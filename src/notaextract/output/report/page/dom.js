// Elements are made one by one and text only ever becomes text nodes: nothing is parsed as HTML.
const NS = "http://www.w3.org/2000/svg";
// Control and format characters that a page would obey or hide; line ends and tabs stay as they are.
const ODD = new RegExp(
  "[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u00ad\\u061c\\u180e\\u200b-\\u200f" +
  "\\u2028-\\u202e\\u2060-\\u206f\\ufeff\\ufff9-\\ufffb\\u{e0000}-\\u{e007f}\\ud800-\\udfff]|\\r(?!\\n)", "gu");
let LABELS = {};

function t(key, values) {
  const wording = LABELS[key] ?? key;
  return values ? wording.replace(/\{(\w+)\}/g, (_, name) => values[name]) : wording;
}
function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}
const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes, ...children) => fill(document.createElementNS(NS, tag), attributes, children);
const $ = (id) => document.getElementById(id);

function codeName(character) {
  return "U+" + character.codePointAt(0).toString(16).toUpperCase().padStart(4, "0");
}
/** Appends text; what a browser would obey stands hidden behind a chip that names it. */
function put(element, text) {
  let at = 0;
  for (const match of text.matchAll(ODD)) {
    if (match.index > at) element.append(text.slice(at, match.index));
    const name = codeName(match[0]);
    element.append(h("span", { class: "chip", role: "img", "aria-label": name, "data-c": name },
      h("span", { hidden: true }, match[0])));
    at = match.index + match[0].length;
  }
  if (at < text.length) element.append(at ? text.slice(at) : text);
  return element;
}
const bdi = (text) => put(h("bdi"), text);
/** Text for attributes and options, where no chip can stand. */
const plain = (text) => text.replace(ODD, (character) => `‹${codeName(character)}›`);
const fold = (text) =>
  text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, " ");
const stateName = (state) => LABELS["state_" + state] ?? state;
const count = (number) => String(number).replace(/\B(?=(\d{3})+$)/g, "\u202f");
function shorten(text, length) {
  return text.length > length ? text.slice(0, length - 1).replace(/[\ud800-\udbff]$/, "") + "…" : text;
}
function button(label, onclick, attributes) {
  return h("button", { type: "button", onclick, ...attributes }, label);
}
function focus(element) {
  if (!element) return;
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "center", behavior: "auto" });
}
