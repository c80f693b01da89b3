// The data as columns: facts are numbers 0…n-1 over all documents, in reading order.
let D, DOCS, VALUES, TYPES, N;
let docOf, firstOf, typeOf, valueOf, startOf, endOf, pieceOf, textId, TEXTS;
const docCountries = [], docOrganizations = [], docDates = [];

async function unpack(element) {
  const raw = element.textContent;
  if (element.dataset.coding === "json") return JSON.parse(raw);
  const letters = atob(raw), bytes = new Uint8Array(letters.length);
  for (let i = 0; i < letters.length; i++) bytes[i] = letters.charCodeAt(i);
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

function index(data) {
  D = data; DOCS = D.documents; VALUES = D.values; TYPES = D.types; LABELS = D.labels;
  N = D.columns.value.length;
  valueOf = D.columns.value; startOf = D.columns.start;
  docOf = new Int32Array(N); typeOf = new Uint8Array(N); endOf = new Int32Array(N);
  pieceOf = new Int32Array(N); textId = new Int32Array(N); firstOf = new Int32Array(DOCS.length + 1);
  TEXTS = [];
  const known = new Map();
  let fact = 0;
  DOCS.forEach((doc, d) => {
    firstOf[d] = fact;
    const countries = new Set(), organizations = new Set(), dates = [];
    let piece = 0;
    for (const last = fact + doc.facts; fact < last; fact++) {
      const [type, , value] = VALUES[valueOf[fact]], start = startOf[fact], end = start + D.columns.length[fact];
      docOf[fact] = d; typeOf[fact] = type; endOf[fact] = end;
      while (piece + 1 < doc.pieces.length && doc.pieces[piece + 1][0] <= start) piece++;
      pieceOf[fact] = piece;
      const text = doc.pieces[piece][2].slice(start - doc.pieces[piece][0], end - doc.pieces[piece][0]);
      let id = known.get(text);
      if (id === undefined) { known.set(text, id = TEXTS.length); TEXTS.push(text); }
      textId[fact] = id;
      if (TYPES[type] === "country") countries.add(value.alpha2);
      else if (TYPES[type] === "organization") organizations.add(value.name);
      else if (TYPES[type] === "date" && value.earliest && value.latest) dates.push(value.earliest, value.latest);
    }
    if (doc.header.date) dates.push(doc.header.date, doc.header.date);
    docCountries.push(countries); docOrganizations.push(organizations); docDates.push(dates);
  });
  firstOf[DOCS.length] = fact;
}

const type = (fact) => TYPES[typeOf[fact]];
const text = (fact) => TEXTS[textId[fact]];
const value = (fact) => VALUES[valueOf[fact]][2];
const shown = (fact) => VALUES[valueOf[fact]][1];
const found = (fact) => D.sources[D.columns.source[fact]];
const docName = (doc) => DOCS[doc].header.title || DOCS[doc].source;

/** [start, end] of the sentence around a fact in UTF-16 units, or the fact's own where none is known. */
function sentenceSpan(fact) {
  const edges = DOCS[docOf[fact]].sentences;
  let low = 0, high = edges.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edges[2 * middle] <= startOf[fact]) low = middle + 1; else high = middle;
  }
  if (!low) return [startOf[fact], endOf[fact]];
  let end = edges[2 * low - 1];
  for (let next = low; end < endOf[fact] && next < edges.length / 2; next++) end = edges[2 * next + 1];
  return [Math.min(edges[2 * low - 2], startOf[fact]), Math.max(end, endOf[fact])];
}
/** What stands before and behind a fact in its sentence, on one line. */
function around(fact) {
  const [offset, , said] = DOCS[docOf[fact]].pieces[pieceOf[fact]];
  const [start, end] = sentenceSpan(fact);
  const one = (from, until) => said.slice(Math.max(from - offset, 0), until - offset).replace(/\s+/g, " ");
  return [one(start, startOf[fact]), one(endOf[fact], end)];
}
const sentence = (fact) => { const [a, b] = around(fact); return a + text(fact).replace(/\s+/g, " ") + b; };
/** Offset of a fact's edge in code points, as the JSON output counts. */
function codePoints(fact, edge) {
  const [offset, start, said] = DOCS[docOf[fact]].pieces[pieceOf[fact]];
  let points = start;
  for (const character of said.slice(0, edge - offset)) points += character ? 1 : 0;
  return points;
}
