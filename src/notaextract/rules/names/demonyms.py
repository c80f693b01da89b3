"""When a demonym is none: a language, a surname, the name of a currency.

Reads: "en español", "lengua de señas peruana", "Arnoldo Alemán", "20 millones de
bolivianos" (money). Leaves: "el español Rafael Nadal", "los alemanes", "cinco bolivianos".
"""

from __future__ import annotations

from notaextract.data.load import cached, table, words
from notaextract.rules.reading import Reading, fold


def _beside(reading: Reading, index: int) -> bool:
    """Whether only one blank stands between token `index` and the next one."""
    tokens = reading.tokens
    return 0 <= index < len(tokens) - 1 and (
        reading.view[tokens.ends[index] : tokens.starts[index + 1]] == " "
    )


def is_language(reading: Reading, index: int) -> bool:
    """Whether the demonym at a token names a language."""
    tokens = reading.tokens
    folds = tokens.folds
    before = folds[index - 1] if _beside(reading, index - 1) else ""
    if before in words("language_nouns"):
        return True
    if folds[index] not in words("language_names"):
        # portugués brasileño is a language, too
        return before in words("language_names") and is_language(reading, index - 1)
    if before in ("de", "en") or before in words("language_verbs") or before in words("language_possessives"):
        return True
    if before in ("el", "del", "al"):
        behind = tokens.words[index + 1] if _beside(reading, index) else ""
        if not behind[:1].isupper():
            return not words("language_evidence").isdisjoint(folds)
    return _in_list_of_languages(reading, index, before)


def _in_list_of_languages(reading: Reading, index: int, before: str) -> bool:
    """español e inglés; en inglés, francés y alemán."""
    tokens, only = reading.tokens, words("language_only")
    folds = tokens.folds
    linked = ("y", "e", "o", "u")
    if index >= 2 and (before in linked or _comma(reading, index - 1)):
        other = index - 2 if before in linked else index - 1
        if folds[other] in only:
            return True
        if folds[other] in words("language_names") and other > 0:
            return is_language(reading, other)
    if index + 2 < len(folds) and folds[index + 1] in linked and folds[index + 2] in only:
        return True
    return index + 1 < len(folds) and _comma(reading, index) and folds[index + 1] in only


def _comma(reading: Reading, index: int) -> bool:
    tokens = reading.tokens
    return reading.view[tokens.ends[index] : tokens.starts[index + 1]].strip() in (",", "-", "/")


def is_surname(reading: Reading, index: int) -> bool:
    """Whether a capitalised demonym is (or may be) somebody's surname: Arnoldo Alemán.

    After a capitalised noun it is an adjective (Ejército Ruso), after any other name a surname.
    """
    tokens = reading.tokens
    word = tokens.words[index]
    doubtful = tokens.folds[index] in words("surname_demonyms")
    here = index - 1
    if (
        _beside(reading, here)
        and tokens.words[here][0].isupper()
        and tokens.folds[here] not in words("connectives")
    ):
        if tokens.folds[here] in words("given_names"):
            return True
        if not doubtful or tokens.words[here].isupper() != word.isupper():
            return False
        for _ in range(4):  # Partido Comunista Chino, Fondo Ruso
            if here < 0 or not tokens.words[here][0].isupper():
                break
            if tokens.folds[here] in _heads():
                return False
            if not _beside(reading, here - 1):
                break
            here -= 1
        return True
    if word.isupper() and len(word) > 1:
        return False
    return doubtful


@cached
def _heads() -> frozenset[str]:
    """Nouns that a capitalised demonym may follow as their adjective."""
    nouns = frozenset(fold(row.cells[0]) for row in table("organization_nouns"))
    return nouns | words("field_nouns") | words("demonym_heads")


def is_currency(reading: Reading, index: int) -> bool:
    """Whether "bolivianos" is money: 20 bolivianos por litro, 18 millones de bolivianos."""
    tokens = reading.tokens
    folds = tokens.folds
    if folds[index] not in ("boliviano", "bolivianos") or index < 1:
        return False
    before = folds[index - 1]
    many = before == "de" and index >= 2 and folds[index - 2] in ("millon", "millones")
    if many:
        return True
    if not (
        before[0].isdigit()
        or before in ("mil", "cien", "cientos")
        or (before == "de" and folds[index - 2] == "miles")
    ):
        return False
    start, end = reading.sentence_at(tokens.starts[index])
    return not words("currency_evidence").isdisjoint(folds[tokens.at(start) : tokens.at(end)])
