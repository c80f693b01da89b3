// The reader: one document's text with its facts, and a card for the chosen one.
const reading = { doc: -1, fact: -1, back: null };

function readerView(doc, chosen) {
  reading.doc = doc; reading.fact = -1;
  const { header, source, state } = DOCS[doc];
  const rows = [["document", [header.document_type, header.number].filter(Boolean).join(" ")],
    ["date", [header.date, header.time].filter(Boolean).join(" ")], ["place", header.place],
    ["issuer", header.issuer], ["file", source], ["state", state === "ok" ? "" : stateName(state)]];
  const about = h("dl", { class: "about" });
  for (const [key, said] of rows) if (said) about.append(h("div", {}, h("dt", {}, t(key)), h("dd", {}, bdi(said))));
  const release = h("div", { class: "release", role: "group", "aria-label": t("release"), id: "release" });
  const view = h("section", { class: "reader", "aria-labelledby": "reader-title" },
    D.alone ? null : h("nav", { class: "bar", "aria-label": t("document") },
      button("← " + t("back"), leave, { id: "back" }),
      button(t("previous_document"), () => turn(-1), { id: "previous-document" }),
      button(t("next_document"), () => turn(1), { id: "next-document" })),
    fill(h("h1", { id: "reader-title", tabindex: -1 }), {}, [bdi(docName(doc))]), about, legend(doc),
    notice(doc), h("div", { class: "desk" }, release,
      h("aside", { class: "card", id: "card", "aria-label": t("card"), "aria-live": "polite" })));
  view.addEventListener("keydown", readerKeys);
  release.addEventListener("click", (event) => {
    const mark = event.target.closest("mark");
    if (mark && !String(getSelection())) pick(mark);
  });
  $("main").replaceChildren(view);
  drawText(doc);
  if (chosen >= 0) select(chosen, true);
  else { drawCard(-1); if (!D.alone) $("reader-title").focus(); }
}

function notice(doc) {
  const { whole, pieces, characters } = DOCS[doc];
  if (whole || !pieces.length) return null;
  const key = characters ? (D.keep === "facts" ? "only_facts" : "only_sentences") : "no_text";
  return h("p", { class: "banner", role: "note" }, t(key));
}

function legend(doc) {
  const amount = TYPES.map(() => 0);
  for (let fact = firstOf[doc]; fact < firstOf[doc + 1]; fact++) amount[typeOf[fact]]++;
  const list = h("div", { class: "legend", role: "group", "aria-label": t("legend") });
  TYPES.forEach((name, kind) => {
    if (!amount[kind]) return;
    const box = h("input", { type: "checkbox", onchange: () => setType(kind, box.checked) });
    box.checked = typeIsOn(kind);
    list.append(h("label", { class: "ty ty-" + name }, box, h("span", { class: "sample", "aria-hidden": "true" }),
      h("b", {}, t("short_" + name)), ` ${t("type_" + name)} (${amount[kind]})`));
  });
  return list;
}

function visibleFacts(doc) {
  const facts = [];
  for (let fact = firstOf[doc]; fact < firstOf[doc + 1]; fact++) {
    if (typeIsOn(typeOf[fact]) || fact === reading.fact) facts.push(fact);
  }
  return facts;
}

function drawText(doc) {
  const release = $("release"), { pieces, whole, soft } = DOCS[doc], facts = visibleFacts(doc);
  release.replaceChildren();
  const cuts = pieces.map(([offset, , said], piece) =>
    segments(offset, said.length, facts.filter((fact) => pieceOf[fact] === piece)));
  const lane = lanes(cuts.flat()), most = Math.max(0, ...Object.values(lane)) + 1;
  release.style.setProperty("--lanes", most);
  pieces.forEach(([offset, , said], piece) => {
    const holder = h("bdi", { class: whole ? "piece" : "piece apart" });
    drawPiece(holder, offset, said, cuts[piece], lane, most, soft.filter((at) => at >= offset && at < offset + said.length));
    release.append(holder);
  });
  release.querySelector("mark")?.setAttribute("tabindex", 0);
}

const marksOf = (fact) => [...$("release").querySelectorAll("mark")]
  .filter((mark) => mark.dataset.facts.split(" ").includes(String(fact)));

/** A click takes the shortest fact over the words, a further click the next longer, and round. */
function pick(mark) {
  const facts = mark.dataset.facts.split(" ").map(Number);
  const at = mark.classList.contains("on") ? facts.indexOf(reading.fact) : -1;
  select(facts[(at + 1) % facts.length], false, mark);
}

function select(fact, scroll, at) {
  reading.fact = fact;
  let marks = marksOf(fact);
  if (!marks.length) { drawText(reading.doc); marks = marksOf(fact); }
  for (const mark of $("release").querySelectorAll("mark")) {
    const on = marks.includes(mark);
    mark.classList.toggle("on", on);
    mark.setAttribute("aria-pressed", on);
    mark.setAttribute("tabindex", -1);
  }
  const first = at ?? marks[0];
  first?.setAttribute("tabindex", 0);
  drawCard(fact);
  if (scroll) focus(first); else first?.focus({ preventScroll: true });
  remember();
}

function drawCard(fact) {
  const card = $("card");
  if (fact < 0) { card.replaceChildren(h("p", { class: "hint" }, t("card_hint"))); return; }
  const [before, after] = around(fact), list = h("dl", {});
  const row = (label, said) => list.append(h("div", {}, h("dt", {}, label), h("dd", {}, bdi(said))));
  for (const [key, said] of Object.entries(value(fact))) {
    if (said !== null) row(t("key_" + key), worded(key, said));
  }
  row(t("source"), found(fact));
  row(t("position"), `${codePoints(fact, startOf[fact])}–${codePoints(fact, endOf[fact])}`);
  const others = visibleFacts(reading.doc).filter((other) => other !== fact &&
    startOf[other] < endOf[fact] && endOf[other] > startOf[fact]);
  const here = others.map((other) => h("li", {},
    button(bdi(shorten(text(other), 60)), () => select(other, true), {}), ` ${t("type_" + type(other))}`));
  card.replaceChildren(
    h("p", { class: "ty ty-" + type(fact) }, h("span", { class: "sample", "aria-hidden": "true" }), h("b", {}, t("type_" + type(fact)))),
    fill(h("p", { class: "said" }), {}, [bdi(text(fact))]),
    fill(h("p", { class: "shown" }), {}, [bdi(shown(fact))]), list,
    h("p", { class: "sentence" }, bdi(before), h("strong", {}, bdi(text(fact).replace(/\s+/g, " "))), bdi(after)),
    ...(here.length ? [h("p", {}, t("also_here")), h("ul", {}, ...here)] : []),
    h("p", { class: "bar" }, button("← " + t("previous"), () => step(-1)), button(t("next") + " →", () => step(1))));
}

/** A field of a value as a person reads it; what has no wording of its own stays as it is. */
function worded(key, said) {
  if (typeof said === "boolean") return t(said ? "yes" : "no");
  if (typeof said === "number") return key.startsWith("number") ? number(said) : String(said);
  const kinds = { kind: ["kind_", "place_"], qualifier: ["qualifier_"], form: ["form_"], category: ["category_"] }[key] ?? [];
  return LABELS[kinds.map((kind) => kind + said).find((name) => name in LABELS)] ?? said;
}

function step(by) {
  const facts = visibleFacts(reading.doc);
  if (!facts.length) return;
  const at = facts.indexOf(reading.fact);
  select(facts[at < 0 ? (by > 0 ? 0 : facts.length - 1) : (at + by + facts.length) % facts.length], true);
}

function readerKeys(event) {
  if (event.key === "Escape" && !D.alone) { event.preventDefault(); leave(); return; }
  const mark = event.target.closest?.("mark");
  if (!mark || event.altKey || event.ctrlKey || event.metaKey) return;
  const marks = [...$("release").querySelectorAll("mark")], at = marks.indexOf(mark);
  const next = { ArrowRight: at + 1, ArrowDown: at + 1, ArrowLeft: at - 1, ArrowUp: at - 1,
    Home: 0, End: marks.length - 1 }[event.key];
  if (event.key === "Enter" || event.key === " ") pick(mark);
  else if (next !== undefined && marks[next]) { marks[next].classList.remove("on"); pick(marks[next]); focus(marks[next]); }
  else if (next === undefined) return;
  event.preventDefault();
}

function turn(by) {
  const docs = result.docs, at = docs.indexOf(reading.doc), next = docs[at + by];
  if (next !== undefined) { readerView(next, -1); remember(); }
}
function leave() {
  const { fact, doc } = reading, back = reading.back;
  reading.doc = reading.fact = -1;
  reading.back = null;
  overview();
  remember();
  returnTo(back, fact, doc);
}
