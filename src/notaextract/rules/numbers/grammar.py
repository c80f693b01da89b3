"""The number grammar: reads one Spanish number on the view, from an offset forwards.

    read_number(view, at)  -> Number | None    digits or words, with scale words behind them
    read_digits(view, at)  -> Number | None    one number in digits, no scale words
    read_words(view, at)   -> Number | None    one number written in words
    number_words()         -> dict             folded word -> (value, role): a cheap trigger test

A `Number` has start, end, value (int where whole), and what it was made of. Nothing in here
looks left of `at` or knows what is counted: who calls decides whether a number stands there.

Reads: "13 200", "13.200", "13'200", "3'450,200", "1.234,5", "1,234.5", "13 mil 200", "3,5 millones",
"2 millones 334 mil 949", "mil millones", "dos mil 460", "treinta y un mil", "medio millón",
"dos millones y medio", "½", "2 ½". Leaves: "12.05.2025", "3.1.2" (codes), "miles", "millones" alone.

Grouping and decimals after RAE/ASALE, Ortografía de la lengua española (2010), VIII.2.1; billón is 10^12
(RAE); doubtful marks ("3.450") are told by `doubt`, for `number_marks` to settle.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from notaextract.data.load import cached, table
from notaextract.rules.reading import fold


class Number(NamedTuple):
    """`value` in plain units; `head` is the factor before the last scale word ("3,5" of "3,5 millones").

    `doubt` is the mark ("." or ",") where one group of three digits may also be decimals: `value`
    reads it as thousands, and `value / 1000` is the other reading. `scale` is the last scale word's
    value or 1; `digits` whether it begins in digits; `linked` whether "de" must stand before its noun.
    """

    start: int
    end: int
    value: int | float
    digits: bool
    scale: int = 1
    head: int | float = 0
    doubt: str = ""
    linked: bool = False
    decimals: bool = False
    grouped: bool = False


@cached
def number_words() -> dict[str, tuple[int, str]]:
    """Folded word -> value and role (unit, teen, ten, hundred, thousand, scale, collective, half, …)."""
    return {row.cells[0]: (int(row.cells[1]), row.cells[2]) for row in table("number_words")}


class _Entries(dict[str, "tuple[int, str] | None"]):
    """Words as they stand in texts -> their entry, so that folding is done once a word."""

    def __missing__(self, word: str) -> tuple[int, str] | None:
        entry = number_words().get(fold(word))
        if len(self) < 100_000:
            self[word] = entry
        return entry


@cached
def _entries() -> _Entries:
    return _Entries()


@cache
def _digit_run() -> re.Pattern[str]:
    return re.compile(
        r"\d{1,3}(?:\.\d{3})?:\d{3}\.\d{3}(?![\d:])(?:,\d{1,6})?|\d{1,24}(?:[.,']\d{1,24}){0,9}"
    )


@cache
def _blank_groups() -> re.Pattern[str]:
    """Groups of three behind a head of one to three digits, with one blank each."""
    return re.compile(
        r"(?: \d{3}(?!\d)){1,6}(?![-/:–]\d(?!\d{0,2} \d{3}(?!\d)))(?:[.,]\d{1,6}(?![\d.,-]*\d))?"
    )


@cache
def _next_word() -> re.Pattern[str]:
    return re.compile(r" {1,6}([^\W\d_]{1,20})")


@cache
def _first_word() -> re.Pattern[str]:
    return re.compile(r"[^\W\d_]{1,20}")


@cache
def _glued() -> re.Pattern[str]:
    return re.compile(r"(?:mil|mill(?:ones|ón)?)(?![^\W_])", re.IGNORECASE)


@cache
def _next_digits() -> re.Pattern[str]:
    return re.compile(r" {1,6}(\d{1,3}(?:([.,']?)\d{3})?)(?![\d:]|[.,']\d|[-–/]\d|[^\W\d_])")


_SHORTENED = ("mill", "mll", "mlls")
HALVES = {"½": (1, 2), "¼": (1, 4), "¾": (3, 4)}


def plain(numerator: int, denominator: int) -> int | float:
    """An exact quotient: int where it is whole, else the nearest float.

    >>> plain(3500, 1000), plain(7, 7)
    (3.5, 1)
    """
    return numerator // denominator if numerator % denominator == 0 else numerator / denominator


class _Atom(NamedTuple):
    """A number without scale words: mantissa / 10**places, ending at `end`."""

    end: int
    mantissa: int
    places: int = 0
    doubt: str = ""
    grouped: bool = False


def _split_run(run: str) -> tuple[int, int, str, bool] | None:
    """(mantissa, decimal places, doubtful mark, grouped) of digits with marks; None for a code."""
    if run.isdigit():
        return int(run), 0, "", False
    if ":" in run:  # 45:000.000, millions as Uruguay marks them
        run = run.replace(":", ".")
    pieces = re.split(r"[.,']", run)
    marks = [c for c in run if c in ".,'"]
    last, tail = marks[-1], pieces[-1]
    threes = all(len(piece) == 3 for piece in pieces[1:-1])
    head = pieces[0]
    digits = int("".join(pieces))
    if len(marks) == 1:
        if len(tail) == 3 and len(head) <= 3 and head[0] != "0":
            return digits, 0, "" if last == "'" else last, True
        if len(tail) > 6 or (last == "'" and len(tail) > 2) or (head[0] == "0" and len(head) > 1):
            return None
        return digits, len(tail), "", False
    if not threes or len(head) > 3 or head[0] == "0":
        return None
    if last in marks[:-1] or ("'" in marks[:-1] and len(tail) == 3):
        return (digits, 0, "", True) if len(tail) == 3 else None
    return (digits, len(tail), "", True) if len(tail) <= 6 else None


def _digits(view: str, at: int) -> _Atom | None:
    match = _digit_run().match(view, at)
    if match is None:
        return None
    run, end = match.group(), match.end()
    if len(run) <= 3 and run[0] != "0" and view[end : end + 1] == " " and run.isdigit():
        groups = _blank_groups().match(view, end)
        if groups is not None:
            whole, mark, decimals = groups.group().partition("," if "," in groups.group() else ".")
            text = (run + whole).replace(" ", "")
            return _Atom(groups.end(), int(text + decimals), len(decimals) if mark else 0, "", True)
    split = _split_run(run)
    return None if split is None else _Atom(end, *split)


def read_digits(view: str, at: int) -> Number | None:
    """The number in digits that starts at `at`, grouping and decimals read, scale words not.

    >>> read_digits("13 200 personas", 0).value, read_digits("1.234,5 km", 0).value
    (13200, 1234.5)
    """
    found = _digits(view, at)
    if found is None:
        return None
    value = plain(found.mantissa, 10**found.places)
    decimals = found.places > 0
    return Number(at, found.end, value, True, 1, value, found.doubt, False, decimals, found.grouped)


def _hundreds(view: str, at: int) -> tuple[int, int] | None:
    """(end, value) of the words for a number below 1000 that start at `at`."""
    entries = _entries()
    match = _first_word().match(view, at)
    entry = entries[match.group()] if match else None
    if match is None or entry is None:
        return None
    end = match.end()
    value, role = entry
    if role == "hundred":
        after = _next_word().match(view, end)
        follow = entries[after[1]] if after else None
        if after is None or follow is None or follow[1] not in ("unit", "teen", "ten"):
            return end, value
        end = after.end()
        value += follow[0]
        role = follow[1]
    elif role not in ("unit", "teen", "ten"):
        return None
    if role == "ten":
        link = _next_word().match(view, end)
        if link and link[1] in ("y", "Y"):
            unit = _next_word().match(view, link.end())
            found = entries[unit[1]] if unit else None
            if unit and found and found[1] == "unit":
                return unit.end(), value + found[0]
    return end, value


def read_number(view: str, at: int) -> Number | None:
    """The whole number that starts at `at`, in digits, words or both, with its scale words.

    >>> read_number("2 millones 334 mil 949 personas", 0).value
    2334949
    >>> read_number("dos mil 460 firmas", 0).value, read_number("medio millón", 0).value
    (2460, 500000)
    """
    first = view[at : at + 1]
    if first in HALVES:
        return Number(at, at + 1, plain(*HALVES[first]), True, decimals=True)
    if first.isdecimal():
        digits = _digits(view, at)
        if digits is None:
            return None
        end, mantissa, places, doubt, grouped = digits
        if view[end : end + 7].lstrip(" ")[:1].isalpha():  # a scale word may follow
            found = _scaled(view, at, end, digits, True)
            if found is not None:
                return found
        half = HALVES.get(view[end : end + 1]) or (
            HALVES.get(view[end + 1 : end + 2]) if view[end : end + 1] == " " else None
        )
        if half and not places:
            end += 1 if view[end] in HALVES else 2
            value = plain(mantissa * half[1] + half[0], half[1])
            return Number(at, end, value, True, 1, value, "", False, True, grouped)
        value = plain(mantissa, 10**places)
        return Number(at, end, value, True, 1, value, doubt, False, places > 0, grouped)
    return read_words(view, at)


def read_words(view: str, at: int) -> Number | None:
    """The number written in words that starts at `at` (its later parts may be digits: "dos mil 460").

    "un" and "una" alone are read as 1: whether they are the article is for the caller to say.
    """
    match = _first_word().match(view, at)
    entry = _entries()[match.group()] if match else None
    if match is None or entry is None:
        return None
    value, role = entry
    if role == "half":
        return _half(view, at, match.end())
    if role == "thousand" or (role == "scale" and match.group()[-1] in "nN"):
        return _scaled(view, at, at, _Atom(at, 1), False)
    if role == "zero":
        return Number(at, match.end(), 0, False)
    if role in ("unit", "teen", "ten", "hundred"):
        small = _hundreds(view, at)
        if small is None:
            return None
        end, value = small
        return _scaled(view, at, end, _Atom(end, value), False) or Number(at, end, value, False, 1, value)
    return None


def _half(view: str, at: int, end: int) -> Number | None:
    """ "medio millón", "media docena": half of a scale or collective word; else half of the unit behind."""
    after = _next_word().match(view, end)
    entry = _entries()[after[1]] if after else None
    if after and entry and entry[1] in ("scale", "collective") and entry[0] % 2 == 0:
        value = entry[0] // 2
        return Number(at, after.end(), value, False, entry[0], 0.5, linked=True)
    return Number(at, end, 0.5, False, 1, 0.5, decimals=True)


def _scaled(view: str, at: int, end: int, atom: _Atom, digits: bool) -> Number | None:
    """`atom` (read up to `end`) with the scale words behind it; None where there are none.

    With end == at nothing is read yet: the number begins with "mil" itself.
    """
    unit = 10**atom.places
    closed = opened = 0  # millions and more, done; thousands since then
    current: int | None = atom.mantissa  # what the next scale word multiplies
    last = unit * 10**30  # the smallest scale so far: what follows is below it
    scale = 1
    head: int | float = plain(atom.mantissa, unit)
    linked = False
    while True:
        word = _scale_word(view, end, end == at)
        if word is None:
            if current is not None or scale == 1:
                break
            if scale == unit * 1000 == 1000 and (split := _decimals_after_thousand(view, end)) is not None:
                end, current, unit = split
                opened, closed, linked = opened * unit, closed * unit, False
                continue
            follow = _after_scale(view, end, last)
            if follow is None:
                break
            end, current = follow[0], follow[1] * unit
            linked = False
            continue
        after, value, role = word
        if role == "thousand":
            if opened or last <= 1000:
                break
            opened, current, last, linked = (current or unit) * 1000, None, 1000, False
            head = plain(opened, 1000 * unit)
        else:
            count = opened + (current or 0)
            if not count or value >= last > 1000 or (role == "collective" and (closed or opened)):
                break
            head = plain(count, unit)
            closed += count * value
            opened, current, linked, last = 0, None, True, value
        scale, end = value, after
        if role == "collective":
            break
    if scale == 1:
        return None
    total = closed + opened + (current or 0)
    if current is None and scale > 1000:
        half = _half_behind().match(view, end)
        if half is not None:
            end, total = half.end(), total + scale * unit // 2
    doubt = atom.doubt if total == atom.mantissa * scale else ""
    grouped = atom.grouped or scale == 1000
    return Number(at, end, plain(total, unit), digits, scale, head, doubt, linked, unit > 1, grouped)


def _scale_word(view: str, end: int, first: bool) -> tuple[int, int, str] | None:
    """(end, value, role) of the scale or collective word behind `end` ("mil", "millones", "docenas")."""
    if not first and not view.startswith(" ", end):
        # glued to its digits ("35mil", "3.5millones") it is one, too
        match, group = _glued().match(view, end), 0
    else:
        match, group = (_first_word().match(view, end), 0) if first else (_next_word().match(view, end), 1)
    entry = _entries()[match[group]] if match else None
    if match is None or entry is None or entry[1] not in ("thousand", "scale", "collective"):
        return None
    after = match.end()
    if (short := match[group].lower()) in _SHORTENED:
        stopped = view.startswith(".", after)
        if short == "mill" and not stopped:
            return None  # "mill." is an abbreviation
        after += stopped
    return after, *entry


def _after_scale(view: str, end: int, below: int) -> tuple[int, int] | None:
    """(end, value) of what may follow a scale word: a whole number below it ("13 mil | 200")."""
    match = _next_digits().match(view, end)
    if match is not None:
        value = int(re.sub(r"\D", "", match[1]))
        grouped = len(match[1]) > 3
        if not 0 < value < below or (grouped and (not match[2] or below <= 1000)):
            return None
        return match.end(), value
    word = _next_word().match(view, end)
    entry = _entries()[word[1]] if word else None
    if word is None or entry is None:
        return None
    found = _hundreds(view, word.start(1))
    return found if found and found[1] < below else None


@cache
def _next_decimals() -> re.Pattern[str]:
    return re.compile(r" {1,6}(?P<whole>\d{1,3})[.,](?P<part>\d{1,2})(?![\d:]|[.,'/–-]\d|[^\W\d_])")


def _decimals_after_thousand(view: str, end: int) -> tuple[int, int, int] | None:
    """(end, mantissa, its unit) of the hundreds with decimals behind "mil": "5 mil | 570,3" millones."""
    match = _next_decimals().match(view, end)
    if match is None:
        return None
    return match.end(), int(match["whole"] + match["part"]), int(10 ** len(match["part"]))


@cache
def _half_behind() -> re.Pattern[str]:
    return re.compile(r" y (?:medio|media)\b(?! centenar| millón| docena| hora)", re.IGNORECASE)


def year_like(text: str) -> bool:
    """Four plain digits of a year in sight.

    >>> year_like("2025"), year_like("2 025"), year_like("1.990"), year_like("3400")
    (True, False, False, False)
    """
    return len(text) == 4 and text.isdecimal() and text[:2] in ("19", "20")
