"""Names of companies, closed by their legal form: "Redes del Norte SpA", "Salas Hnos., S. A. de C. V.".

A form of `data/company_forms.csv` is printed with or without blanks between its letters,
those with `bare` also without full stops ("SAC"); in capitals where its name is.
Leaves: "Dr. Luis S. A. Pérez" (initials), "SA" behind a comma, forms without a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from notaextract.data.load import cached, table, words
from notaextract.facts import Category
from notaextract.rules.names.bodies import Mention
from notaextract.rules.names.extent import SMALL, adjoining, capital, known_places
from notaextract.rules.names.persons import honorifics
from notaextract.rules.phrases import first_word
from notaextract.rules.reading import Reading, fold, word_pattern

_LINKS = frozenset(("de", "del", "la", "los", "las", "y", "e", "do", "da", "dos", "das"))
_LONGEST_NAME = 10  # words before the form


def _dotted(form: str) -> str:
    """A form with its full stops: blanks behind them and the last one may be missing."""
    pattern = re.escape(form).replace(r"\.\ ", r"\.[ ]?").replace(r"\ ", "[ ]")
    return pattern + "?" if pattern.endswith(r"\.") else pattern


def _undotted(form: str) -> str:
    """A form as it is printed without full stops.

    >>> _undotted("S. A. P. I. de C. V."), _undotted("S. p. A.")
    ('SAPI de CV', 'SpA')
    """
    return re.sub(r"\. (?=\w\.)", "", form).replace(".", "")


@cached
def _forms() -> dict[str, re.Pattern[str]]:
    """By first word as printed: the forms that begin with it, the longest first."""
    printed: dict[str, set[str]] = {}
    for row in table("company_forms"):
        for form in {row.cells[0], row.cells[0].upper()}:
            printed.setdefault(first_word(form), set()).add(_dotted(form))
            if row.cells[1] == "yes":
                bare = _undotted(form)
                printed.setdefault(first_word(bare), set()).add(re.escape(bare))
    return {
        first: re.compile(f"(?:{'|'.join(sorted(forms, key=len, reverse=True))})(?!\\w)")
        for first, forms in printed.items()
    }


@cached
def _categories() -> dict[str, Category]:
    """The category of what a form closes, by the form's letters."""
    return {_letters(row.cells[0]): row.cells[2] for row in table("company_forms")}  # type: ignore[misc]


def _letters(form: str) -> str:
    return "".join(c for c in fold(form) if c.isalnum())


def closed_by_form(text: str) -> int | None:
    """Where the company form begins that ends a text, or None: "CaixaNorte, S.A."."""
    for word in word_pattern().finditer(text):
        form = _forms().get(word.group()) if word.start() else None
        match = form and form.match(text, word.start())
        if match and match.end() == len(text):
            return match.start()
    return None


def by_company_form(reading: Reading) -> Iterator[Mention]:
    """Names closed by a company form, in reading order."""
    tokens, view = reading.tokens, reading.view
    forms = _forms()
    for index in [i for i, word in enumerate(tokens.words) if word in forms]:
        if not index:
            continue
        gap = view[tokens.ends[index - 1] : tokens.starts[index]]
        last = index - 1 - _numbered(reading, index - 1)
        if gap not in (" ", ", ") or not capital(tokens.words[last]):
            continue
        match = forms[tokens.words[index]].match(view, tokens.starts[index])
        if match is None:
            continue
        form = match.group()
        if gap != " " and "." not in form and len(form) < 5:
            continue  # "…, SA" may be any letters in a list
        first = _name_start(reading, last)
        if first == index - 1 and tokens.folds[first] in words("connectives"):
            continue  # "La E.S.E. Hospital San Rafael"
        if reading.is_capitals(match.start()):
            whole = _whole_line(reading, first, match.end())
            if whole is None or (whole == first and index - 1 - first > 5):
                continue
            first = whole
        if _initials_of_person(reading, first, match.end(), form):
            continue
        place = " ".join(tokens.folds[first:index])
        if _letters(form) == "ca" and place in known_places():
            continue  # "Guatemala, C. A.": Centro América
        category = _categories().get(_letters(form), "company")
        yield Mention(tokens.starts[first], match.end(), "rule:company_form", form, category=category)


def _numbered(reading: Reading, index: int) -> bool:
    """Whether a number ends a company's name: "Promotora [2000] S. L."."""
    tokens = reading.tokens
    word = tokens.words[index]
    return word.isdecimal() and len(word) < 5 and index > 0 and adjoining(reading.view, tokens, index - 1)


@cache
def _with_subsidiaries() -> re.Pattern[str]:
    return re.compile(r"(?: Y (?:SUBSIDIARIAS?|FILIAL(?:ES)?|EMPRESAS RELACIONADAS))?[ .]*")


def _whole_line(reading: Reading, first: int, end: int) -> int | None:
    """In capitals the first token of a company's name: that of its line, where a link leads to the name
    and nothing else stands there ("GRUPO DEL [ISTMO, S. A.]"); None where a piece of a headline does."""
    tokens, view = reading.tokens, reading.view
    if not first or tokens.words[first - 1].lower() not in _LINKS:
        return first
    if view[tokens.ends[first - 1] : tokens.starts[first]] != " ":
        return first
    line, line_end = reading.line_at(tokens.starts[first])
    start = tokens.at(line)
    named = all(word.lower() in _LINKS or word.lower() not in SMALL for word in tokens.words[start:first])
    if not named or first - start > _LONGEST_NAME or view[line : tokens.starts[start]].strip():
        return None
    return start if _with_subsidiaries().fullmatch(view, end, line_end) else None


def _name_start(reading: Reading, last: int) -> int:
    """The first token of the capitalised name that ends with token `last`."""
    tokens = reading.tokens
    first = here = last
    while here > 0 and _joined(reading, here - 1) and last - here < _LONGEST_NAME:
        before = tokens.words[here - 1]
        if capital(before) and tokens.folds[here - 1] not in words("connectives") and before[-1] not in "óáé":
            first = here = here - 1
        elif before in _LINKS and here - 1 > 0:
            here -= 1
        else:
            break
    return first


def _joined(reading: Reading, index: int) -> bool:
    """Whether token `index` and the next one stand in one name: "P&V", "Salas & Hijos"."""
    tokens, view = reading.tokens, reading.view
    return adjoining(view, tokens, index) or view[tokens.ends[index] : tokens.starts[index + 1]] in (
        "&",
        " & ",
    )


def _initials_of_person(reading: Reading, first: int, end: int, form: str) -> bool:
    """Whether what looks like a form are a person's initials: "Dr. Luis S. A. [Pérez]", "Ana R. L."."""
    tokens = reading.tokens
    if "." not in form or (
        tokens.folds[first] not in honorifics() and tokens.folds[first] not in words("given_names")
    ):
        return False
    behind = tokens.at(end)
    goes_on = (
        behind < len(tokens)
        and reading.view[end : tokens.starts[behind]] == " "
        and capital(tokens.words[behind])
        and tokens.folds[behind] not in words("connectives")
    )
    return goes_on or "S" not in form.upper()
