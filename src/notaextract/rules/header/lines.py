"""The lines of a release's head and foot, each with what it is.

Kinds: `number`, `type` (a document type alone), `date` (dateline or date line), `byline`,
`letterhead` (a body's name alone), `title`, `bullet`, `body` (prose), `junk` (rules, pictures, page marks).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from notaextract.data.load import cached
from notaextract.rules.calendar.page import DateMention
from notaextract.rules.calendar.reading import read_dates
from notaextract.rules.header.dateline import cities, clock_before, clock_behind, is_place, place_before
from notaextract.rules.header.letterhead import PRESS_PART, SMALL, is_letterhead
from notaextract.rules.header.number import Number, document_types, lone_number, type_at, typed_number
from notaextract.rules.reading import Reading, fold_in_place, in_capitals
from notaextract.rules.view import MASK

HEAD = 6000  # characters of a text in which its head is sought
FOOT = 1200
_MOST_LINES = 30


@dataclass(slots=True)
class Line:
    """One line of the view: offsets, kind, and what was read in it."""

    start: int
    end: int
    kind: str = "title"
    number: Number | None = None
    document_type: str | None = None
    dates: list[DateMention] = field(default_factory=list)
    rest: tuple[int, int] | None = None  # what a number or date leaves of the line: perhaps the title
    place: str | None = None
    opens_with_date: bool = False
    letterhead: tuple[int, int] | None = None  # a body's name in front of the number, on one line with it


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(r"[\s*_#>|\-–—•·.+=~\[\](){}<\"']+")


@cache
def _strip_mark() -> re.Pattern[str]:
    """What stands between the pieces of a line: a mark, or the blanks between two columns."""
    return re.compile(r"[ ]{1,40}[·|•–—/][ ]{1,40}|[ ]-[ ]|[ ]{4,80}")


_JUNK = re.compile(
    r"p[aá]g(?:ina|\.)?[ ]?\d|\d{1,4}[ ]?(?:/|de)[ ]?\d{1,4}$|^\W*$|^\W*[0o]+\W*$", re.IGNORECASE
)
_BYLINE = re.compile(
    r"(?:por|by|fuente|texto|autor|redaccion|fotos?|fotografia|video)\b[ ]?[:·|]?[ ]?(?=\S)|publicad[oa]\b"
)
_LABEL = re.compile(
    r"para (?:su )?(?:publicacion|difusion|distribucion) inmediata|(?:para|favor de) publicar|embargad[oa]|"
    r"(?:fecha|hora|lugar|lugar y fecha|ciudad|de|para|cc|cco|enviado(?: el)?|contactos?(?: de prensa)?|"
    r"(?:para )?(?:mas|mayor) informacion)[ ]?:|"
    r"(?:version estenografica|prensa|noticias|comunicaciones|sala de prensa)$|inicio\b.{0,20}>|"
    r"(?:noticias|actualidad|notas de prensa) del?(?: la)? [a-z ]{3,40}$"
)


_PLACE_LABEL = re.compile(r"(?:lugar|ciudad)[ ]?:[ ]*(?P<place>[a-z. ]{2,40}?)[ ]*$")
# "Prensa UNLP", "INDEC informa": who speaks, and no title.
_PRESS_OFFICE = re.compile(
    r"(?:Prensa|PRENSA|Comunicación|COMUNICACIÓN) [A-ZÁÉÍÓÚÑ][\w-]{1,14}|[A-ZÁÉÍÓÚÑ]{2,10} [Ii]nforma"
)


class Lines:
    """Head and foot of a reading, classified; `folded` reads like the view, only in them."""

    def __init__(self, reading: Reading) -> None:
        self.view = reading.view
        size = len(self.view)
        self.reading = reading
        if size <= HEAD + FOOT:
            self.folded = fold_in_place(self.view)
        else:
            blank = " " * (size - HEAD - FOOT)
            self.folded = fold_in_place(self.view[:HEAD]) + blank + fold_in_place(self.view[size - FOOT :])
        self.head: list[Line] = []
        self.foot: list[Line] = []
        self.body: Line | None = None
        self._split()

    def _split(self) -> None:
        starts = list(_lines(self.view, 0, HEAD))[:_MOST_LINES]
        bodies = 0
        for start, end in starts:
            line = self._read(start, end)
            if line.kind == "body":
                bodies += 1
                self.body = self.body or line
            self.head.append(line)
            if bodies == 2 or (bodies and len(self.head) > 14):
                break
        limit = self.head[-1].end if self.head else 0
        size = len(self.view)
        tail = list(_lines(self.view, max(limit, size - FOOT), size))[-12:]
        self.foot = [self._read(start, end) for start, end in tail]

    def dates_in(self, start: int, end: int) -> list[DateMention]:
        return [m for m in read_dates(self.reading, None, start, end) if m.start >= start and m.end <= end]

    def _read(self, start: int, end: int) -> Line:
        """Classify one line."""
        view, folded = self.view, self.folded
        mark = _mark().match(view, start, end)
        first = mark.end() if mark else start
        last = end
        while last > first and (view[last - 1].isspace() or view[last - 1] in "*_|#"):
            last -= 1
        line = Line(first, last)
        text = view[first:last]
        long = last - first > 240
        if not long and (_is_junk(text) or _JUNK.match(folded, first, last)):
            line.kind = "junk"
            return line
        self._find_number(line)
        line.dates = self.dates_in(first, min(last, first + 400))
        if line.kind == "number":
            self._rest(line)
            return line
        if type_at(view, folded, first, last):
            line.kind, line.document_type = "type", type_at(view, folded, first, last)
            return line
        if not long and self._is_strip(line):
            return line
        if self._is_dateline(line):
            return line
        if not long and self._is_byline(line, text):
            line.kind = "byline"
            return line
        if _LABEL.match(folded, first, last) or _PRESS_OFFICE.fullmatch(text):
            line.kind = "label"
            labelled = _PLACE_LABEL.match(folded, first, last)
            if labelled and labelled["place"] in cities():
                line.place = view[labelled.start("place") : labelled.end("place")]
            return line
        if long or self._is_prose(text):
            line.kind = "body"
        elif re.match(r"\s*(?:[-–—•·*▪●►]|\d{1,2}[.)])\s", view[start:end]):
            line.kind = "bullet"
        elif is_letterhead(text):
            line.kind = "letterhead"
        return line

    def _is_strip(self, line: Line) -> bool:
        """Type, date, place and number side by side: "Comunicado · 14 de junio de 2025 · Madrid"."""
        marks = [*_strip_mark().finditer(self.view, line.start, line.end)]
        if not marks:
            return False
        starts = [line.start, *(mark.end() for mark in marks)]
        ends = [*(mark.start() for mark in marks), line.end]
        read = Line(line.start, line.end, "date", dates=line.dates)
        for start, end in zip(starts, ends, strict=True):
            number = typed_number(self.view, self.folded, start)
            number = number or lone_number(self.view, self.folded, start, end)
            if number is not None and number.end <= end:
                read.number = number
            elif type_at(self.view, self.folded, start, end):
                read.document_type = read.document_type or type_at(self.view, self.folded, start, end)
            elif dated := [m for m in line.dates if start <= m.start and m.end + 12 >= end]:
                read.opens_with_date = True
                read.place = read.place or place_before(self.view, start, dated[0].start)
            elif PRESS_PART.match(self.folded, start):
                continue
            elif self.folded[start:end].strip() in cities():
                read.place = self.view[start:end].strip()
            elif start == line.start and is_letterhead(self.view[start:end]):
                read.letterhead = (start, end)
            else:
                return False
        if not (read.document_type or read.number or read.opens_with_date):
            return False
        line.letterhead = read.letterhead
        line.kind, line.number, line.document_type = read.kind, read.number, read.document_type
        line.place, line.opens_with_date = read.place or self._dateline_place(line), read.opens_with_date
        return True

    def _dateline_place(self, line: Line) -> str | None:
        return place_before(self.view, line.start, line.dates[0].start) if line.dates else None

    def _is_byline(self, line: Line, text: str) -> bool:
        """ "por Redacción · 2 julio 2020", "Por Ana Pardo", "Foto: archivo"."""
        mark = _BYLINE.match(self.folded, line.start)
        if mark is None:
            return False
        if "·" in text or re.match(r"publicad", self.folded[line.start :][:9]):
            return bool(line.dates) or len(text) < 60
        names = re.findall(r"[^\W\d_]+", self.view[mark.end() : line.end])
        named = all(name[0].isupper() or name in SMALL for name in names) and not in_capitals(text)
        return len(names) <= 6 and (named or ":" in mark.group())

    def _is_prose(self, text: str) -> bool:
        if in_capitals(text):
            return False
        length = len(text)
        speaker = re.match(
            r"([A-ZÁÉÍÓÚÜÑ][A-ZÁÉÍÓÚÜÑ ,.'()-]{8,160}):[ ]+[¿¡\"]?[A-ZÁÉÍÓÚÑ][a-záéíóúñ]", text
        )
        if speaker and (length > 100 or text[-1] in ".?!") and speaker.group(1).count(" ") >= 2:
            return True  # a turn of a transcript
        if (text[-1] in ".;" and length > 100) or (text[-1] == ":" and length > 60):
            return True
        inner = len(re.findall(r"[a-záéíóúñ)\"]{2}\.[ ]+[A-ZÁÉÍÓÚÑ¿¡\"]", text))
        return (
            (inner >= 1 and length > 140)
            or (text[-1] == "." and inner >= 1)
            or (text[-1] == "," and length > 40)
        )

    def _find_number(self, line: Line) -> None:
        view, folded = self.view, self.folded
        number = typed_number(view, folded, line.start)
        if number is None:
            number = lone_number(view, folded, line.start, line.end)
        if number is None and line.end - line.start < 260:
            for match in _type_word().finditer(folded, line.start + 1, line.end):
                found = typed_number(view, folded, match.start())
                if found and not folded[found.end : line.end].strip(" .)]*_|"):
                    number = found
                    break
        if number is None and line.end - line.start >= 100:
            for match in _type_word().finditer(folded, line.start + 1, min(line.end, line.start + 120)):
                if view[match.start() - 1] == "(" or view[match.start() - 2 : match.start()] == ". ":
                    found = typed_number(view, folded, match.start())
                    if found and re.match(r"\)|[ ]?[.][ ]?[-–—]", view[found.end : found.end + 3]):
                        line.number = found
                        return
        if number is not None:
            line.kind, line.number = "number", number

    def _rest(self, line: Line) -> None:
        """What stands on a number's line besides the number: a date, or the title."""
        assert line.number is not None
        before = (line.start, line.number.start)
        behind = (min(line.number.end, line.end), line.end)
        for start, end in (behind, before):
            mark = _mark().match(self.view, start, end)
            first = max(start, mark.end()) if mark else start
            while first < end and self.view[first] in ":;,.|/":
                first += 1
            while first < end and self.view[first] == " ":
                first += 1
            words_there = re.findall(r"[^\W\d_]{2,}", self.view[first:end])
            dated = [m for m in line.dates if first <= m.start < end]
            letters = sum(map(len, words_there)) - sum(m.end - m.start for m in dated)
            if dated and dated[0].start - first < 30:
                line.place = line.place or place_before(self.view, first, dated[0].start)
            while end > first and self.view[end - 1] in " -–—|([:·":
                end -= 1
            if start == behind[0] and words_there and not dated and self.view[first].islower():
                line.rest = (line.start, end)  # "Nota informativa No. 3 sobre la Covid-19"
                return
            if start == line.start and is_letterhead(self.view[first:end]):
                line.letterhead = (first, end)
                return
            if len(words_there) >= 3 and letters > 14 and not (dated and line.place and letters < 40):
                line.rest = (first, end)
                return

    def _is_dateline(self, line: Line) -> bool:
        """Whether the line is a date, or begins with one, perhaps behind a place."""
        if not line.dates:
            return False
        first = line.dates[0]
        view, folded = self.view, self.folded
        lead = folded[line.start : first.start].strip(" ([-–—|:,.")
        place = place_before(view, line.start, first.start)
        bare = lead in (
            "",
            "a",
            "el",
            "hoy",
            "fecha",
            "fecha de publicacion",
            "publicado",
            "publicada",
            "publicado el",
            "fecha de emision",
            "publicado en",
            "publicacion",
            "actualizado",
            "ultima actualizacion",
            "hora y fecha",
            "emitido el",
            "dia",
        )
        labelled = (
            bool(re.search(r"(?:fecha|publicad[oa]|emision|publicacion)[^.]{0,20}$", lead)) and len(lead) < 40
        )
        if first.value.edtf is None or not re.fullmatch(r"(?:\d{4}|XXXX)-\d\d-\d\d", first.value.edtf):
            return False
        if not (place or bare or labelled or clock_before(folded, line.start, first.start)):
            who = _who_dates(view, line.start, first.start)
            if not who or not is_letterhead(who) or not clock_behind(folded, first.end):
                return False
            line.letterhead = (line.start, line.start + len(who))
        after = re.sub(r"[*_]", "", folded[first.end : line.end])
        if after.strip(" ,.()|–—-/") in cities() and not place:
            behind = re.search(r"[^\W\d_].*[^\W\d_]", view[first.end : line.end])
            line.kind, line.place, line.opens_with_date = "date", behind and behind.group(), True
            return True
        if (
            self.head
            and line.start == first.start
            and first.rule == "numeric"
            and _is_name(view[first.end : line.end])
        ):
            line.kind, line.opens_with_date = "date", True  # "20-05-2015 Cámara de Comercio de Ávila"
            if is_letterhead(view[first.end : line.end].strip()):
                line.letterhead = (first.end + 1, line.end)
            return True
        if len(after) > 60 or re.search(r"[a-z]{3}", re.sub(_META, " ", after)):
            bracketed = place and view[line.start - 1 : line.start] == "(" and after.startswith(") ")
            if not bracketed and not re.match(
                r"\)?[ ]?(?:[.:,]?[ ]?[-–—]|[.:]\s|\(|[-–—]{1,2}\s|,?[ ]\(|;)", after
            ):
                clock = clock_behind(folded, first.end)
                if not clock and not (place and re.match(r"[.]?[ ]", after)):
                    return False
                if place and not clock and (bare or not re.match(r"[.][ ]?", after)):
                    return False
            line.kind = "body" if line.end - line.start > 60 else "date"
        else:
            line.kind = "date"
        line.place = place
        line.opens_with_date = True
        return True


def _who_dates(view: str, start: int, date: int) -> str:
    """What stands before a line's date, without what joins them: "[Ministerio de Salud]. el 3-3-2017"."""
    return re.sub(r"[ .,·|–-]*(?:[Ee]l[ ])?\Z", "", view[start:date])


def _is_name(text: str) -> bool:
    """Whether what stands behind a line's date is somebody's name alone: capitalised words, no sentence."""
    names = re.findall(r"[^\W\d_]+", text)
    return (
        1 < len(names) < 9
        and text[:1] == " "
        and re.fullmatch(r"[ \w&'-]+", text) is not None
        and all(name[0].isupper() or name in SMALL for name in names)
        and not (in_capitals(text) and len(names) > 3)
    )


def _is_junk(text: str) -> bool:
    """Whether a line has no words, or is a picture's or file's name."""
    if text.count(MASK) > len(text) // 2:
        return True
    return sum(map(str.isalpha, text)) < 3 and not re.search(r"\d{2}", text)


def _lines(view: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """(start, end) of the lines of a stretch that are not blank; the last may run beyond it."""
    start, end = view.rfind("\n", 0, start) + 1, min(end, len(view))
    while 0 <= start < min(end, len(view)):
        stop = view.find("\n", start)
        stop = len(view) if stop < 0 else stop
        if view[start:stop].strip():
            yield start, stop
        start = stop + 1


_META = re.compile(
    r"publicad[oa]|actualizad[oa]|redaccion|horas?|hrs|hora|local|de|del|la|a\.?[ ]?m\.?|p\.?[ ]?m\.?|por|"
    r"lunes|martes|miercoles|jueves|viernes|sabado|domingo|enero|febrero|marzo|abril|mayo|junio|julio|agosto|sep?tiembre|octubre|"
    r"noviembre|diciembre|\ba\b|las|ultima|actualizacion|el|min|lectura|minutos|imprimir|compartir"
)


@cached
def _type_word() -> re.Pattern[str]:
    heads = {name.split()[0] for name in document_types()}
    return re.compile(
        r"(?<![^\W_])(?:"
        + "|".join(sorted(map(re.escape, heads), key=lambda w: (-len(w), w)))
        + r")(?![^\W_])"
    )


__all__ = ["Line", "Lines", "is_place"]
