// The filter bar, the top of the report, and the start of it all.
function field(name, control) { return h("div", { class: "field" }, h("label", { for: control.id }, t(name)), control); }
function input(name, kind) {
  const box = h("input", { id: "f-" + name, type: kind, oninput: () => change({ [name]: box.value }) });
  return box;
}
function choice(name, options) {
  const box = h("select", { id: "f-" + name, onchange: () => change({ [name]: box.value }) }, h("option", { value: "" }, t("any")));
  for (const { key, label, count: times } of options) box.append(h("option", { value: key }, `${plain(shorten(label, 60))} (${times})`));
  return box;
}
function filterBar() {
  const all = Array.from({ length: N }, (_, fact) => fact);
  const byName = (rows) => rows.sort((a, b) => a.label.localeCompare(b.label, document.documentElement.lang));
  const search = input("q", "search");
  search.setAttribute("aria-describedby", "q-hint");
  const types = h("fieldset", {}, h("legend", {}, t("types")));
  TYPES.forEach((name, kind) => {
    const box = h("input", { type: "checkbox", id: "k-" + name, onchange: () => setType(kind, box.checked) });
    types.append(h("label", { class: "ty ty-" + name }, box, ` ${t("type_" + name)} `, h("span", { class: "amount", id: "n-" + name })));
  });
  return h("section", { id: "filters", "aria-labelledby": "filters-title" }, h("h2", { id: "filters-title" }, t("filters")),
    h("div", { class: "fields" },
      h("div", { class: "field" }, h("label", { for: "f-q" }, t("search")), search, h("small", { id: "q-hint" }, t("search_hint"))),
      field("from", input("from", "date")), field("until", input("until", "date")),
      field("country", choice("country", byName(top(all, "country", "alpha2", (v) => v.name, 300)))),
      field("organization", choice("organization", byName(top(all, "organization", "name", (v) => v.acronym ? `${v.acronym} · ${v.name}` : v.name, 500)))),
      field("kind", choice("kind", top(all, "figure", "kind", (v) => t("kind_" + v.kind), 9)))),
    types, h("p", { class: "hint" }, t("document_filters")),
    h("p", { class: "bar" }, h("output", { id: "found", role: "status" }),
      button(t("clear"), () => change({ q: "", types: [], from: "", until: "", country: "", organization: "", kind: "" }), { id: "clear" })));
}
/** Everything on the overview that hangs on the filters. */
function refresh() {
  for (const name of ["q", "from", "until", "country", "organization", "kind"]) {
    const box = $("f-" + name);
    if (box.value === filter[name]) continue;
    // An organisation too rare for the list comes into it when it is chosen elsewhere.
    if (box.tagName === "SELECT" && ![...box.options].some((each) => each.value === filter[name])) {
      box.append(h("option", { value: filter[name] }, plain(shorten(filter[name], 60))));
    }
    box.value = filter[name];
  }
  TYPES.forEach((name, kind) => {
    $("k-" + name).checked = typeIsOn(kind);
    $("n-" + name).textContent = count(result.counts[kind]);
  });
  $("found").textContent = t("found", { facts: count(result.facts.length), documents: count(result.docs.length) });
  drawCharts();
  drawTable();
}
function summary() {
  const states = new Map();
  for (const doc of DOCS) states.set(doc.state, (states.get(doc.state) ?? 0) + 1);
  const listed = new Set(DOCS.map((doc) => doc.source));
  for (const [source, state] of D.problems) if (!listed.has(source)) states.set(state, (states.get(state) ?? 0) + 1);
  const characters = DOCS.reduce((sum, doc) => sum + doc.characters, 0), list = h("dl", { class: "about" });
  const row = (label, ...said) => list.append(h("div", {}, h("dt", {}, label), h("dd", {}, ...said)));
  const file = DOCS.length ? DOCS[0].source : "", last = DOCS.length > 1 ? DOCS.at(-1).source : "";
  row(t("read"), bdi(shorten(file, 80)), ...(last ? [" … ", bdi(shorten(last, 80))] : []));
  row(t("documents"), count(DOCS.length));
  row(t("facts"), count(N));
  row(t("characters"), count(characters));
  row(t("states"), [...states].map(([state, times]) => `${stateName(state)} ${count(times)}`).join(" · "));
  row(t("made_by"), ...D.engines.map((made, i) => (i ? "; " : "") + made));
  const problems = D.problems.length ? h("div", { class: "banner", id: "trouble" }, h("h2", {}, `${t("problems")} (${count(D.problems.length)})`),
    h("ul", {}, ...D.problems.slice(0, 5).map(([source, state, told]) =>
      h("li", {}, bdi(source), ` – ${stateName(state)}${told ? ": " : ""}`, bdi(told)))),
    D.problems.length > 5 ? button(`${t("problems")} →`, () => { showTab("problems"); $("tab-problems").focus(); }, {}) : null) : null;
  const limited = D.keep === "all" ? null : h("p", { class: "banner", role: "note" }, t("only_" + D.keep));
  return [h("h1", { id: "top" }, t("report")), list, limited, problems];
}
let overviewNodes = null;
function overview() {
  overviewNodes ??= [...summary(), filterBar(),
    h("section", { "aria-labelledby": "look-title" }, h("h2", { id: "look-title" }, t("look")), h("div", { id: "look" })), tableFrame()]
    .filter(Boolean);
  $("main").replaceChildren(...overviewNodes);
  refresh();
}
async function start() {
  const app = $("app");
  try {
    index(await unpack($("data")));
    app.replaceChildren(h("main", { id: "main", tabindex: -1 }), h("p", { id: "said", class: "offscreen", role: "status" }));
    recall();
    addEventListener("hashchange", recall);
    let width = innerWidth;
    addEventListener("resize", () => {
      if (innerWidth !== width && reading.doc < 0) { width = innerWidth; drawCharts(); }
    });
    document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); $("main").focus(); });
    document.documentElement.dataset.ready = String(Math.round(performance.now()));
    (globalThis.requestIdleCallback ?? setTimeout)(prepareSearch);
  } catch (problem) {
    app.replaceChildren(h("p", { class: "wait", role: "alert" }, `${t("failed")} ${problem.message}`));
    throw problem;
  }
}
start();
