"""The counted noun behind a number: its head, with the adjectives that follow it directly.

There is no part-of-speech model in here. A numeral above one wants a plural, Spanish plurals end
in -s, and so do the adjectives that agree; what else ends in -s (first-person verbs, pronouns,
connectives, weekdays) is a closed list or a suffix. A participle stays where it stands bare and goes
where it takes a complement ("52 personas desplazadas, …" but "159 experiencias | registradas en …").

Reads: "asistencias humanitarias", "5 nuevos casos" -> casos, "niñas y niños", "personas no vacunadas".
Leaves: "2 fueron", "353 positivas y", "tres tenemos", "12 después", "4 de ellos".
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from notaextract.data.load import cached, table, words
from notaextract.rules.reading import Reading, Tokens, in_capitals


class Noun(NamedTuple):
    """A counted noun phrase: the head token, where the unit starts and ends, the token behind it."""

    head: int
    start: int
    end: int
    next: int


@cached
def event_nouns() -> frozenset[str]:
    """Folded singular nouns of numbered meetings (congreso, sesion, edicion)."""
    return frozenset(row.cells[0] for row in table("event_nouns"))


@cache
def _finite_plural() -> re.Pattern[str]:
    """First-person plurals: no noun or adjective in -mos is stressed like them."""
    return re.compile(r"(?:[aei]mos|ábamos|íamos|[áéí]ramos|[áéí]semos)\Z", re.IGNORECASE)


@cache
def _gerund() -> re.Pattern[str]:
    """Gerunds with a pronoun behind: "pagándoles", "haciéndolos"."""
    return re.compile(r"(?:a|ie|ye)ndo(?:l[aeo]|n[o]|[st]e)s?\Z")


@cache
def _accent() -> re.Pattern[str]:
    return re.compile(r"[áéíóúÁÉÍÓÚ]")


@cache
def _participle() -> re.Pattern[str]:
    """Regular participles by their stress: "vencidos", "caídas"; not "híbridos", "sólidas"."""
    return re.compile(r"[^\W\d_áéíóúÁÉÍÓÚ]{2,24}(?:ad|[iíÍ]d|uid)[oa]s?\Z", re.IGNORECASE)


@cache
def _singular_adjective() -> re.Pattern[str]:
    return re.compile(
        r"[a-z]{2,24}(?:[ai]d[oa]|[iu]v[oa]|ic[oa]|os[oa]|ari[oa]|an[oa]|al|ar|ble|ense|ist[ao]|ori[oa])\Z|(?:mayor|menor)\Z"
    )


@cache
def _singular_verb() -> re.Pattern[str]:
    """Endings (with accents) of no singular noun or adjective: gerunds, preterites, futures, adverbs."""
    return re.compile(r"(?:ó|rá|ría|ndo|mente|aron|ieron|ban|rán)\Z", re.IGNORECASE)


def is_finite(word: str, fold: str) -> bool:
    """Whether a word in -s is a verb of the first person plural ("tenemos", "fuimos")."""
    if not fold.endswith("mos") or fold in words("figure_mos") or fold.endswith("isimos"):
        return False
    found = _finite_plural().search(word)
    if found is None:
        return False
    return len(found.group()) > 4 or not _accent().search(word)


def _gender(fold: str) -> str:
    """ "f", "m" or "" (cannot be told) of a plural or singular noun, by its ending."""
    if fold in words("figure_common"):
        return ""
    if fold in words("figure_masculine"):
        return "m"
    if fold in words("figure_feminine"):
        return "f"
    stem = fold.removesuffix("s")
    if stem.endswith("a") or fold.endswith(("iones", "dades", "tudes", "umbres", "ion", "dad", "tud")):
        return "f"
    return "m" if stem.endswith("o") else ""


def agrees(head: str, fold: str, plural: bool) -> bool:
    """Whether a folded word can be an adjective of the folded head, by number and gender."""
    if plural != fold.endswith("s") or len(fold) < 4 or fold in words("figure_not_adjective"):
        return False
    if _gerund().search(fold):
        return False
    gender = _gender(head)
    if gender == "f":
        return not fold.endswith(("os", "o") if not plural else "os") or fold.endswith("istas")
    if gender == "m" and fold.endswith("as" if plural else "a"):
        return fold.endswith(("istas", "ista", "itas", "colas", "cola", "genas", "gena", "tas"))
    return True


def line_near(view: str, at: int, reach: int = 240) -> tuple[int, int]:
    """(start, end) of the line around `at`, cut where it is longer than `reach` to either side.

    A paragraph may be a megabyte long: what a line looks like is told by its neighbourhood.
    """
    low, high = max(0, at - reach), min(len(view), at + reach)
    end = view.find("\n", at, high)
    return max(low, view.rfind("\n", low, at) + 1), high if end < 0 else end


def capitals_near(view: str, at: int) -> bool:
    """Whether the line around `at` is set in capitals, so that case tells nothing."""
    low, high = line_near(view, at)
    return in_capitals(view[low:high])


def adjoins(view: str, tokens: Tokens, index: int) -> bool:
    """Whether only blanks stand between a token and the one before it."""
    gap = view[tokens.ends[index - 1] : tokens.starts[index]]
    return gap == " " or (0 < len(gap) <= 8 and gap.isspace() and "\n" not in gap)


def counted_noun(reading: Reading, at: int, plural: bool) -> Noun | None:
    """The noun phrase that starts behind offset `at` with blanks alone between.

    `plural` tells what the numeral wants. None where no noun can be told with some certainty.
    """
    view, tokens = reading.view, reading.tokens
    index = tokens.at(at)
    count = len(tokens.starts)
    if index >= count or not _blank(view, at, tokens.starts[index]):
        return None
    folds = tokens.folds
    before = words("figure_premodifier")
    head = index
    while folds[head] in before and head - index < 3 and head + 1 < count and adjoins(view, tokens, head + 1):
        if (
            folds[head] == "menores"
            and folds[head + 1] not in before
            and not _is_head(tokens, head + 1, plural)
        ):
            break  # minors, not smaller ones
        head += 1
    start = tokens.starts[head]
    if folds[head] == "recien" and head + 1 < count and adjoins(view, tokens, head + 1):
        head += 1  # "recién nacidos": the participle is the noun
        if not (_participle().match(tokens.words[head]) and folds[head].endswith("s") == plural):
            return None
    elif not _is_head(tokens, head, plural):
        return None
    end, after = phrase_end(reading, head, plural)
    return Noun(head, start, end, after)


def _blank(view: str, start: int, end: int) -> bool:
    gap = view[start:end]
    return gap == " " or (0 < len(gap) <= 8 and gap.isspace() and "\n" not in gap)


def _is_head(tokens: Tokens, index: int, plural: bool) -> bool:
    fold, word = tokens.folds[index], tokens.words[index]
    if fold in words("figure_not_noun") or not fold.isalpha():
        return False
    if fold in words("figure_invariable"):
        return True
    if len(fold) < 3:
        return False
    if _participle().match(word) and (fold if plural else fold + "s") not in words("figure_participle_noun"):
        return False  # the noun is left out: "22 catalogadas"
    if fold.endswith(("able", "ables", "ible", "ibles")) and fold not in words("figure_noun_in_ble"):
        return False  # "345 inhabitables"
    if plural:
        return fold.endswith("s") and not is_finite(word, fold) and not fold.endswith("mente")
    if fold.endswith(("an", "en")) and fold not in words("figure_singular"):
        return False
    return not fold.endswith("s") and not _singular_verb().search(word)


def _doublet(head: str, other: str) -> bool:
    """Both genders of one noun ("niñas" and "niños"), or one of the usual pairs."""
    if {head, other} in ({"hombres", "mujeres"}, {"padres", "madres"}, {"varones", "mujeres"}):
        return True
    stem = len(head) - 2
    return head != other and stem > 1 and head[:stem] == other[:stem] and abs(len(head) - len(other)) < 2


def phrase_end(reading: Reading, head: int, plural: bool) -> tuple[int, int]:
    """(offset, next token) behind the head and what belongs to it."""
    view, tokens = reading.view, reading.tokens
    folds, count = tokens.folds, len(tokens.starts)
    index = head
    if (
        head + 2 < count
        and folds[head + 1] in ("y", "e", "o")
        and _doublet(folds[head], folds[head + 2])
        and adjoins(view, tokens, head + 1)
        and adjoins(view, tokens, head + 2)
    ):
        index = head + 2
    first = index
    lower = tokens.words[head][0].islower()
    capitals: bool | None = None
    while index - first < 4 and index + 1 < count and adjoins(view, tokens, index + 1):
        follow = index + 1
        word, fold = tokens.words[follow], folds[follow]
        negated = fold == "no" and follow + 1 < count and adjoins(view, tokens, follow + 1)
        if negated:
            follow += 1
            word, fold = tokens.words[follow], folds[follow]
        if not fold.isalpha() or not agrees(folds[head], fold, plural) or is_finite(word, fold):
            break
        if negated and not _participle().match(word) and not fold.endswith("les"):
            break
        if lower and word[0].isupper():
            if capitals is None:
                capitals = capitals_near(reading.view, tokens.starts[head])
            if not capitals:
                break  # a surname in -s, not an adjective
        if not plural and not _singular_adjective().match(fold) and fold not in words("figure_participle"):
            break
        index = follow
    while index > first and _takes_complement(view, tokens, index):
        index -= 2 if folds[index - 1] == "no" else 1
    return tokens.ends[index], index + 1


def _takes_complement(view: str, tokens: Tokens, index: int) -> bool:
    """Whether the word is a participle (or the like) with a complement of its own behind it."""
    if index + 1 >= len(tokens.starts) or not adjoins(view, tokens, index + 1):
        return False
    fold, follow = tokens.folds[index], tokens.folds[index + 1]
    if follow in ("de", "del"):
        return fold in words("figure_of_complement")
    if fold in ("mayor", "menor", "mayores", "menores"):
        return follow in ("a", "al", "que")
    if follow not in words("figure_complement") and not (follow.endswith("mente") and len(follow) > 7):
        return False
    return (
        bool(_participle().match(tokens.words[index]))
        or fold in words("figure_participle")
        or fold in words("figure_takes_complement")
    )
