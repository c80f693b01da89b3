"""How two named-entity voters are settled: one table.

The first voter is the one that knows releases (the embedded model), the second a
general one (es_core_news_md). Where both see a name of one label, the first one's
span stands and carries both names.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from notaextract.facts import Span

# What stands of a span of the first voter, by its label and by what the second said of the same words:
#   "first": the first voter's span alone; "both": its span, with both names;
#   "split": an office that runs into a name ("canciller Ana Ruiz") ends where the second's person begins.
#          the same   nothing    another
FIRST = {
    "PER": ("both", "first", "first"),
    "ORG": ("both", "first", "first"),
    "LOC": ("both", "first", "first"),
    "EVT": ("both", "first", "first"),
    "LAW": ("both", "first", "first"),
    "OFF": ("both", "first", "split"),
}
# What stands of a span that only the second voter saw, by its label:
#   "full name": two words or more with capitals; "dropped": nothing.
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
            continue
        person = next(
            (o for o in others if o.label == "PER" and span.start < o.start < o.end == span.end), None
        )
        if verdict == "split" and person and _is_full_name(person, view):
            end = person.start
            while view[end - 1] in " ,":
                end -= 1
            settled += [Span(span.start, end, span.label, span.voter), person]
        else:
            settled.append(span)
    settled += [s for i, s in enumerate(second) if i not in met and _stands_alone(s, view)]
    return sorted(settled, key=lambda span: span.start)


def _stands_alone(span: Span, view: str) -> bool:
    return SECOND_ALONE.get(span.label) == "full name" and _is_full_name(span, view)


def _is_full_name(span: Span, view: str) -> bool:
    words = view[span.start : span.end].split()
    return len(words) > 1 and words[0][0].isupper() and words[-1][0].isupper() and words[-1].isalpha()
