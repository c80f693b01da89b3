// The tables: sorted, a hundred rows a page, and the filtered rows as CSV.
const PAGE = 100, TABS = ["facts", "figures", "documents", "problems"];
const tabs = { now: "facts", page: 0, sort: {}, rows: [] };

function rowsOf(name) {
  if (name === "facts") return result.facts;
  if (name === "figures") return result.facts.filter((fact) => type(fact) === "figure");
  return name === "documents" ? result.docs : D.problems.map((_, problem) => problem);
}
function tableFrame() {
  const list = h("div", { role: "tablist", "aria-label": t("tables"), onkeydown: tabKeys });
  for (const name of TABS) {
    list.append(button(t(name), () => showTab(name), { role: "tab", id: "tab-" + name, "aria-controls": "panel" }));
  }
  return h("section", { id: "tables", "aria-labelledby": "tables-title" }, h("h2", { id: "tables-title" }, t("tables")), list,
    h("div", { id: "panel", role: "tabpanel", tabindex: -1 }));
}
function tabKeys(event) {
  const at = TABS.indexOf(tabs.now), last = TABS.length - 1;
  const to = { ArrowRight: at === last ? 0 : at + 1, ArrowLeft: at ? at - 1 : last, Home: 0, End: last }[event.key];
  if (to === undefined) return;
  event.preventDefault();
  showTab(TABS[to]);
  $("tab-" + TABS[to]).focus();
}
function showTab(name) {
  tabs.now = name; tabs.page = 0;
  drawTable();
  remember();
}
function sortBy(key) {
  const now = tabs.sort[tabs.now];
  tabs.sort[tabs.now] = now?.key === key ? (now.down ? undefined : { key, down: true }) : { key, down: false };
  tabs.page = 0;
  drawTable();
  remember();
  $("panel").querySelector(`[data-sort="${key}"]`).focus();
}
function turnPage(by) {
  tabs.page += by;
  drawTable();
  const same = $(by > 0 ? "next-page" : "previous-page");
  (same.disabled ? $(by > 0 ? "previous-page" : "next-page") : same).focus();
}
function drawTable() {
  const name = tabs.now, sort = tabs.sort[name], columns = COLUMNS[name].filter((column) => !column.csv);
  for (const each of TABS) {
    const chosen = each === name, tab = $("tab-" + each);
    tab.setAttribute("aria-selected", chosen);
    tab.tabIndex = chosen ? 0 : -1;
  }
  let rows = rowsOf(name);
  const column = sort && COLUMNS[name].find((each) => each.key === sort.key);
  if (column) rows = sorted(name, rows, column, sort.down);
  tabs.rows = rows;
  tabs.page = Math.max(0, Math.min(tabs.page, Math.ceil(rows.length / PAGE) - 1));
  const from = tabs.page * PAGE, some = rows.slice(from, from + PAGE);
  const panel = $("panel");
  panel.setAttribute("aria-labelledby", "tab-" + name);
  panel.replaceChildren(tools(rows, from, some.length), some.length ? grid(name, columns, some, sort) :
    h("p", {}, t(name === "problems" ? "no_problems" : "nothing")));
}
function tools(rows, from, length) {
  const where = t("page", { from: count(length ? from + 1 : 0), until: count(from + length), total: count(rows.length) });
  return h("div", { class: "bar" },
    button("←", () => turnPage(-1), { id: "previous-page", disabled: from === 0, "aria-label": t("previous") }),
    h("span", { id: "where" }, where),
    button("→", () => turnPage(1), { id: "next-page", disabled: from + length >= rows.length, "aria-label": t("next") }),
    button(t("copy"), () => copy(), { id: "copy" }), button(t("download"), download, { id: "download" }));
}
function grid(name, columns, rows, sort) {
  const head = h("tr", { role: "row" });
  for (const column of columns) {
    const order = sort?.key === column.key ? (sort.down ? "descending" : "ascending") : column.unsorted ? null : "none";
    const label = t(column.label);
    head.append(h("th", { scope: "col", role: "columnheader", "aria-sort": order, class: column.numeric ? "number" : null },
      column.unsorted ? label : button(label, () => sortBy(column.key), { class: "sort", "data-sort": column.key })));
  }
  const body = h("tbody", { role: "rowgroup" });
  for (const row of rows) {
    const line = h("tr", { role: "row", "data-row": row });
    for (const column of columns) {
      const said = column.show ? column.show(row) : bdi(String(column.say(row)));
      line.append(h("td", { role: "cell", "data-head": t(column.label), class: column.numeric ? "number" : column.wide ? "roomy" : null }, said));
    }
    body.append(line);
  }
  return h("table", { class: "grid", role: "table", "aria-labelledby": "tab-" + name },
    h("thead", { role: "rowgroup" }, head), body);
}
async function copy() {
  const content = csv(tabs.now, tabs.rows);
  try { await navigator.clipboard.writeText(content); } catch {
    const area = h("textarea", { class: "offscreen", "aria-hidden": "true" });
    area.value = content;
    document.body.append(area);
    area.select();
    document.execCommand("copy");
    area.remove();
    $("copy").focus();
  }
  say(t("copied", { rows: count(tabs.rows.length) }));
}
function download() {
  const link = h("a", { download: `notaextract-${tabs.now}.csv`,
    href: URL.createObjectURL(new Blob([csv(tabs.now, tabs.rows)], { type: "text/csv;charset=utf-8" })) });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
/** Back from the reader: the row of a fact or document, on the page that holds it. */
function returnTo(back, fact, doc) {
  const key = back ?? (fact >= 0 && tabs.now !== "documents" ? { fact } : { doc });
  const row = tabs.now === "documents" ? (key.doc ?? doc) : key.fact ?? -1, at = tabs.rows.indexOf(row);
  if (at < 0) { $("tab-" + tabs.now).focus(); return; }
  if (Math.floor(at / PAGE) !== tabs.page) { tabs.page = Math.floor(at / PAGE); drawTable(); }
  focus($("panel").querySelector(`tr[data-row="${row}"] .link`));
}
