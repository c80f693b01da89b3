// The overview: bars that are buttons, each chart with the same numbers as a table.
const chartWidth = () => Math.max(260, Math.min(1100, ($("look")?.clientWidth || 720)));
/** As many months as leave each bar a target wide enough for a finger. */
const monthsShown = () => Math.max(6, Math.min(36, Math.floor(chartWidth() / 24) - 2));

function monthsBetween(first, last) {
  const months = [];
  let [year, month] = first.split("-").map(Number);
  for (let key = first; key <= last && months.length < 100000;) {
    months.push(key);
    if (++month > 12) { month = 1; year++; }
    key = `${String(year).padStart(4, "0")}-${String(month).padStart(2, "0")}`;
  }
  return months;
}
/** Dates that lie within one month, counted; the stretch of months that holds most of them. */
function timeline(facts) {
  const months = new Map();
  let longer = 0;
  for (const fact of facts) {
    if (type(fact) !== "date") continue;
    const { earliest, latest } = value(fact);
    if (!earliest || !latest) continue;
    const month = earliest.slice(0, 7);
    if (month !== latest.slice(0, 7)) longer++;
    else months.set(month, (months.get(month) ?? 0) + 1);
  }
  const keys = [...months.keys()].filter((key) =>
    (!filter.from || key >= filter.from.slice(0, 7)) && (!filter.until || key <= filter.until.slice(0, 7))).sort();
  if (!keys.length) return { bars: [], longer };
  // The window of months that holds most; of equal ones the latest.
  const number = (key) => Number(key.slice(0, 4)) * 12 + Number(key.slice(5)), most = monthsShown();
  const sum = { best: 0, from: 0, until: 0 };
  for (let a = 0, b = 0, total = 0; b < keys.length; b++) {
    total += months.get(keys[b]);
    while (number(keys[b]) - number(keys[a]) >= most) total -= months.get(keys[a++]);
    if (total >= sum.best) Object.assign(sum, { best: total, from: a, until: b });
  }
  const inside = monthsBetween(keys[sum.from], keys[sum.until]);
  const add = (some) => some.reduce((total, key) => total + months.get(key), 0);
  const bars = inside.map((key) => ({ label: key, count: months.get(key) ?? 0, from: key, until: key }));
  const before = keys.slice(0, sum.from), after = keys.slice(sum.until + 1);
  if (before.length) bars.unshift({ label: t("earlier"), count: add(before), from: before[0], until: before.at(-1) });
  if (after.length) bars.push({ label: t("later"), count: add(after), from: after[0], until: after.at(-1) });
  return { bars, longer };
}

/** The most frequent values of a type: [{label, count, key}], at most `most`. */
function top(facts, kind, key, label, most) {
  const tally = new Int32Array(VALUES.length), sums = new Map();
  for (const fact of facts) if (type(fact) === kind) tally[valueOf[fact]]++;
  tally.forEach((times, id) => {
    if (!times) return;
    const name = VALUES[id][2][key], known = sums.get(name);
    if (known) known.count += times;
    else sums.set(name, { label: label(VALUES[id][2]), count: times, key: name });
  });
  return [...sums.values()].sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1)).slice(0, most);
}

function barButton(name, pressed, act, ...shapes) {
  const key = (event) => { if (event.key === "Enter" || event.key === " ") { event.preventDefault(); act(); } };
  return svg("g", { role: "button", tabindex: 0, class: "bar-button", "aria-label": plain(name),
    "aria-pressed": String(pressed), onclick: act, onkeydown: key }, fill(svg("title"), {}, [plain(name)]), ...shapes);
}
function columnsChart(bars, name) {
  const width = chartWidth(), height = 150, most = Math.max(...bars.map((bar) => bar.count)), step = width / Math.max(bars.length, 10);
  const chart = svg("svg", { viewBox: `0 0 ${width} ${height}`, class: "chart wide", role: "group", "aria-label": name });
  const month = (key) => key + "-01", every = Math.ceil(64 / step);
  const monthEnd = (key) => `${key}-${new Date(Date.UTC(key.slice(0, 4), Number(key.slice(5)), 0)).getUTCDate()}`;
  bars.forEach((bar, i) => {
    const tall = bar.count ? Math.max(3, 112 * bar.count / most) : 0, x = i * step;
    const end = monthEnd(bar.until), on = filter.from === month(bar.from) && filter.until === end;
    const act = () => change(on ? { from: "", until: "" } : { from: month(bar.from), until: end });
    chart.append(barButton(`${bar.label}: ${bar.count}`, on, act,
      svg("rect", { class: "hit", x, y: 0, width: step, height }),
      svg("rect", { class: "shape", x: x + step * 0.12, y: 128 - tall, width: step * 0.76, height: tall })));
    if (i % every === 0 && (i === 0 || (i + 0.5) * step < width - 24)) {
      chart.append(svg("text", { x: x + step / 2, y: 144, "text-anchor": i ? "middle" : "start", "aria-hidden": "true" }, bar.label));
    }
  });
  return chart;
}
function rowsChart(rows, name, field) {
  const width = 360, tall = 24, most = Math.max(...rows.map((row) => row.count));
  const chart = svg("svg", { viewBox: `0 0 ${width} ${rows.length * tall}`, class: "chart", role: "group", "aria-label": name });
  rows.forEach((row, i) => {
    const on = filter[field] === row.key, y = i * tall;
    chart.append(barButton(`${row.label}: ${row.count}`, on, () => change({ [field]: on ? "" : row.key }),
      svg("rect", { class: "hit", x: 0, y, width, height: tall }),
      svg("rect", { class: "shape", x: 0, y: y + 17, width: Math.max(3, (width - 4) * row.count / most), height: 4 }),
      svg("text", { x: 0, y: y + 13 }, plain(shorten(row.label, 44))),
      svg("text", { x: width - 4, y: y + 13, "text-anchor": "end" }, count(row.count))));
  });
  return chart;
}
function twin(heads, rows) {
  const head = h("tr", {}, ...heads.map((label) => h("th", { scope: "col" }, label)));
  const body = rows.map((row) => h("tr", {}, h("th", { scope: "row" }, bdi(row.label)), h("td", { class: "number" }, count(row.count))));
  return h("details", {}, h("summary", {}, t("as_table")),
    h("div", { class: "scroll", tabindex: 0, role: "group", "aria-label": heads[0] }, h("table", {}, h("thead", {}, head), h("tbody", {}, ...body))));
}
function figure(id, rows, draw, first, more) {
  return h("section", { class: "look-" + id, "aria-labelledby": "look-" + id },
    h("h3", { id: "look-" + id }, t(id)), rows.length ? draw(rows, t(id)) : h("p", {}, t("nothing")),
    more ? h("p", { class: "hint" }, more) : null, rows.length ? twin([first, t("count")], rows) : null);
}
function drawCharts() {
  const open = new Set([...document.querySelectorAll("#look details[open]")].map((each) => each.parentNode.className));
  const { bars, longer } = timeline(result.unlimited);
  const parts = [
    figure("timeline", bars, columnsChart, t("month"), longer ? t("longer", { count: count(longer) }) : ""),
    figure("top_countries", top(result.unlimited, "country", "alpha2", (v) => v.name, 10), (r, n) => rowsChart(r, n, "country"), t("country")),
    figure("top_organizations", top(result.unlimited, "organization", "name", (v) => v.acronym ? `${v.acronym} · ${v.name}` : v.name, 10),
      (r, n) => rowsChart(r, n, "organization"), t("organization")),
    figure("figures_by_kind", top(result.unlimited, "figure", "kind", (v) => t("kind_" + v.kind), 7), (r, n) => rowsChart(r, n, "kind"), t("kind")),
  ];
  for (const part of parts) if (open.has(part.className)) part.querySelector("details")?.setAttribute("open", "");
  $("look").replaceChildren(...parts);
}
