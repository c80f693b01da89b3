"""How far a Spanish name reaches: capitalised words, the small words between them, eponyms.

Reads (from the head noun): "Instituto Nacional de Estadística y Geografía", "Ministerio de
Relaciones Exteriores, Comercio Internacional y Culto", "Agencia Española de Cooperación
Internacional para el Desarrollo", "Hospital Nacional Arzobispo Loayza".
Stops: "Ministerio de Salud | y la Policía", "Banco Central | en Lima", "Senado | de
mayoría", "Secretaría de Marina | y Pemex".
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from notaextract.data.load import cached, table, words
from notaextract.rules.phrases import first_word
from notaextract.rules.reading import FOLDS, Tokens, fold, word_pattern

PREPOSITIONS = frozenset(
    ("de", "del", "para", "por", "contra", "sobre", "a", "al", "ante", "con", "en", "sin", "entre")
)
ARTICLES = frozenset(("el", "la", "los", "las", "lo"))
CONJUNCTIONS = frozenset(("y", "e", "o", "u"))
PARTICLES = frozenset(
    (
        "de",
        "del",
        "la",
        "las",
        "los",
        "da",
        "do",
        "dos",
        "das",
        "di",
        "du",
        "van",
        "von",
        "der",
        "den",
        "bin",
        "ibn",
        "san",
        "santa",
        "le",
        "ter",
        "i",
    )
)
SMALL = PREPOSITIONS | ARTICLES | CONJUNCTIONS
_ENGLISH = frozenset(("of", "for", "and", "the", "do"))  # "University of Montealto", "Belém do Pará"
_SMALL_WORDS = SMALL | _ENGLISH


@cache
def _gap() -> re.Pattern[str]:
    """Blank, hyphen or apostrophe inside a name; a full stop behind an initial is seen apart."""
    return re.compile(
        r"""[ ]{1,20}|[-–'][ ]?|[ ]?–[ ]|(?<=\bEE)\.[ ]?
            |(?<=\b(?:Dr|Fr|Sn|St))\.[ ]|(?<=\b(?:Dra|Ing|Sta|Sto))\.[ ]
            |(?<=\b(?:Gral|Cnel|Prof|Mons))\.[ ]""",
        re.VERBOSE,
    )


@cached
def organization_nouns() -> dict[str, tuple[str, str]]:
    """Folded head noun -> (category, needs)."""
    return {row.cells[0]: (row.cells[1], row.cells[2]) for row in table("organization_nouns")}


@cached
def place_starts() -> frozenset[str]:
    """Folded first words of the names of countries and places: "en Lima" leaves a name."""
    names = [row.cells[0] for row in table("places")]
    for row in table("countries"):
        names += [row.cells[2], *row.many(4)]
    return frozenset(FOLDS[first_word(name)] for name in names if name) - _NO_PLACE


@cached
def known_places() -> frozenset[str]:
    """Folded names of countries and places, whole: a voter's person or body that is one is none."""
    names = [row.cells[0] for row in table("places")]
    for row in table("countries"):
        names += [row.cells[2], *row.many(4)]
    plain = word_pattern()
    return frozenset(" ".join(map(FOLDS.__getitem__, plain.findall(name))) for name in names)


_NO_PLACE = frozenset(
    [
        "el",
        "la",
        "los",
        "las",
        "san",
        "santa",
        "santo",
        "nueva",
        "nuevo",
        "puerto",
        "villa",
        "rio",
        "mar",
        "gran",
        "costa",
        "union",
        "reino",
        "sierra",
    ]
)


def capital(word: str) -> bool:
    """Whether a word starts like a name: a capital, or a digit inside a name is not enough."""
    return word[0].isupper()


def adjoining(view: str, tokens: Tokens, index: int) -> bool:
    """Whether token `index` + 1 follows token `index` with nothing but a blank (or hyphen) between."""
    return index + 1 < len(tokens) and bool(
        _gap().fullmatch(view, tokens.ends[index], tokens.starts[index + 1])
    )


Stop = Callable[[int], bool]


def name_end(
    view: str, tokens: Tokens, first: int, stop: Stop, *, limit: int = 24, series: bool = True
) -> int:
    """Index of the last token of the name whose head is token `first`.

    `stop(index)` tells that a capitalised word begins another name (a head noun, a
    person, an acronym that is known); `series` allows "A, B y C" inside the name.
    """
    last = here = first
    top = min(len(tokens), first + limit)
    while here + 1 < top:
        if adjoining(view, tokens, here):
            reach = _step(view, tokens, here, stop, top)
        elif series and here == last:
            reach = _series(view, tokens, here, stop, top)
        else:
            reach = None
        if reach is None:
            break
        here = last = reach
    return last


def closed_end(view: str, start: int, end: int) -> int:
    """Take along what closes a name: the quote that it opened, the full stop of "EE. UU."."""
    if view.endswith("UU", start, end) and view.startswith(".", end):
        end += 1
    if view.startswith('"', end) and view.count('"', start, end) % 2:
        end += 1
    elif view.startswith("'", end) and view.count(" '", start, end):
        end += 1  # "Instituto Nacional de Nutrición 'Salvador Zubirán'"
    sign = end - 2 if view.startswith(("º", "°", "."), end) and view[end - 2 : end] in (" N", " n") else end
    if number := _numbered().match(view, sign):
        return number.end()
    glued = _glued().search(view, max(start, end - 24), end)
    if glued and fold(glued[1]) in words("connectives"):
        return glued.start(1)  # "Fuerzas Armadas|Muy buenas tardes": the full stop is lost
    return end


@cache
def quoted_eponym() -> re.Pattern[str]:
    """An eponym in quotes behind the name of a body: "Instituto Forestal "Ana Ríos""."""
    name = r"[^\W\d_a-záéíóúñü][\w.-]{1,20}"
    return re.compile(rf'[ ]"{name}(?:[ ](?:(?:de|del|la|los|las|y)[ ]){{0,2}}{name}){{0,5}}"')


@cache
def _numbered() -> re.Pattern[str]:
    """ "Hospital General de Zona Número 24", "Juzgado Penal n.º 2", "Reunión del G-20"."""
    return re.compile(
        r"""[ ](?:[Nn]úmero|NÚMERO|[Nn]úm\.|[Nn]o\.|[Nn]\.?[º°])[ ]?\d{1,5}\b
            |(?<=\bNúmero)[ ]\d{1,4}\b|(?<=\bG)[- ]?\d{1,2}\b""",
        re.VERBOSE,
    )


@cache
def _glued() -> re.Pattern[str]:
    return re.compile(r"(?:[a-záéíóúñ]|[A-ZÁÉÍÓÚÑ]{3})([A-ZÁÉÍÓÚÑ][a-záéíóúñ]+)\Z")


def _step(view: str, tokens: Tokens, here: int, stop: Stop, top: int) -> int | None:
    """The next name word behind token `here`, over at most three small words."""
    index = here + 1
    if view[tokens.ends[here] : tokens.starts[index]] == "'":
        return index  # "Q'eqchi"
    small: list[str] = []
    while index < top and tokens.words[index] in _SMALL_WORDS and len(small) < 3:
        small.append(tokens.words[index])
        if not adjoining(view, tokens, index):
            return None
        index += 1
    if index >= top:
        return None
    if tokens.words[index] == "no" and not small and adjoining(view, tokens, index):
        index += 1  # "Recursos Naturales no Renovables"
        if index >= top or stop(index):
            return None
    word = tokens.words[index]
    if not capital(word):
        return None
    if not small:
        return None if stop(index) and not word.isupper() else index
    if small[0] in _ENGLISH:
        return index if tokens.words[here][0].isupper() else None
    if small[0] == "por" and not _field_or_place(tokens, index):
        return None  # "Colegio Electoral | por Biden"
    if small[0] in ("y", "e"):
        return index if _coordinates(tokens, here, index, small, stop) else None
    if small[0] in ("o", "u"):
        return index if tokens.folds[index].startswith("otr") else None  # "Dinero u Otros Activos"
    if small[0] in ARTICLES:
        titled = tokens.words[here].istitle() and tokens.folds[here] in ("contra", "para", "por")
        return index if titled else None  # "Fiscalía Contra el Crimen Organizado"
    if small[0] in ("en", "a", "ante", "con", "al", "entre", "sin") and tokens.folds[index] in place_starts():
        return None
    if small[0] in ("ante", "con", "sin", "entre") and tokens.folds[index] not in words("field_nouns"):
        return None  # "Juzgado de Letras con Jurisdicción Nacional"
    if small[0] in ("a", "al", "en") and tokens.folds[index] not in words("field_nouns"):
        return None
    return index


def _field_or_place(tokens: Tokens, index: int) -> bool:
    folded = tokens.folds[index]
    return folded in words("field_nouns") or folded in place_starts() or folded in organization_nouns()


def _coordinates(tokens: Tokens, here: int, index: int, small: list[str], stop: Stop) -> bool:
    """Whether "… y WORD" goes on with the name: "Estadística y Geografía", "Bienes y Servicios".

    Either side must be a noun of a field of work: bodies and people are joined with "y", too.
    """
    word, folded = tokens.words[index], tokens.folds[index]
    fields = words("field_nouns")
    if len(small) == 1 and " ".join(tokens.folds[here : index + 1]) in known_places():
        return True  # "Castilla y León", "Trinidad y Tobago"
    if len(small) == 1 and folded[:-2] == tokens.folds[here][:-2] and folded[-2:] in ("as", "os", "es"):
        return True  # "Defensoras y Defensores", "Ministras y Ministros"
    if len(small) == 1 and _plurals(tokens, here, index):
        return True
    if len(small) > 1 and small[1] in ARTICLES and folded in words("never_joined"):
        return False  # "las Naciones Unidas y el | Gobierno de Guatemala"
    if len(small) > 1 and not (
        small[1] in ("de", "del", "para") or (folded in fields and small[1] in ARTICLES)
    ):
        return False
    if word.isupper() and len(word) > 1 and not tokens.words[here].isupper():
        return False
    if folded not in fields and (
        tokens.folds[here] not in fields
        or folded in words("given_names")
        or folded in place_starts()
        or any(c.isupper() for c in word[1:]) != tokens.words[here].isupper()
    ):
        return False
    return not stop(index)


def _plurals(tokens: Tokens, here: int, index: int) -> bool:
    """Whether two plain plurals are joined, nothing behind them: "Negros y Blancos"."""
    pair = tokens.words[here], tokens.words[index]
    if not all(word[-1] == "s" and len(word) > 4 and word.istitle() for word in pair):
        return False
    names = words("given_names") | place_starts() | organization_nouns().keys()
    if tokens.folds[here] in names or tokens.folds[index] in names:
        return False
    behind = index + 1
    return behind >= len(tokens) or not (
        capital(tokens.words[behind]) and tokens.starts[behind] - tokens.ends[index] == 1
    )


def _series(view: str, tokens: Tokens, here: int, stop: Stop, top: int) -> int | None:
    """ ", B y C" behind token `here`: the index of B, where a closing "y C" is in sight.

    B must be a noun of a field of work (Comercio, Ciencia, Vivienda…): persons and other
    bodies are listed with commas, too.
    """
    if (
        view[tokens.ends[here] : tokens.starts[here + 1]].strip() != ","
        or "\n" in view[tokens.ends[here] : tokens.starts[here + 1]]
    ):
        return None
    index = here + 1
    if index < top and tokens.words[index] in ARTICLES and adjoining(view, tokens, index):
        index += 1
        if index < top and stop(index):
            return None  # "el Pacto de San José, el | Protocolo de Kioto y …"
    fields = words("field_nouns")
    if tokens.folds[here] in place_starts() and tokens.folds[here - 1] == "para":
        fields = place_starts() | words("region_words")  # "para Asia, Medio Oriente y Oceanía"
    if index >= top or not capital(tokens.words[index]) or tokens.folds[index] not in fields:
        return None
    look = index
    while look + 1 < top:
        between = view[tokens.ends[look] : tokens.starts[look + 1]]
        word = tokens.words[look + 1]
        if between.strip() not in ("", ",") or "\n" in between:
            return None
        if between.strip() == "" and word in ("y", "e"):
            after = look + 2
            while after < top and tokens.words[after] in ARTICLES:
                after += 1
            return index if after < top and capital(tokens.words[after]) and not stop(after) else None
        if not (capital(word) or word in SMALL):
            return None
        look += 1
    return None
