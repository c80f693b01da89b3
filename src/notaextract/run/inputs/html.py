"""Web pages that somebody saved: main text, title, date, site name.

trafilatura says which paragraphs are the main text; the text itself is taken from the
page's own blocks between the first and the last of them, since trafilatura leaves out
lines that archivists need (the number above the title, the dateline, table rows).
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterator
from typing import Any

from notaextract.run.inputs.blocks import Block, blocks
from notaextract.run.inputs.charset import decode_declared
from notaextract.run.inputs.result import Extracted, Limits, Refused

_DECLARED = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_TAG = re.compile(r"<(/?)([a-zA-Z][\w:-]{0,40})((?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+)>")
_KEPT_FLAT = frozenset(
    "html head body title meta script style p li h1 h2 h3 h4 h5 h6 br noscript template".split()
)
_INLINE_FLAT = frozenset("a abbr b big em font i mark nobr q s small span strong sub sup time tt u".split())
# Metadata that mean the date of issue and nothing else.
_DATE_NAMES = frozenset(
    "article:published_time datepublished dc.date dc.date.issued dcterms.date dcterms.issued date pubdate "
    "publish-date publishdate fecha fechapublicacion fecha_publicacion".split()
)


def read(data: bytes, encoding: str | None, limits: Limits) -> Extracted:
    """The main text of a page. Raises Refused."""
    declared = _DECLARED.search(data[:4096])
    decoded = decode_declared(data, declared[1].decode("ascii") if declared else None, encoding)
    return read_page(decoded.text, limits, how=f"{decoded.encoding} ({decoded.why})")


def read_page(markup: str, limits: Limits, *, how: str = "") -> Extracted:
    """The main text of a page's markup, with what its metadata say. Raises Refused."""
    root, missing = _parsed(markup, limits)
    whole = blocks(root)
    chosen = _main(root, whole)
    title = _title(root, whole, chosen)
    text = with_title(title, "\n\n".join(block.text for block in chosen))
    if not text.strip():
        raise Refused("skipped", "has no text in it: a page that a script fills must be saved as shown")
    return Extracted(
        text, title, _date(root), _meta(root, ("og:site_name",)), missing=tuple(missing), how=how
    )


def read_fragment(markup: str, limits: Limits) -> tuple[str, list[str]]:
    """All the text of markup that is no web page (the body of a message), and what is missing."""
    root, missing = _parsed(markup, limits)
    return "\n\n".join(block.text for block in blocks(root, whole=True)), missing


def with_title(title: str | None, text: str) -> str:
    """The text, with the title in front where it does not stand near its top already."""
    if not title or _key(title) in _key(text[: 3000 + 2 * len(title)]):
        return text
    return f"{title}\n\n{text}"


def _parsed(markup: str, limits: Limits) -> tuple[Any, list[str]]:
    """The tree; a page nested deeper than parsers keep is read without its structure."""
    root, cut = _tree(markup)
    depth = _depth(root) if root is not None else 0
    if not cut and depth <= limits.html_depth:
        if root is None:
            raise Refused("skipped", "has no text in it, only markup")
        return root, []
    root, cut = _tree(_flat(markup))
    if root is None or cut:
        raise Refused("error", "is nested too deep to be read")
    return root, [
        f"is nested deeper than {limits.html_depth} levels: its structure is lost, and what stands around "
        "the main text may be in it"
    ]


def _tree(markup: str) -> tuple[Any, bool]:
    """(root, whether the parser dropped something for its depth)."""
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(markup.encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:
        root = None
    return root, any("depth" in entry.message for entry in parser.error_log)


def _depth(root: Any) -> int:
    from lxml import etree

    depth = deepest = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        deepest = max(deepest, depth)
    return deepest


def _flat(markup: str) -> str:
    """The markup with wrappers turned into paragraph ends, so that nothing nests."""

    def flat(tag: re.Match[str]) -> str:
        name = tag[2].lower()
        if name in _KEPT_FLAT:
            return tag[0]
        if name in ("td", "th"):
            return "" if tag[1] else " | "
        return "" if name in _INLINE_FLAT else "<p>"

    return _TAG.sub(flat, markup)


def _main(root: Any, whole: list[Block]) -> list[Block]:
    """The blocks of the main text."""
    found = _by_trafilatura(root)
    lines = {_key(line) for line in found.split("\n")}
    joined = _key(found)
    marked = [
        at
        for at, block in enumerate(whole)
        if (key := _key(block.text)) in lines or (len(key) > 20 and key in joined)
    ]
    plain = [block for block in whole if not block.is_link]
    if not marked or sum(len(whole[at].text) for at in marked) * 4 < sum(len(block.text) for block in plain):
        inside = [block for block in plain if _container(block.element) is not None]
        return inside if sum(len(block.text) for block in inside) > 200 else plain
    first, last = marked[0], marked[-1]
    article = _common([whole[at].element for at in marked])
    titles = [at for at, block in enumerate(whole[: last + 1]) if _is_title(block)]
    title = next((at for at in reversed(titles) if at <= first), titles[0] if titles else None)
    holder = article if title is None else _common([article, whole[title].element])
    inside = _container(holder)
    if inside is not None and (title is None or inside.tag == "article"):
        holder = inside
    # Above a title that only the whole page holds stands whatever the page begins with.
    start = title if holder.tag in ("body", "html") and title is not None else 0
    kept = set(marked)
    for at in range(start, len(whole)):
        block = whole[at]
        if at < first:
            wanted = _within(block, holder) and (not block.is_link or not _in_menu(whole, at))
        elif at < last:
            wanted = not block.is_link
        else:
            wanted = not block.is_link and holder.tag == "article" and _within(block, holder)
        if wanted:
            kept.add(at)
    return [whole[at] for at in sorted(kept)]


def _in_menu(whole: list[Block], at: int) -> bool:
    """Whether a block is one of three links in a row: one or two name the issuer or the section."""
    run = [n for n in (at - 2, at - 1, at, at + 1, at + 2) if 0 <= n < len(whole) and whole[n].is_link]
    return any({n, n + 1, n + 2} <= set(run) for n in run)


def _common(elements: list[Any]) -> Any:
    """The smallest element that holds all of them."""
    holders = _ancestors(elements[0])
    for element in elements[1:]:
        above = set(_ancestors(element))
        holders = [holder for holder in holders if holder in above]
    return holders[0]


def _by_trafilatura(root: Any) -> str:
    from trafilatura import bare_extraction

    # It changes the tree it is given.
    document = bare_extraction(
        copy.deepcopy(root), favor_recall=True, include_comments=False, with_metadata=False
    )
    return (getattr(document, "text", None) or "") if document is not None else ""


def _key(text: str) -> str:
    """Letters and digits alone: what two renderings of one paragraph share."""
    return "".join(filter(str.isalnum, text)).lower()


def _ancestors(element: Any) -> list[Any]:
    return [element, *element.iterancestors()]


def _container(element: Any) -> Any:
    """The nearest article or main around an element."""
    return next((up for up in _ancestors(element) if up.tag in ("article", "main")), None)


def _within(block: Block, holder: Any) -> bool:
    return any(up is holder for up in _ancestors(block.element))


def _is_title(block: Block) -> bool:
    return any(up.tag == "h1" for up in _ancestors(block.element)[:4])


def _title(root: Any, whole: list[Block], chosen: list[Block]) -> str | None:
    """The heading of the main text, else what the metadata call the title."""
    for block in chosen:
        if _is_title(block):
            return " ".join(block.text.split())
    # A heading in a menu bar is the site's name: those are not among the blocks.
    headings = {" ".join(block.text.split()) for block in whole if _is_title(block)}
    return headings.pop() if len(headings) == 1 else _meta(root, ("og:title", "dc.title", "dcterms.title"))


def _metas(root: Any) -> Iterator[tuple[str, str]]:
    for meta in root.iter("meta"):
        content = (meta.get("content") or "").strip()
        for attribute in ("property", "name", "itemprop"):
            name = meta.get(attribute)
            if name and content:
                yield name.lower(), content[:1000]


def _meta(root: Any, names: tuple[str, ...]) -> str | None:
    found = dict(reversed(list(_metas(root))))
    return next((" ".join(found[name].split()) for name in names if name in found), None)


def _date(root: Any) -> str | None:
    """The day of issue that the page's metadata state, ISO."""
    stated = [*_linked_data(root)]
    stated += [content for name, content in _metas(root) if name in _DATE_NAMES]
    for time in root.iter("time"):
        if (time.get("itemprop") or "").lower() == "datepublished" or time.get("pubdate") is not None:
            stated.append(time.get("datetime") or "")
    return next((day for day in map(_day, stated) if day), None)


def _linked_data(root: Any) -> Iterator[str]:
    for script in root.iter("script"):
        if (script.get("type") or "").lower() == "application/ld+json" and script.text:
            try:
                pending: list[Any] = [json.loads(script.text)]
            except (ValueError, RecursionError):
                continue
            for node in pending:  # grows while it is walked
                if isinstance(node, dict):
                    if isinstance(date := node.get("datePublished"), str):
                        yield date
                    pending += node.values()
                elif isinstance(node, list):
                    pending += node


_STAMP = re.compile(
    r"\s*([12]\d{3}-[01]\d-[0-3]\d)"
    r"(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:\.\d{1,9})?)?\s*(Z|[+-]\d\d:?\d\d)?)?\s*$"
)


def _day(stamp: str) -> str | None:
    """The day of an ISO time stamp; none where the zone leaves open which day it was.

    Sites that stamp in UTC show the next day for an evening in the Americas.
    """
    from datetime import date

    found = _STAMP.match(stamp)
    if not found:
        return None
    try:
        date.fromisoformat(found[1])
    except ValueError:
        return None
    utc = found[5] is not None and (found[5] == "Z" or found[5].strip("+-0:") == "")
    if utc and int(found[2]) < 6 and (found[2], found[3], found[4] or "00") != ("00", "00", "00"):
        return None
    return found[1]
