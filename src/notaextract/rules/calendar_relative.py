"""What the date of issue resolves: today, this week, next month, three days ago.

Reads: "hoy", "anteayer", "esta mañana", "el fin de semana", "próximo año", "mes que viene",
"hace tres días", "día 11".
Leaves: "hoy en día", "la mañana", "al día siguiente", "los próximos años", "todo el año",
"desde hace tres años".
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from notaextract.data.load import words
from notaextract.facts import DateValue
from notaextract.rules.calendar import (
    Hint,
    a_day,
    a_month,
    a_week,
    a_year,
    back,
    days,
    nearest_month_with,
    step_month,
)
from notaextract.rules.calendar_page import UNRESOLVED, DateMention, Page
from notaextract.rules.calendar_words import months, number_of, pattern


def _shifted(page: Page, steps: int) -> DateValue:
    return a_day(page.issued + timedelta(days=steps), True) if page.issued else UNRESOLVED


def read_day_word(page: Page, index: int, _free: int) -> list[DateMention]:
    """ayer, anoche, anteayer, antes de ayer."""
    tokens = page.tokens
    start, end, word = tokens.starts[index], tokens.ends[index], tokens.folds[index]
    before = page.before(start)
    if word == "ayer" and before.endswith("antes de "):
        return [DateMention(start - len("antes de "), end, _shifted(page, -2), "day-word")]
    if re.search(r"\bel[ ]$", before) and word == "ayer":
        return []
    steps = -2 if word in words("date_two_days_ago") else -1
    return [DateMention(start, end, _shifted(page, steps), "day-word")]


def read_today(page: Page, index: int, _free: int) -> list[DateMention]:
    """hoy, where it is the day of issue and not nowadays."""
    start, end = page.tokens.starts[index], page.tokens.ends[index]
    if not _is_today(page, index, start, end):
        return []
    return [DateMention(start, end, _shifted(page, 0), "day-word")]


_CONTRAST = frozenset(("ayer", "anteayer", "anoche"))

_CLITICS = frozenset("se nos les le lo me te ya tambien no".split())

_NOWADAYS = frozenset(
    "es son esta estan hay tiene tienen tenemos somos estoy soy puede pueden podemos existe existen sigue siguen vive viven vivimos sabemos mas menos estamos tengo".split()
)

_NO_VERB = frozenset(
    "la el en de se que ante durante desde sobre entre para una esta este estas estos su sus nueva ante nuestra ante "
    "parte gran mediante tarde noche madrugada jornada ademas antes adelante importante presidente presidenta "
    "ministra temprano conferencia tras oficialmente donde excepto".split()
)


def _is_present(word: str) -> bool:
    """Whether a word beside "hoy" has the form of a verb in the present."""
    if word in _NO_VERB or word.endswith("mente") or len(word) < 4:
        return False
    return word.endswith(("a", "e", "an", "en", "amos", "emos", "imos"))


_NOT_TODAY = re.compile(r"[ ](?:en[ ]dia|dia\b(?!,)|por[ ]hoy|todavia|aun)|[ ]?[,]?[ ]mas[ ]que")

_DATED = re.compile(
    r",?[ ](?:(?:dia|el|es)[ ])?(?:\d{1,2}[ ](?:de[ ])?[a-z]+|lunes|martes|miercoles|jueves|viernes|sabado|domingo)\b"
)


def _is_today(page: Page, index: int, start: int, end: int) -> bool:
    after, before = page.after(end, 40), page.before(start, 40)
    if _NOT_TODAY.match(after) or re.search(r"\b(?:hoy por|mas que|la de|los de|las de)[ ]$", before):
        return False
    if _DATED.match(after):
        return True
    if re.search(
        r"\b(?:dia de|manana de|tarde de|noche de|madrugada de|sesion de|jornada de|reunion de)[ ]$", before
    ):
        return not re.search(r"\bal dia de[ ]$", before)
    if re.search(r"\b(?:partir de|desde)[ ]$", before):
        return True
    if re.search(r"\bde[ ]$", before):
        return False
    if re.match(r"[ ]por[ ]la[ ](?:manana|tarde|noche)|[ ](?:mismo|temprano)\b|[ ]a[ ]las?[ ]\d", after):
        return True
    if page.view[start].isupper() and page.view[end : end + 1] == ",":
        return False
    tokens = page.tokens
    if re.search(r"\b(?:fuera|que|a|la|del)[ ]$", before) and before.endswith(("fuera ", " del ", " la ")):
        return False
    around = tokens.folds[max(0, index - 12) : index + 13]
    if any(word in _CONTRAST for word in around) or any(w in ("aqui", "aca") for w in around[8:18]):
        return True
    following = index + 1
    while (
        following < len(tokens) and tokens.folds[following] in _CLITICS and page.gap(following - 1).isspace()
    ):
        following += 1
    if following < len(tokens) and page.gap(following - 1).isspace():
        if tokens.folds[following] in words("date_event_present"):
            return True
        if _is_present(tokens.words[following].lower()) or tokens.folds[following] in _NOWADAYS:
            return False
    if index and page.gap(index - 1).isspace() and tokens.folds[index - 1] not in words("date_event_present"):
        if _is_present(tokens.words[index - 1].lower()) or tokens.folds[index - 1] in _NOWADAYS:
            return False
    for neighbour in (index + 1, index - 1):
        if 0 <= neighbour < len(tokens) and page.gap(min(index, neighbour)).isspace():
            if tokens.folds[neighbour] in words("date_event_present") or tokens.folds[neighbour] in words(
                "date_say"
            ):
                return True
    tense = page.tense_beside(index)
    return tense in ("past", "future")


def read_tomorrow(page: Page, index: int, _free: int) -> list[DateMention]:
    """mañana as the day after, "esta mañana" as today, "pasado mañana"; no morning."""
    tokens = page.tokens
    start, end = tokens.starts[index], tokens.ends[index]
    before, after = page.before(start), page.after(end, 12)
    if before.endswith("esta "):
        return [DateMention(start - 5, end, _shifted(page, 0), "day-word")]
    if before.endswith("pasado "):
        return [DateMention(start - 7, end, _shifted(page, 2), "day-word")]
    previous = tokens.folds[index - 1] if index and page.gap(index - 1).isspace() else ""
    if previous in _MORNING_BEFORE and not before.endswith(
        ("partir de ", "dia de ", "jornada de ", "sesion de ")
    ):
        return []
    if (
        before.endswith("al dia de ")
        or previous.isdigit()
        or after.startswith((" y tarde", " siguiente", " a noche"))
    ):
        return []
    return [DateMention(start, end, _shifted(page, 1), "day-word")]


_MORNING_BEFORE = frozenset(
    "la las el los esa aquella una cada toda media del de por misma buena primera tempranas otra siguiente proxima ultima tu su mi nuestro un al temprana".split()
)


def read_part_of_day(page: Page, index: int, _free: int) -> list[DateMention]:
    """ "esta tarde", "esta misma noche"; "el 12 en la mañana" gives its bare day."""
    start, end = page.tokens.starts[index], page.tokens.ends[index]
    before = page.before(start)
    lead = re.search(r"\best[ae](?:[ ]misma?)?[ ]$", before)
    if lead and page.tokens.folds[index] != "medianoche":
        return [DateMention(start - len(lead.group()), end, _shifted(page, 0), "day-word")]
    return []


_DAY_NUMBER = r"""
    (?P<span>dia[ ]{1,3}(?P<day><DAY>))(?![ ]?(?:de[ ]|del[ ]|al?[ ]|y[ ]|-|/|º))
"""

_DAY_TIME = r"\bel[ ](?P<span>(?P<day><DAY>))(?=,?[ ](?:en[ ]la|por[ ]la|de[ ]madrugada|a[ ]las[ ]\d))"

_DAY_AGAIN = r"""
    \bel[ ](?P<span>(?P<day>[1-9]|[12]\d|3[01]))
    (?=[,.;)](?!\d) | [ ](?:en|por|con|se|como|y|ante|cuando|ya)[ ] | [ ](?P<verb>[a-z]{3,})[ ])
    (?![ ]por[ ]ciento|[ ]y[ ](?:el[ ]|los[ ])?\d|[ ]en[ ]punto)
"""

_NEAR = 400


def read_day_number(page: Page, index: int, _free: int) -> list[DateMention]:
    """ "día 11"; "el 12 en la mañana"."""
    start = page.tokens.starts[index]
    if page.tokens.folds[index] == "dia":
        match = pattern("day_number", _DAY_NUMBER).match(page.folded, start)
        if match and re.search(r"\b(?:proximo|pasado|este|presente)[ ]$", page.before(start)):
            lead = page.before(start).rstrip().rpartition(" ")[2]
            start -= len(lead) + 1
    else:
        match = pattern("day_time", _DAY_TIME).match(page.folded, start - 3) if start >= 3 else None
        if match is None and start >= 3 and 0 < page.named_day <= start < page.named_day + _NEAR:
            match = pattern("day_again", _DAY_AGAIN).match(page.folded, start - 3)
            if match and match["verb"] and not page.is_past(index + 1):
                match = None
            if match and page.tense(match.start("span"), match.end("span")) is None:
                match = None
    if match is None or re.search(r"\b(?:cada|los|un|en el|y)[ ]$", page.before(start)):
        return []
    day = int(re.match(r"\d+", match["day"]).group())  # type: ignore[union-attr]
    if page.issued is None:
        return [
            DateMention(
                start, match.end("span"), DateValue(f"XXXX-XX-{day:02}", None, None, True), "day-number"
            )
        ]
    tense = page.tense(match.start("span"), match.end("span"))
    hint: Hint = tense if tense in ("past", "future") else None  # type: ignore[assignment]
    found = nearest_month_with(page.issued, day, None, hint)
    return [DateMention(start, match.end("span"), a_day(found, True), "day-number")] if found else []


_UNIT = r"""
    (?: (?P<mod>(?:este|esta)(?:[ ]mism[oa])?|presente|actual|corriente|proxim[oa]|pasad[oa]|venider[oa]|entrante)[ ]{1,3}
        (?P<unit>semana|mes|ano|quincena|fin[ ]de[ ]semana)(?:[ ](?P<course>en[ ]curso|actual))?
      | (?P<unit_first>semana|mes|ano|quincena|fin[ ]de[ ]semana)[ ]{1,3}
        (?P<tail>pasad[oa]|proxim[oa]|que[ ]viene|entrante|venider[oa]|en[ ]curso|actual|ultim[oa](?![ ]de)|que[ ]corre|que[ ]paso)
      | (?P<alone>fin[ ]de[ ]semana) )\b
"""

_LEADS = frozenset(
    "este esta presente actual corriente proximo proxima pasado pasada venidero venidera entrante mismo misma fin de".split()
)


def read_unit(page: Page, index: int, free: int) -> list[DateMention]:
    """ "esta semana", "mes pasado", "próximo año", "fin de semana"."""
    tokens, text = page.tokens, page.folded
    first = index
    while (
        first > 0
        and tokens.folds[first - 1] in _LEADS
        and page.gap(first - 1).isspace()
        and index - first < 4
    ):
        first -= 1
    for candidate in range(first, index + 1):
        start = tokens.starts[candidate]
        match = pattern("unit", _UNIT).match(text, start)
        if match and match.end() > tokens.starts[index] and start >= free:
            return _unit(page, match)
    return []


def _unit(page: Page, match: re.Match[str]) -> list[DateMention]:
    start, end = match.span()
    unit = match["unit"] or match["unit_first"] or match["alone"]
    modifier = match["mod"] or match["tail"] or ""
    before, after = page.before(start), page.after(end, 30)
    if match["alone"]:
        if not re.search(r"\b(?:el|del|al)[ ]$", before) or re.match(r"[ ](?:largo|siguiente)\b|\w", after):
            return []
        if re.search(r"\b(?:cada|de cada|como el)[ ]$", before):
            return []
    if re.match(r"[ ](?:siguiente|anterior)", after):
        return []
    if unit == "mes" and re.match(rf"[ ]de[ ](?:{'|'.join(months())})\b", after):
        return []  # the month itself is read
    if unit == "semana" and re.match(
        r"[ ](?:de|del)[ ](?:mes|ano|\w+bre|enero|febrero|marzo|abril|mayo|ju[nl]io|agosto)\b", after
    ):
        return []
    if match["mod"] and re.search(r"\b(?:de|en)[ ]una?[ ]$", before):
        return []
    if modifier.startswith(("pasad", "ultim", "que paso")):
        steps = -1
    elif modifier.startswith(("proxim", "que viene", "entrante", "venider")):
        steps = 1
    else:
        steps = 0
    if unit == "ano" and re.match(r"[ ](?:de[ ])?(?:19|20)\d\d\b", after):
        return []  # "este año 2025" is read from its number
    return [DateMention(start, end, _unit_value(page, unit, steps), "unit")]


def _unit_value(page: Page, unit: str, steps: int) -> DateValue:
    issued = page.issued
    if issued is None:
        return UNRESOLVED
    if unit == "semana":
        return a_week(issued + timedelta(weeks=steps))
    if unit == "fin de semana":
        saturday = issued - timedelta(days=issued.weekday() - 5) + timedelta(weeks=steps)
        if steps == 0 and issued.weekday() == 0:
            saturday -= timedelta(weeks=1)
        return days(saturday, saturday + timedelta(days=1), True)
    if unit == "quincena":
        return _fortnight(issued, steps)
    if unit == "mes":
        return a_month(*step_month(issued.year, issued.month, steps), True)
    return a_year(issued.year + steps, True)


def _fortnight(issued: date, steps: int) -> DateValue:
    half = issued.year * 24 + (issued.month - 1) * 2 + (issued.day > 15) + steps
    year, month, second = half // 24, half % 24 // 2 + 1, half % 2
    first = date(year, month, 16 if second else 1)
    last = date(*step_month(year, month, 1), 1) - timedelta(days=1) if second else date(year, month, 15)
    return days(first, last, True)


_AGO = r"""
    hace[ ]{1,3}(?:ya[ ]|apenas[ ]|tan[ ]solo[ ]|solo[ ]|exactamente[ ])?(?P<number><SMALL>)[ ]{1,3}(?P<unit>dias?|semanas?|mes(?:es)?|anos?)\b
  | (?P<number_behind><SMALL>)[ ]{1,3}(?P<unit_behind>dias?|semanas?|mes(?:es)?|anos?)[ ]atras\b
  | dentro[ ]de[ ]{1,3}(?P<number_ahead><SMALL>)[ ]{1,3}(?P<unit_ahead>dias?|semanas?|mes(?:es)?|anos?)\b(?![ ](?:habiles|calendario|naturales|siguientes|posteriores|contad|corridos|despues|de[ ]|y[ ]medi))
"""

_UNIT_NAMES = {"dia": "day", "semana": "week", "mes": "month", "ano": "year"}


def read_ago(page: Page, index: int, _free: int) -> list[DateMention]:
    """ "hace tres días", "hace un año", "dos semanas atrás", "dentro de diez días"."""
    start = page.tokens.starts[index]
    if page.tokens.folds[index] == "atras":
        for back_by in (3, 2, 5, 4):
            if index >= back_by:
                match = pattern("ago", _AGO).match(page.folded, page.tokens.starts[index - back_by])
                if match and match["number_behind"]:
                    start = page.tokens.starts[index - back_by]
                    break
        else:
            return []
    else:
        match = pattern("ago", _AGO).match(page.folded, start)
        if match is None or match["number_behind"]:
            return []
    if re.search(r"\b(?:desde|de)[ ]$", page.before(start)) or re.match(
        r"[ ](?:que|y[ ]medio|y[ ]media|o)\b", page.after(match.end(), 12)
    ):
        return []
    printed = match["number"] or match["number_behind"] or match["number_ahead"]
    number = 1 if printed in ("un", "una") else number_of(printed)
    unit = (match["unit"] or match["unit_behind"] or match["unit_ahead"]).rstrip("s")
    unit = {"mese": "mes", "me": "mes"}.get(unit, unit)
    if number is None or number > 600:
        return []
    value = (
        back(page.issued, -number if match["number_ahead"] else number, _UNIT_NAMES[unit])
        if page.issued
        else UNRESOLVED
    )  # type: ignore[arg-type]
    return [DateMention(start, match.end(), value, "ago")] if value else []
