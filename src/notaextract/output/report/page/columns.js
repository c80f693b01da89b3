// What each table shows: columns with a key, what a row says there, and what it is sorted by.
const qualified = { about: "≈", more_than: ">", less_than: "<", at_least: "≥", at_most: "≤" };

function oneLine(fact, limit = 90) {
  const [before, after] = around(fact);
  const head = before.length > limit ? "…" + before.slice(-limit).replace(/^[\udc00-\udfff]/, "") : before;
  return h("span", { class: "context" }, bdi(head), h("strong", {}, bdi(text(fact).replace(/\s+/g, " "))), bdi(shorten(after, limit)));
}
const factLink = (fact) => h("button", { type: "button", class: "link", "data-fact": fact, onclick: () => openFact(fact) }, bdi(text(fact)));
const docLink = (doc) => h("button", { type: "button", class: "link", "data-doc": doc, onclick: () => openDoc(doc) }, bdi(shorten(docName(doc), 90)));
const header = (key) => ({ key, label: key, say: (doc) => DOCS[doc].header[key] ?? "" });

const COLUMNS = {
  facts: [
    { key: "text", label: "text", say: text, show: factLink },
    { key: "value", label: "value", say: shown },
    { key: "type", label: "type", say: (fact) => t("type_" + type(fact)) },
    { key: "sentence", label: "sentence", say: sentence, show: oneLine, unsorted: true, wide: true },
    { key: "document", label: "document", say: (fact) => docName(docOf[fact]), show: (fact) => bdi(shorten(docName(docOf[fact]), 60)) },
    { key: "file", say: (fact) => DOCS[docOf[fact]].source, csv: true },
    { key: "start", say: (fact) => codePoints(fact, startOf[fact]), csv: true },
    { key: "end", say: (fact) => codePoints(fact, endOf[fact]), csv: true },
    { key: "found_by", say: found, csv: true },
  ],
  figures: [
    { key: "text", label: "text", say: text, show: factLink },
    { key: "kind", label: "kind", say: (fact) => t("kind_" + value(fact).kind) },
    { key: "number", label: "number", numeric: true, say: (fact) => value(fact).number,
      show: (fact) => (qualified[value(fact).qualifier] ? qualified[value(fact).qualifier] + " " : "") + number(value(fact).number) },
    { key: "number_high", label: "number_high", numeric: true, say: (fact) => value(fact).number_high ?? "",
      show: (fact) => value(fact).number_high === null ? "" : number(value(fact).number_high) },
    { key: "qualifier", say: (fact) => value(fact).qualifier, csv: true },
    { key: "unit", label: "unit", say: (fact) => value(fact).unit ?? "" },
    { key: "currency", label: "currency", say: (fact) => value(fact).currency ?? (value(fact).kind === "money" ? "?" : "") },
    { key: "document", label: "document", say: (fact) => docName(docOf[fact]), show: (fact) => bdi(shorten(docName(docOf[fact]), 60)) },
    { key: "file", say: (fact) => DOCS[docOf[fact]].source, csv: true },
    { key: "sentence", say: sentence, csv: true },
  ],
  documents: [
    { key: "title", label: "title", say: docName, show: docLink, wide: true },
    header("number"), header("date"), header("place"), header("issuer"),
    { key: "facts", label: "facts", numeric: true, say: (doc) => DOCS[doc].facts, show: (doc) => count(DOCS[doc].facts) },
    { key: "state", label: "state", say: (doc) => stateName(DOCS[doc].state) },
    { key: "file", label: "file", say: (doc) => DOCS[doc].source },
  ],
  problems: [
    { key: "file", label: "file", say: (problem) => D.problems[problem][0] },
    { key: "state", label: "state", say: (problem) => stateName(D.problems[problem][1]) },
    { key: "told", label: "told", say: (problem) => D.problems[problem][2] },
  ],
};
function number(amount) {
  const [whole, rest] = String(amount).split(".");
  return whole.includes("e") ? String(amount) : (whole.length > 4 ? count(whole) : whole) + (rest ? "." + rest : "");
}

const ranks = new Map();
/** For each row of a table its place in the order of a column; equal cells share one. */
function rank(table, column) {
  const name = table + "." + column.key;
  if (ranks.has(name)) return ranks.get(name);
  const size = { facts: N, figures: N, documents: DOCS.length, problems: D.problems.length }[table];
  const cells = new Array(size), order = new Float64Array(size);
  for (let row = 0; row < size; row++) {
    if (table === "figures" && type(row) !== "figure") { cells[row] = ""; continue; }
    cells[row] = column.say(row);
  }
  if (column.numeric) cells.forEach((cell, row) => { order[row] = cell === "" ? Infinity : Number(cell); });
  else {
    const compare = new Intl.Collator(document.documentElement.lang, { numeric: true }).compare;
    const place = new Map([...new Set(cells)].sort(compare).map((cell, at) => [cell, at]));
    cells.forEach((cell, row) => { order[row] = place.get(cell); });
  }
  ranks.set(name, order);
  return order;
}
/** Rows in the order of a column; amounts of money stay together by currency, behind plain numbers. */
function sorted(table, rows, column, down) {
  const order = rank(table, column), sign = down ? -1 : 1;
  const money = table === "figures" && column.key === "number" ? rank(table, COLUMNS.figures.find((c) => c.key === "currency")) : null;
  return [...rows].sort((a, b) => (money ? money[a] - money[b] : 0) ||
    (order[a] === order[b] ? 0 : order[a] === Infinity ? 1 : order[b] === Infinity ? -1 : sign * (order[a] - order[b])) || a - b);
}

/** Rows as CSV; what a spreadsheet would take for a formula stands behind an apostrophe. */
function csv(table, rows) {
  const cell = (raw) => {
    if (typeof raw === "number") return String(raw);
    const safe = /^\s*[=+\-@]/.test(raw) || /^[\t\r]/.test(raw) ? "'" + raw : raw;
    return /[",\r\n]/.test(safe) ? '"' + safe.replaceAll('"', '""') + '"' : safe;
  };
  const lines = [COLUMNS[table].map((column) => column.key).join(",")];
  for (const row of rows) lines.push(COLUMNS[table].map((column) => cell(column.say(row))).join(","));
  return lines.join("\n") + "\n";
}
