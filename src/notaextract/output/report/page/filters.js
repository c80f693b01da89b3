// Filters, what passes them, and the address that remembers them.
const filter = { q: "", types: [], from: "", until: "", country: "", organization: "", kind: "" };
const result = { facts: [], docs: [], unlimited: [], counts: [] };
const SEARCH = {};

const typeIsOn = (kind) => !filter.types.length || filter.types.includes(TYPES[kind]);
function setType(kind, on) {
  const chosen = new Set(filter.types.length ? filter.types : TYPES);
  if (on) chosen.add(TYPES[kind]); else chosen.delete(TYPES[kind]);
  change({ types: chosen.size === TYPES.length ? [] : TYPES.filter((name) => chosen.has(name)) });
}
function prepareSearch() {
  if (SEARCH.texts) return;
  SEARCH.texts = TEXTS.map(fold);
  SEARCH.values = VALUES.map((each) => fold(each[1]));
  SEARCH.docs = DOCS.map((doc) => fold(`${doc.header.title ?? ""} ${doc.source}`));
}
/** Facts and documents that pass the filters. Countries, organisations and dates choose documents. */
function apply() {
  const docOk = new Uint8Array(DOCS.length).fill(1), first = filter.from, last = filter.until;
  DOCS.forEach((_, d) => {
    if (filter.country && !docCountries[d].has(filter.country)) docOk[d] = 0;
    else if (filter.organization && !docOrganizations[d].has(filter.organization)) docOk[d] = 0;
    else if (first || last) {
      const dates = docDates[d];
      let hit = 0;
      for (let i = 0; i < dates.length && !hit; i += 2) hit = (!last || dates[i] <= last) && (!first || dates[i + 1] >= first) ? 1 : 0;
      docOk[d] = hit;
    }
  });
  const valueOk = VALUES.map(([kind, , each]) => !filter.kind || (TYPES[kind] === "figure" && each.kind === filter.kind));
  const query = fold(filter.q.trim());
  let textHit, valueHit, docHit;
  if (query) {
    prepareSearch();
    const hits = (list) => Uint8Array.from(list, (each) => each.includes(query) ? 1 : 0);
    textHit = hits(SEARCH.texts); valueHit = hits(SEARCH.values); docHit = hits(SEARCH.docs);
  }
  const facts = [], unlimited = [], counts = TYPES.map(() => 0), docs = [];
  const bare = !filter.types.length && !filter.kind;
  for (let d = 0; d < DOCS.length; d++) {
    if (!docOk[d]) continue;
    const before = facts.length;
    for (let fact = firstOf[d]; fact < firstOf[d + 1]; fact++) {
      if (query && !(textHit[textId[fact]] || valueHit[valueOf[fact]] || docHit[d])) continue;
      unlimited.push(fact);
      if (!valueOk[valueOf[fact]]) continue;
      counts[typeOf[fact]]++;
      if (typeIsOn(typeOf[fact])) facts.push(fact);
    }
    if (facts.length > before || (bare && (!query || docHit[d]))) docs.push(d);
  }
  Object.assign(result, { facts, docs, unlimited, counts });
}

function change(some, quiet) {
  Object.assign(filter, some);
  const focused = document.activeElement?.closest?.("#look g")?.getAttribute("aria-label");
  apply();
  if (reading.doc >= 0) {
    const chosen = reading.fact;
    drawText(reading.doc);
    if (chosen >= 0 && marksOf(chosen).length) marksOf(chosen).forEach((mark) => mark.classList.add("on"));
  } else { tabs.page = 0; refresh(); }
  if (focused) [...document.querySelectorAll("#look g")].find((bar) => bar.getAttribute("aria-label") === focused)?.focus();
  if (!quiet) remember();
}

/** The state in the address: filters, table and its order, the open document and fact. */
function remember() {
  const state = new URLSearchParams();
  for (const [key, said] of Object.entries(filter)) if (said.length) state.set(key, Array.isArray(said) ? said.join(",") : said);
  const sort = tabs.sort[tabs.now];
  if (tabs.now !== "facts") state.set("tab", tabs.now);
  if (sort) state.set("sort", (sort.down ? "-" : "") + sort.key);
  if (reading.doc >= 0 && !D.alone) state.set("doc", reading.doc);
  if (reading.fact >= 0) state.set("fact", reading.fact);
  const hash = "#" + state;
  if (hash !== location.hash && !(hash === "#" && !location.hash)) history.replaceState(null, "", hash);
}
function recall() {
  const state = new URLSearchParams(location.hash.slice(1));
  for (const key of Object.keys(filter)) filter[key] = key === "types" ? [] : (state.get(key) ?? "");
  filter.types = (state.get("types") ?? "").split(",").filter((name) => TYPES.includes(name));
  tabs.now = TABS.includes(state.get("tab")) ? state.get("tab") : "facts";
  const order = state.get("sort") ?? "", key = order.replace(/^-/, "");
  tabs.sort = COLUMNS[tabs.now].some((column) => column.key === key) ? { [tabs.now]: { key, down: order !== key } } : {};
  tabs.page = 0;
  apply();
  const chosen = Number(state.get("fact") ?? -1), fact = Number.isInteger(chosen) && chosen >= 0 && chosen < N ? chosen : -1;
  const asked = fact >= 0 ? docOf[fact] : Number(state.get("doc") ?? -1);
  if (D.alone || (Number.isInteger(asked) && asked >= 0 && asked < DOCS.length)) readerView(D.alone ? 0 : asked, fact);
  else { reading.doc = reading.fact = -1; overview(); }
}

function openFact(fact) { reading.back = { fact }; readerView(docOf[fact], fact); }
function openDoc(doc) { reading.back = { doc }; readerView(doc, -1); remember(); }
function say(words) { $("said").textContent = words; }
