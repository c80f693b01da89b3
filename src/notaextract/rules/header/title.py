"""The title of a release, whole, and the body that issued it.

The title is the first line of the head that is no number, date, letterhead, byline or
prose; below the number where both sides have one. It runs over lines: capitals go on in
capitals, and a line that goes on in small letters belongs to it.
"""

from __future__ import annotations

import re

from notaextract.data.load import words
from notaextract.rules.header.dateline import cities
from notaextract.rules.header.letterhead import PRESS_PART, body_nouns, is_company, is_known_acronym
from notaextract.rules.header.lines import Line, Lines
from notaextract.rules.reading import fold_in_place, in_capitals

_CAPITAL = "[A-ZÁÉÍÓÚÑ]"
_SMALL = "[a-záéíóúüñ]"
_GLUE = re.compile(
    rf"""
      (?:(?<=[a-záéíóúüñ)])|(?<=\w["']))                                 # RosadaBuenas, UnidosA las
        (?={_CAPITAL}(?:{_SMALL}{{2,}}|{_SMALL}?[ ]|{_CAPITAL}{{3}}))
    | (?<=\d)(?={_CAPITAL}{_SMALL}{{2}})                                  # 2021Buenas
    | (?<={_CAPITAL}{{2}})(?={_CAPITAL}{_SMALL}{{2,}})                       # CABAMuy
    | (?<=[\w)])[.](?={_CAPITAL}[a-záéíóúñA-Z]{{2,}}|[¡¿])                # Olivos.He
    | (?<=[\w.])(?=[¡¿(]) | (?<=\w)[}}\]](?={_CAPITAL})                  # CABA¿Cómo, TV(Audio
    """,
    re.VERBOSE,
)
_LONGEST = 320
_LAST = 7  # lines from the end among which a signature stands


def title_of(lines: Lines) -> str | None:
    """The title with its line breaks as blanks, or None where the release has none."""
    head = lines.head
    numbered = next((i for i, line in enumerate(head) if line.kind == "number"), None)
    if numbered is None:
        numbered = next((i for i, line in enumerate(head) if line.kind == "type"), None)
    stop = next((i for i, line in enumerate(head) if line.kind == "body"), len(head))
    if numbered is not None:
        rest = head[numbered].rest
        if rest is not None:
            return _text(lines, numbered, rest[0], rest[1], stop)
        behind = _first_title(lines, numbered + 1, stop)
        if behind is not None:
            return behind
        return _first_title(lines, 0, min(numbered, stop)) or _capital_title(lines, numbered + 1, stop)
    found = _first_title(lines, 0, stop)
    if found is None:
        found = _capital_title(lines, 0, stop)
    if found is None and stop < len(head):
        found = _glued_title(lines, head[stop])
    return found


def _first_title(lines: Lines, first: int, stop: int) -> str | None:
    for index in range(first, stop):
        line = lines.head[index]
        if line.kind == "title" and not _is_aside(lines, line) and not _ends_letterhead(lines, index):
            return _text(lines, index, line.start, line.end, stop)
    return None


def _ends_letterhead(lines: Lines, index: int) -> bool:
    """Whether a line in capitals goes on with the letterhead above: "MISIÓN DE … / EN EL ESTADO DE …"."""
    line, above = lines.head[index], lines.head[index - 1] if index else None
    return (
        above is not None
        and above.kind == "letterhead"
        and lines.view.count("\n", above.end, line.start) == 1
        and re.match(r"(?:EN|DE|DEL|PARA|ANTE) ", lines.view[line.start : line.end]) is not None
        and in_capitals(lines.view[line.start : line.end])
    )


def _capital_title(lines: Lines, first: int, stop: int) -> str | None:
    """A headline that begins with a body's name, where nothing else is a title."""
    for index in range(first, stop):
        line = lines.head[index]
        long = len(re.findall(r"[^\W\d_]+", lines.view[line.start : line.end])) >= 8
        if line.kind == "letterhead" and long:
            return _text(lines, index, line.start, line.end, stop)
    return None


# "A LA COMISIÓN NACIONAL DE VALORES", "A nuestros socios:", "Estimados colegas:"
_ADDRESSEE = re.compile(
    r"(?:a|al|a l[ao]s?|a nuestr[ao]s|estimad[ao]s?|senor(?:a|es|as)?|sres)\b[ .](?!.{0,80}\d)"
)


# "Representación en España – Servicio de Prensa": where a letterhead ends, and no title.
_PRESS_LINE = re.compile(
    r"(?:^| [-–—|·] )(?:oficina|servicio|direccion|unidad|gabinete) de (?:prensa|comunicacion(?:es)?)$"
)


def _is_place_line(shown: str, folded: str) -> bool:
    """Whether a line is a city with its country: "Washington, D.C.", "San Salvador, El Salvador"."""
    city, comma, region = folded.partition(", ")
    if not comma or city not in cities() or len(region) > 20:
        return False
    return bool(re.fullmatch(r"d\. ?[cf]\.?", region)) or all(
        word[0].isupper() or word in ("de", "del") for word in re.findall(r"[^\W\d_]+", shown)
    )


def _is_aside(lines: Lines, line: Line) -> bool:
    """Whether a line is a lone month or city, a slogan's rest or a label, and no title."""
    shown = lines.view[line.start : line.end]
    text = fold_in_place(shown).strip(" .,:")
    if _ADDRESSEE.match(text) and (shown.rstrip().endswith((":", ".-", ",")) or in_capitals(shown)):
        return True
    if text.endswith(("siguiente", "siguientes")):
        return True  # "… comunica la siguiente": a formula that leads to what follows
    if _is_place_line(shown, text) or _PRESS_LINE.search(text):
        return True
    if (
        text in cities()
        or re.sub(r" \([a-z .]{3,25}\)?$", "", text) in cities()
        or (len(re.findall(r"[^\W_]+", text)) < 2 and len(text) < 12)
    ):
        return True
    dated = sum(mention.end - mention.start for mention in line.dates)
    return dated > 0.8 * (line.end - line.start)


def _text(lines: Lines, index: int, start: int, end: int, stop: int) -> str:
    """A title's text, with the lines that it runs over."""
    while index + 1 < stop and _runs_on(lines, end, lines.head[index + 1], lines.view[start:end]):
        index += 1
        end = lines.head[index].end
    text = re.sub(r"\s+", " ", lines.reading.text[start:end]).strip()
    text = re.sub(r"^(?:T[íi]tulo|Asunto|Tema|Titular)[ ]?:[ ]+", "", text, flags=re.IGNORECASE)
    return re.sub(r"^[#*_]+[ ]?|[*_]+$", "", text).strip()


def _runs_on(lines: Lines, end: int, after: Line, so_far: str) -> bool:
    between = lines.view[end : after.start]
    if (
        between.count("\n") > 1
        or between.strip(" \n*_|")
        or after.kind not in ("title", "letterhead", "body")
    ):
        return False
    following = lines.view[after.start : after.end]
    if after.kind == "body" and not in_capitals(following):
        return False
    if len(so_far) + len(following) > _LONGEST or so_far.rstrip()[-1:] in ".!?":
        return False
    if following[0].islower() or (following[0].isdigit() and so_far[-1:] not in ".:"):
        return True
    if re.search(
        r"(?:[ ](?:de|del|la|el|los|las|y|e|a|al|en|con|por|para|su|sus|que|un|una)|,)$",
        so_far,
        re.IGNORECASE,
    ):
        return True
    return in_capitals(so_far) and in_capitals(following) and after.kind == "title" and len(so_far) > 35


def _glued_title(lines: Lines, line: Line) -> str | None:
    """The title of a text that lost its line breaks: it ends where two words are glued."""
    opening = re.match(r"[a-z]+", lines.folded[line.start : line.start + 30])
    if line.start != lines.head[0].start or opening is None or opening.group() not in words("header_speech"):
        return None
    match = _GLUE.search(lines.view, line.start + 30, min(line.end, line.start + 600))
    if match is None or re.search(rf"{_SMALL}{{5}}\.[ ]{_CAPITAL}", lines.view[line.start : match.start()]):
        return None
    return re.sub(r"\s+", " ", lines.reading.text[line.start : match.start()]).strip()


def issuer_of(lines: Lines) -> str | None:
    """The body in the letterhead, or in the signature, as printed."""
    stop = next((i for i, line in enumerate(lines.head) if line.kind == "body"), len(lines.head))
    rear = [*lines.head[stop + 1 :], *lines.foot] if stop < len(lines.head) else lines.foot
    signature = rear[-_LAST:] if rear and not lines.view[rear[-1].end :].strip() else []
    for line in [*lines.head[:stop], *reversed(signature)]:
        start, end = line.letterhead or (line.start, line.end)
        text = lines.view[start:end]
        if (line.kind != "letterhead" and not line.letterhead) or PRESS_PART.match(fold_in_place(text)):
            continue
        names = re.findall(r"[^\W\d_]+", text)
        first = fold_in_place(
            names[0] if names[0].lower() not in ("el", "la") or len(names) == 1 else names[1]
        )
        if (
            first == "secretaria"
            and not names[0].isupper()
            and lines.reading.accented
            and "í" not in names[0]
        ):
            continue  # the office of a woman, under her signature
        if is_company(text):
            return re.sub(r"\s+", " ", lines.reading.text[start:end]).strip()
        if len(names) == 1 and (first in words("sole_bodies") or is_known_acronym(text)):
            return text.strip(" .,")
        if first in words("header_state") or first not in body_nouns() or len(names) > 14 or len(names) < 2:
            continue
        return re.sub(r"\s+", " ", lines.reading.text[start:end]).strip(" .,")
    return None
