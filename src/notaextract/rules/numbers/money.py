"""Currencies: signs before and behind a number, names, and which currency a shared one means here.

"$" and "pesos" are shared by many currencies. The words beside the number decide first, then the
issuing country, then a currency that the text names in full ("pesos colombianos" elsewhere in it);
else the currency is unknown (None).
A redenominated currency takes the code in force at the date of issue ("Bs" in Venezuela: VEB,
VEF, VES). Codes after ISO 4217, signs and their places after CLDR `es` and national custom.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from notaextract.data.load import cached, table
from notaextract.rules.numbers.counted_nouns import adjoins
from notaextract.rules.reading import Reading, Tokens, fold

Codes = tuple[str, ...]


class _Tables(NamedTuple):
    """Sign -> codes; first word of a name -> (further words, codes); code -> countries, from, until."""

    signs: dict[str, Codes]
    names: dict[str, tuple[tuple[tuple[str, ...], Codes], ...]]
    rows: dict[str, tuple[frozenset[str], str, str]]
    longest: int


@cached
def _tables() -> _Tables:
    signs: dict[str, list[str]] = {"$": []}
    names: dict[tuple[str, ...], list[str]] = {}
    rows = {}
    for row in table("currencies"):
        code, _, _, countries, since, until = row.cells
        rows[code] = (frozenset(countries.split("|")) - {""}, since, until)
        for sign in row.many(1):
            signs.setdefault(sign, []).append(code)
        for name in row.many(2):
            names.setdefault(tuple(re.findall(r"\w+", fold(name))), []).append(code)
    signs["$"] = [c for c in names[("pesos",)] if rows[c][0]] + ["USD"]
    by_first: dict[str, list[tuple[tuple[str, ...], Codes]]] = {}
    for parts, codes in names.items():
        by_first.setdefault(parts[0], []).append((parts[1:], tuple(codes)))
    indexed = {w: tuple(sorted(found, key=lambda f: -len(f[0]))) for w, found in by_first.items()}
    return _Tables({s: tuple(c) for s, c in signs.items()}, indexed, rows, max(map(len, signs)))


class _Signs(dict[tuple[str, bool], tuple[tuple[str, Codes], ...]]):
    """(piece of text, at its end?) -> the signs that it ends in, or begins with, the longest first."""

    def __missing__(self, key: tuple[str, bool]) -> tuple[tuple[str, Codes], ...]:
        piece, at_end = key
        signs = _tables().signs
        pieces = (piece[i:] if at_end else piece[: len(piece) - i] for i in range(len(piece)))
        found = tuple((sign, signs[sign]) for sign in pieces if sign in signs)
        if len(self) < 20_000:
            self[key] = found
        return found


@cached
def _signs() -> _Signs:
    return _Signs()


@cached
def _sign_starts() -> frozenset[str]:
    return frozenset(sign[0] for sign in _tables().signs)


@cached
def _sign_ends() -> frozenset[str]:
    """The characters that a sign may end in: a cheap test before looking for one."""
    return frozenset(sign[-1] for sign in _tables().signs)


def may_have_sign(view: str, start: int) -> bool:
    """Whether what stands before `start` ends as a sign may end; a stop behind a digit is none.

    >>> may_have_sign("US$ 5", 4), may_have_sign("1. 5", 3), may_have_sign("(5", 1)
    (True, False, False)
    """
    char = view[max(0, start - 2) : start].rstrip(" ")[-1:]
    return char in _sign_ends() and not (char == "." and view[max(0, start - 3)].isdecimal())


class Sign(NamedTuple):
    """A sign's place, the currencies that it may stand for, and the scale said before it (MMUS$)."""

    start: int
    end: int
    codes: Codes
    scale: int = 1


def sign_before(reading: Reading, start: int) -> Sign | None:
    """The currency sign right before the number that starts at `start` ("S/ ", "US$", "Bs. ")."""
    view = reading.view
    end = start
    if start and view[start - 1] == " ":
        end -= 1
        if end and view[end - 1] == " ":
            end -= 1
    if not end or view[end - 1] not in _sign_ends():
        return None
    for sign, codes in _signs()[view[max(0, end - _tables().longest) : end], True]:
        length = len(sign)
        low = end - length
        thousands = _thousands_before(view, low) if view[low - 1 : low] == "M" and "$" in sign else 0
        if thousands > 1 or (thousands and reading.country == "CL"):
            return Sign(low - thousands, low, codes, 1000**thousands)
        if low and (view[low - 1].isalnum() or view[low - 1] in "$_") and (view[low].isalnum() or length > 1):
            continue
        if low and view[low - 1].isalnum():
            return None  # letters of an unknown sign before "$": which currency cannot be told
        if not _plausible(reading, sign, codes, start):
            return None
        return Sign(low, end, codes)
    return None


def _thousands_before(view: str, low: int) -> int:
    """How often M stands glued before a sign: MM$ are millions, MMM$ thousands of millions."""
    letters = view[max(0, low - 4) : low]
    count = len(letters) - len(letters.rstrip("M"))
    return count if count < 4 and not letters[: len(letters) - count][-1:].isalnum() else 0


def _plausible(reading: Reading, sign: str, codes: Codes, start: int) -> bool:
    """One- and two-letter signs (Q, L, G, UF), and COP as in COP 30, need their country, or an amount
    behind them that no code, quarter or list has ("Q20 millones", "G. 15.695.707.830")."""
    rows = _tables().rows
    bare = sign.rstrip(".")
    if sign == "COP":  # COP 30 is a conference
        digits = reading.view[start : start + 4]
        return digits[:3].isdecimal() or (digits[-1:].isdecimal() and not digits[1:3].isalnum())
    if bare.isalpha() and len(bare) <= 2 and bare.lower() not in ("bs", "gs"):
        if reading.country is None and bare in _LONE and _amount_behind(reading.view, sign, start):
            return True
        return any(reading.country in rows[code][0] for code in codes) and len(bare) < 3
    return not (bare.isalpha() and len(bare) <= 2 and bare in ("BS", "GS") and reading.country is None)


_LONE = frozenset("QLG")  # letters that are a currency's own sign: quetzal, lempira, guaraní


@cache
def lone_amount() -> re.Pattern[str]:
    """An amount behind a letter glued to it (Q, L) or with a stop (G.), which no code has."""
    return re.compile(
        r"""(?<![\w.,/-])(?P<letter>[QLG])
            (?:(?<=[QL])[ ]?\d{1,3}(?:[.,]\d{3}){1,3}(?:[.,]\d\d)?(?![\w/-])
            |(?<=[QL])\d{1,4}(?:[.,]\d{1,3})?[ ](?:mil|mill[oó]n(?:es)?)\b
            |(?<=G)\.?[ ]?\d{1,3}(?:\.\d{3}){2,4}(?![\w/-]))""",
        re.VERBOSE,
    )


def _amount_behind(view: str, sign: str, start: int) -> bool:
    low = start - len(sign) - (view[start - 1] == " ")
    return low >= 0 and lone_amount().match(view, low) is not None


def sign_behind(reading: Reading, end: int, signed: bool = False) -> Sign | None:
    """The currency sign or code right behind a number or its scale word ("€", "EUR", "USD").

    Behind an amount that is `signed` already, what stands before a number is the next one's: "$ 5 $ 6".
    """
    view = reading.view
    low = end + 1 if view[end : end + 1] == " " else end
    char = view[low : low + 1]
    if char not in _sign_starts() or (char.isalpha() and low == end and char.islower()):
        return None
    for sign, codes in _signs()[view[low : low + _tables().longest], False]:
        length = len(sign)
        if sign[-1] == "." and sign != "M.N.":
            continue
        after = view[low + length : low + length + 1]
        if sign[-1].isalnum() and (after.isalnum() or after in "$_"):
            continue
        if sign.isalpha() and len(sign) < 3 and sign not in ("UF", "Bs", "Gs"):
            continue
        if "$" in sign and after.isdigit():
            continue  # it belongs to the next amount
        if signed and view[low + length : low + length + 2].strip()[:1].isdigit():
            continue
        return Sign(low, low + length, codes)
    return None


def name_behind(view: str, tokens: Tokens, at: int, linked: bool) -> Sign | None:
    """A currency's name behind a number ("dólares", "de pesos colombianos"), "de" only where linked."""
    index = tokens.at(at)
    if index >= len(tokens.starts) or view[at : tokens.starts[index]].strip(" ") != "":
        return None
    if tokens.folds[index] == "de" and linked:
        index += 1
        if index >= len(tokens.starts) or not adjoins(view, tokens, index):
            return None
    elif tokens.starts[index] == at:
        return None
    entries = _tables().names.get(tokens.folds[index])
    if entries is None:
        return None
    for rest, codes in entries:
        last = index + len(rest)
        if tuple(tokens.folds[index + 1 : last + 1]) == rest and (
            not rest or "\n" not in view[tokens.starts[index] : tokens.starts[last]]
        ):
            return Sign(tokens.starts[index], tokens.ends[last], codes)
    return None


def is_sign_before(view: str, start: int) -> bool:
    """Whether the letters glued to what starts at `start` may be a currency's sign."""
    low = start
    while low and start - low < 5 and view[low - 1].isalpha():
        low -= 1
    return is_sign(view[low:start])


def is_sign(letters: str) -> bool:
    """Whether letters glued to digits may be a currency's sign ("Bs2,5", "Q250")."""
    return letters in _tables().signs


def codes_of(name: str) -> Codes:
    """The currencies that one plural noun may name.

    >>> codes_of("soles")
    ('PEN',)
    """
    return next((codes for rest, codes in _tables().names.get(fold(name), ()) if not rest), ())


class Currencies:
    """Which currency a shared sign or name means in one release; what the text says is looked up once."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self._named: frozenset[str] | None = None
        self._meant: dict[Codes, str | None] = {}

    @property
    def named(self) -> frozenset[str]:
        """The currencies that the text names in full ("pesos colombianos", "COP", "MX$")."""
        if self._named is None:
            found = set[str]()
            shared = _tables().signs["$"]
            folds = self.reading.tokens.folds
            behind = {tuple(folds[i + 1 : i + 3]) for i, f in enumerate(folds) if f in ("pesos", "peso")}
            for rest, codes in (*_tables().names["pesos"], *_tables().names["peso"]):
                if rest and len(codes) == 1 and any(words[: len(rest)] == rest for words in behind):
                    found.add(codes[0])
            for sign, codes in _tables().signs.items():
                if len(codes) == 1 and len(sign) > 2 and codes[0] in shared and self._beside(sign):
                    found.add(codes[0])
            self._named = frozenset(found - {"USD"})
        return self._named

    def _beside(self, sign: str) -> bool:
        """Whether the sign stands right before or behind digits somewhere ("COP 30" aside)."""
        view, at = self.reading.view, -1
        while (at := view.find(sign, at + 1)) >= 0:
            end = at + len(sign)
            before, after = view[max(0, at - 2) : at], view[end : end + 2]
            if (before[-1:].isalnum() and not before[-1:].isdecimal()) or after[:1].isalpha():
                continue
            beside = after.lstrip()[:1].isdecimal() or before.rstrip()[-1:].isdecimal()
            if beside and not (sign == "COP" and after.lstrip()[:1].isdecimal()):
                return True
        return False

    def in_force(self, codes: Codes) -> Codes:
        """Those of the codes that were in force at the date of issue (today's, where it is unknown)."""
        issued = self.reading.issued
        rows = _tables().rows
        if issued is None:
            return tuple(c for c in codes if not rows[c][2])
        return tuple(c for c in codes if (rows[c][1] or "0") <= issued <= (rows[c][2] or "9999"))

    def resolve(self, codes: Codes, around: int) -> str | None:
        """The one currency that `codes` mean at offset `around`, or None where the text leaves it open."""
        if len(codes) == 1:
            return codes[0]
        if codes not in self._meant:
            self._meant[codes] = self._throughout(codes)
        meant = self._meant[codes]
        if meant is None and "NOK" in codes:
            return self._by_neighbour(self.in_force(codes) or codes, around)
        return meant

    def _throughout(self, codes: Codes) -> str | None:
        """What `codes` mean in the whole release, where nothing nearer says otherwise."""
        current = self.in_force(codes) or codes
        if len(current) == 1:
            return current[0]
        country = self.reading.country
        mine = [c for c in current if country in _tables().rows[c][0]]
        if mine:
            return mine[0]
        named = [c for c in current if c in self.named]
        return named[0] if len(named) == 1 else None

    def _by_neighbour(self, codes: Codes, around: int) -> str | None:
        """ "la cooperación noruega, hasta 30 millones de coronas": the one country named in the sentence."""
        start, end = self.reading.sentence_at(around)
        tokens = self.reading.tokens
        here = tokens.at(around)
        low, high = max(tokens.at(start), here - 40), min(tokens.at(end), here + 40)
        words = set(tokens.folds[low:high])
        rows = _tables().rows
        found = {c for c in codes if words & _country_words(rows[c][0])}
        return found.pop() if len(found) == 1 else None


def _country_words(countries: frozenset[str]) -> frozenset[str]:
    known = _words_of()
    return frozenset().union(*(known[c] for c in countries if c in known))


@cached
def _words_of() -> dict[str, frozenset[str]]:
    """alpha-2 -> folded one-word names of the country and its demonyms in every form."""
    found: dict[str, frozenset[str]] = {}
    for row in table("countries"):
        names = {fold(w) for w in (row.cells[2], *row.many(4)) if " " not in w}
        for demonym in map(fold, row.many(5)):
            stem = demonym.removesuffix("o")
            endings = (
                ("", "s") if stem == demonym and demonym[-1] in "aei" else ("", "a", "as", "o", "os", "es")
            )
            names |= {stem + ending for ending in endings}
        found[row.cells[0]] = frozenset(names)
    return found
