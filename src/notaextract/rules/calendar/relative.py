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
from notaextract.rules.calendar.expressions import (
    Hint,
    Unit,
    a_day,
    a_month,
    a_week,
    a_year,
    back,
    days,
    nearest_month_with,
    step_month,
)
from notaextract.rules.calendar.page import UNRESOLVED, DateMention, Page
from notaextract.rules.calendar.verb_forms import STRONG_PRETERITE, verb_forms
from notaextract.rules.calendar.words import months, number_of, pattern
from notaextract.rules.reading import fold


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


_CONTRAST = frozenset(("ayer", "anteayer", "anoche"))  # hoy beside them is the day itself
_HERE = frozenset(("aqui", "aca"))


def _is_present(word: str) -> bool:
    """Whether a word beside "hoy" has the form of a verb in the present."""
    if fold(word) in words("date_nowadays"):
        return True
    if fold(word) in words("date_go") or fold(word) in words("date_past_verb"):
        return False  # "hoy vamos a inaugurar", "hoy vinimos"
    if word in words("date_no_verb") or word.endswith("mente") or len(word) < 4:
        return False
    if len(word) > 5 and word.endswith(("ada", "ida", *STRONG_PRETERITE)):
        return False  # "fue hoy aprobada", "hoy trajimos"
    return word.endswith(("a", "e", "an", "en", "amos", "emos", "imos"))


_NOT_TODAY = re.compile(r"[ ](?:en[ ]dia|dia\b(?!,)|por[ ]hoy|todavia|aun|de[ ]\d)|[ ]?[,]?[ ]mas[ ]que")

_DATED = r",?[ ](?:(?:dia|el|es)[ ])?(?:\d{1,2}[ ](?:de[ ])?[a-z]+\b|<WEEKDAY>)"


_TODAY_BEHIND = re.compile(r"\b(?:hoy por|mas que|la de|los de|las de|al? dia de|fuera)[ ]$")
_DAY_OF_TODAY = r"\b<HELD>[ ]de[ ]$|\b(?:partir[ ]de|desde)[ ]$"
_CLOCK_BEFORE = re.compile(
    r"\b(?:[01]?\d|2[0-4])(?:[:.]\d\d)?[ ]?(?:h|hs|hrs|horas|[ap]\.?[ ]?m\.?)?[ ]de[ ]$"
)
_TIME_OF_TODAY = re.compile(r"[ ]por[ ]la[ ](?:manana|tarde|noche)|[ ](?:mismo|temprano)\b|[ ]a[ ]las?[ ]\d")
# "hoy es un gran día"
_DAY_ITSELF = re.compile(r",?[ ]es[ ](?:un|el)[ ](?:[a-z]{3,11}[ ])?dia\b(?![ ]a[ ]dia)")


def _is_today(page: Page, index: int, start: int, end: int) -> bool:
    """Whether "hoy" is the day of issue: by what stands beside it, else by the verb's tense."""
    after, before = page.after(end, 40), page.before(start, 40)
    if _NOT_TODAY.match(after) or _TODAY_BEHIND.search(before):
        return False
    if (
        pattern("dated", _DATED).match(after)
        or pattern("day_of_today", _DAY_OF_TODAY).search(before)
        or _TIME_OF_TODAY.match(after)
    ):
        return True
    if _DAY_ITSELF.match(after) or _CLOCK_BEFORE.search(before):
        return True
    if before.endswith((" de ", " del ", " la ")):
        return False
    if page.view[start].isupper() and after.startswith(","):  # "Hoy, con tu apoyo, seguiremos…"
        return not _present_ahead(page, index) and page.tense_beside(index) == "past"
    tokens = page.tokens
    if _attribute_behind(page, index):
        return False
    around = tokens.folds[max(0, index - 12) : index + 13]
    near = tokens.folds[max(0, index - 4) : index + 6]
    if not _CONTRAST.isdisjoint(around) or not _HERE.isdisjoint(near):
        return True
    neighbours = _neighbours(page, index)
    folds = {tokens.folds[neighbour] for neighbour in neighbours}
    if folds & (words("date_event_present") | words("date_say")):
        return True
    if any(_is_present(tokens.words[neighbour].lower()) for neighbour in neighbours):
        return False
    return not _present_ahead(page, index) and page.tense_beside(index) in ("past", "future")


def _attribute_behind(page: Page, index: int) -> bool:
    """Whether a state behind "hoy" is a noun's: "un hombre hoy procesado"; not "el pacto hoy firmado"."""
    tokens = page.tokens
    if index + 1 >= len(tokens) or not page.gap(index).isspace():
        return False
    state = re.fullmatch(r"([a-z]{4,13})[oa]s?", tokens.folds[index + 1])
    return state is not None and state[1] in words("date_state")


def _present_ahead(page: Page, index: int) -> bool:
    """Whether a verb in the present comes first behind "hoy": "hoy el consenso es otro"."""
    tokens, forms = page.tokens, verb_forms()
    for ahead in range(index + 1, min(index + 7, len(tokens))):
        if page.gap(ahead - 1).strip(" ,\"'"):
            return False
        if tokens.folds[ahead] in words("date_nowadays"):
            return True
        form = forms[tokens.words[ahead]]
        if form is not None and form.sure:
            return False
    return False


def _neighbours(page: Page, index: int) -> list[int]:
    """The tokens beside an adverb, clitics behind it skipped."""
    tokens = page.tokens
    behind = index + 1
    while (
        behind < len(tokens)
        and tokens.folds[behind] in words("date_clitic")
        and page.gap(behind - 1).isspace()
    ):
        behind += 1
    found = [behind] if behind < len(tokens) and page.gap(behind - 1).isspace() else []
    return [*found, index - 1] if index and page.gap(index - 1).isspace() else found


def read_tomorrow(page: Page, index: int, _free: int) -> list[DateMention]:
    """mañana as the day after, "esta mañana" as today, "pasado mañana"; no morning."""
    tokens = page.tokens
    start, end = tokens.starts[index], tokens.ends[index]
    before, after = page.before(start), page.after(end, 12)
    if before.endswith("esta "):
        return [DateMention(start - 5, end, _shifted(page, 0), "day-word")]
    if before.endswith("pasado "):
        return [DateMention(start - 7, end, _shifted(page, 2), "day-word")]
    if day := pattern("tomorrow_day", r",?[ ](?P<day><WEEKDAY>)(?![ ](?:a|por)\b)").match(page.folded, end):
        return [DateMention(start, day.end(), _shifted(page, 1), "day-word")]
    previous = tokens.folds[index - 1] if index and page.gap(index - 1).isspace() else ""
    if previous in words("date_morning_before") and not before.endswith(
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


def read_part_of_day(page: Page, index: int, _free: int) -> list[DateMention]:
    """ "esta tarde", "esta misma noche"; "el 12 en la mañana" gives its bare day."""
    start, end = page.tokens.starts[index], page.tokens.ends[index]
    before = page.before(start)
    lead = re.search(r"\best[ae](?:[ ]misma?)?[ ]$", before)
    if lead and page.tokens.folds[index] != "medianoche":
        return [DateMention(start - len(lead.group()), end, _shifted(page, 0), "day-word")]
    return []


_DAY_NUMBER = r"""
    (?P<span>dia[ ]{1,3}(?P<day><DAY>))
    (?![ ]?(?:del?[ ]|(?:al?|y)[ ](?:(?:el|dia|los)[ ])?(?:\d|<WEEKDAY>)|-|/|º))
"""

_DAY_PAST = r"""
    (?:(?<=\bd)|\b)el[ ](?P<span>(?P<day><DAY>)[ ](?:proximo[ ]pasado|pasado|ppdo\b\.?))
    (?![ ](?:<MONTH>|mes|ano))
"""

_DAY_TIME = r"\bel[ ](?P<span>(?P<day><DAY>))(?=,?[ ](?:en[ ]la|por[ ]la|de[ ]madrugada|a[ ]las[ ]\d))"

_DAY_AGAIN = r"""
    \bel[ ](?P<span>(?P<day>[1-9]|[12]\d|3[01]))
    (?=[,.;)](?!\d) | [ ](?:en|por|con|se|como|y|ante|cuando|ya)[ ] | [ ](?P<verb>[a-z]{3,})[ ])
    (?![ ]por[ ]ciento|[ ]y[ ](?:el[ ]|los[ ])?\d|[ ]en[ ]punto)
"""

_NEAR = 400


def read_day_number(page: Page, index: int, _free: int) -> list[DateMention]:
    """ "día 11"; "el 12 en la mañana"; "este día", where no day follows."""
    start = page.tokens.starts[index]
    if page.tokens.folds[index] == "dia":
        goes_on = pattern("day_goes_on", r"[ ](?:\d|de\b|del\b|en[ ]que)").match(
            page.after(page.tokens.ends[index])
        )
        this = page.before(start).endswith("este ") and page.tokens.words[index].islower()
        if this and not goes_on:
            return [DateMention(start - 5, page.tokens.ends[index], _shifted(page, 0), "day-word")]
        match = pattern("day_number", _DAY_NUMBER).match(page.folded, start)
        if match and re.search(r"\b(?:proximo|pasado|este|presente)[ ]$", page.before(start)):
            lead = page.before(start).rstrip().rpartition(" ")[2]
            start -= len(lead) + 1
    else:
        past = pattern("day_past", _DAY_PAST).match(page.folded, start - 3) if start >= 3 else None
        match = past or (pattern("day_time", _DAY_TIME).match(page.folded, start - 3) if start >= 3 else None)
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
    gone = match["span"].endswith(("pasado", "ppdo", "."))
    hint: Hint = "past" if gone else page.tense(match.start("span"), match.end("span"))
    found = nearest_month_with(page.issued, day, None, hint)
    return [DateMention(start, match.end("span"), a_day(found, True), "day-number")] if found else []


_UNIT_WORD = r"semana|mes|ano|quincena|fin[ ]de[ ]semana"
_UNIT = rf"""
    (?: (?P<mod> est[ea](?:[ ]mism[oa])? | presente | actual | corriente | proxim[oa] | pasad[oa]
               | venider[oa] | entrante )[ ]{{1,3}}
        (?P<unit>{_UNIT_WORD})(?:[ ](?:en[ ]curso|actual))?
      | (?P<unit_first>{_UNIT_WORD})[ ]{{1,3}}
        (?P<tail> pasad[oa] | proxim[oa] | que[ ]viene | entrante | venider[oa] | en[ ]curso | actual
                | ultim[oa](?![ ]de) | que[ ]corre | que[ ]paso )
      | (?P<alone>fin[ ]de[ ]semana) )\b
"""


def read_unit(page: Page, index: int, free: int) -> list[DateMention]:
    """ "esta semana", "mes pasado", "próximo año", "fin de semana"."""
    tokens, text = page.tokens, page.folded
    first = index
    while (
        first > 0
        and tokens.folds[first - 1] in words("date_unit_lead")
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
    past = unit == "fin de semana" and page.tense(start, end) == "past"
    return [DateMention(start, end, _unit_value(page, unit, steps, past), "unit")]


def _unit_value(page: Page, unit: str, steps: int, past: bool) -> DateValue:
    issued = page.issued
    if issued is None:
        return UNRESOLVED
    if unit == "semana":
        return a_week(issued + timedelta(weeks=steps))
    if unit == "fin de semana":
        saturday = issued - timedelta(days=issued.weekday() - 5) + timedelta(weeks=steps)
        if steps == 0 and (issued.weekday() == 0 or (past and issued.weekday() < 5)):
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


_SPAN = r"dias?|semanas?|mes(?:es)?|anos?"
_AGO = rf"""
    hace[ ]{{1,3}}(?:(?:ya|apenas|tan[ ]solo|solo|exactamente)[ ])?
        (?P<number><SMALL>)[ ]{{1,3}}(?P<unit>{_SPAN})\b
  | (?P<number_behind><SMALL>)[ ]{{1,3}}(?P<unit_behind>{_SPAN})[ ]atras\b
  | dentro[ ]de[ ]{{1,3}}(?P<number_ahead><SMALL>)[ ]{{1,3}}(?P<unit_ahead>{_SPAN})\b
        (?![ ](?:habiles|calendario|naturales|siguientes|posteriores|contad|corridos|despues|de[ ]|y[ ]medi))
"""

_UNIT_NAMES: dict[str, Unit] = {"dia": "day", "semana": "week", "mes": "month", "ano": "year"}


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
    before, after = page.before(start), page.after(match.end(), 12)
    if re.search(r"\bde[ ]$", before) and re.match(r"[ ](?:a|hasta|para)\b", after):
        return []  # "de hace dos años a esta parte"
    if re.search(r"\bdesde[ ]$", before) or re.match(r"[ ](?:y[ ]medio|y[ ]media|o)\b", after):
        return []
    if after.startswith(" que ") and not re.search(r"[ai]d[oa]s?[ ]$", before):
        return []  # "hace dos años que espera"; but "el acuerdo firmado hace dos años que ..."
    printed = match["number"] or match["number_behind"] or match["number_ahead"]
    number = 1 if printed in ("un", "una") else number_of(printed)
    unit = (match["unit"] or match["unit_behind"] or match["unit_ahead"]).rstrip("s")
    unit = {"mese": "mes", "me": "mes"}.get(unit, unit)
    if number is None or number > 600:
        return []
    steps = -number if match["number_ahead"] else number
    value = back(page.issued, steps, _UNIT_NAMES[unit]) if page.issued else UNRESOLVED
    return [DateMention(start, match.end(), value, "ago")] if value else []
