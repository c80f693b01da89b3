"""How two named-entity voters are settled: one table.

The first voter is the one that knows releases (the embedded model), the second a
general one (es_core_news_md). Where both see a name of one label, the first one's
span stands and carries both names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from notaextract.facts import Span

# What stands: label by who saw it and by what the other voter said of the same words.
#   other voter:     the same label   nothing           another label
FIRST = {
    "PER": ("both", "first", "first"),
    "ORG": ("both", "first", "first"),
    "LOC": ("both", "first", "first"),
    "EVT": ("both", "first", "first"),
    "LAW": ("both", "first", "first"),
    "OFF": ("both", "first", "first"),
}
# What the second saw where the first saw nothing: "kept", "full name" (two capitalised words), "dropped".
SECOND_ALONE = {"PER": "full name", "ORG": "dropped", "LOC": "dropped"}


def settle_votes(first: Sequence[Span], second: Sequence[Span], view: str) -> list[Span]:
    """The spans of two voters as one list in order. Both are in order and do not overlap themselves."""
    settled = []
    starts = [span.start for span in second]
    met: set[int] = set()
    for span in first:
        index = max(0, bisect_left(starts, span.start) - 1)
        others = []
        while index < len(second) and second[index].start < span.end:
            if second[index].end > span.start:
                others.append(second[index])
                met.add(index)
            index += 1
        same = any(other.label == span.label for other in others)
        verdict = FIRST[span.label][0 if same else 2 if others else 1]
        if verdict == "both":
            voter = f"{span.voter}+{next(o.voter for o in others if o.label == span.label)}"
            settled.append(Span(span.start, span.end, span.label, voter))
        elif verdict == "first":
            settled.append(span)
    settled += [s for i, s in enumerate(second) if i not in met and _stands_alone(s, view)]
    return sorted(settled, key=lambda span: span.start)


def _stands_alone(span: Span, view: str) -> bool:
    rule = SECOND_ALONE.get(span.label, "dropped")
    if rule != "full name":
        return rule == "kept"
    words = view[span.start : span.end].split()
    return len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper() and words[-1].isalpha()
