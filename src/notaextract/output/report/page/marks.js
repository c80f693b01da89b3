// Facts nest and cross, elements cannot: the text is cut at every boundary into flat segments.
/** [[start, end, [facts, shortest first]], …] over a piece that starts at `offset`, without gaps. */
function segments(offset, length, facts) {
  const edges = new Set([offset, offset + length]);
  for (const fact of facts) { edges.add(startOf[fact]); edges.add(endOf[fact]); }
  const cuts = [...edges].sort((a, b) => a - b), order = [...facts].sort((a, b) => startOf[a] - startOf[b]);
  const found = [];
  let open = [], next = 0;
  for (let i = 0; i + 1 < cuts.length; i++) {
    open = open.filter((fact) => endOf[fact] > cuts[i]);
    for (; next < order.length && startOf[order[next]] <= cuts[i]; next++) open.push(order[next]);
    const over = [...open].sort((a, b) => endOf[a] - startOf[a] - (endOf[b] - startOf[b]) || a - b);
    found.push([cuts[i], cuts[i + 1], over]);
  }
  return found;
}
/** A lane for each type so that types that ever stand over the same words never share one. */
function lanes(all) {
  const clash = TYPES.map(() => new Set()), present = new Set();
  for (const [, , facts] of all) {
    for (const a of facts) {
      present.add(typeOf[a]);
      for (const b of facts) if (typeOf[a] !== typeOf[b]) clash[typeOf[a]].add(typeOf[b]);
    }
  }
  const lane = {};
  for (const kind of [...present].sort((a, b) => a - b)) {
    let free = 0;
    while ([...clash[kind]].some((other) => lane[other] === free)) free++;
    lane[kind] = free;
  }
  return lane;
}
/** The lines under one segment: each type in its lane, twice as thick where two of a type nest. */
function underline(mark, facts, lane) {
  const depth = new Map();
  for (const fact of facts) depth.set(typeOf[fact], (depth.get(typeOf[fact]) ?? 0) + 1);
  const kinds = [...depth.keys()];
  mark.style.backgroundImage = kinds.map((kind) => `var(--line-${TYPES[kind]})`).join(",");
  mark.style.backgroundPosition = kinds.map((kind) => `0 calc(100% - ${5 * (mark.lanes - 1 - lane[kind])}px)`).join(",");
  mark.style.backgroundSize = kinds.map((kind) => `100% ${depth.get(kind) > 1 ? 4 : 2}px`).join(",");
}
/** The elements of a piece: plain text and <mark>s, whose text together is the piece's. */
function drawPiece(parent, offset, said, cut, lane, lanesCount, soft) {
  // A soft line end stays in the text but is laid out as a blank.
  const lay = (element, from, until) => {
    for (; soft.length && soft[0] < from; soft.shift());
    for (let at; (at = soft[0]) < until; soft.shift(), from = at + 1) {
      put(element, said.slice(from - offset, at - offset));
      element.append(h("span", { class: "soft" }, "\n"));
    }
    return put(element, said.slice(from - offset, until - offset));
  };
  for (const [start, end, facts] of cut) {
    if (!facts.length) { lay(parent, start, end); continue; }
    const opening = facts.filter((fact) => startOf[fact] === start).reverse();
    const labels = [...new Set(opening.map((fact) => t("short_" + type(fact))))].join(" ");
    const mark = h("mark", { class: "m", role: "button", tabindex: -1, "aria-pressed": "false",
      "data-facts": facts.join(" "), "data-label": labels || null });
    mark.lanes = lanesCount;
    underline(mark, facts, lane);
    if (opening.length) mark.style.setProperty("--c", `var(--c-${type(opening[0])})`);
    parent.append(lay(mark, start, end));
  }
}
