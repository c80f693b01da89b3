"""What the readers of date expressions share: the folded page, the date of issue, verb tense.

Tense tells a day or month without a year on which side of the date of issue it lies:
"se reunieron en noviembre" is past, "abrirá el 20 de agosto" is future. The verb nearest
to the date inside its clause counts; verbs of saying ("informó que…") do not, unless
they stand beside the date ("dijo el viernes").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from notaextract.data.load import words
from notaextract.facts import DateValue
from notaextract.rules.calendar.expressions import Hint
from notaextract.rules.calendar.verb_forms import Tense, VerbForm, verb_forms
from notaextract.rules.reading import Reading, in_capitals

_STRETCH = 90
_REACH = 24  # tokens looked at on either side
_BESIDE = 3
_ENDS = frozenset(".;:\n!?•")
_OPENS = frozenset(".;:,(\n¿?¡!\"'•–—")


class DateMention(NamedTuple):
    """A date expression: offsets in the text, its value, the rule that read it."""

    start: int
    end: int
    value: DateValue
    rule: str


@dataclass(slots=True)
class Item:
    """One day or month of a chain, as printed; what it lacks it takes from its neighbours."""

    start: int
    end: int
    month: int | None = None
    day: int | None = None
    year: int | None = None
    weekday: int | None = None
    hint: Hint = None
    relative: bool = False
    month_start: int = -1
    separator: str = ""  # what joins it to the item in front: "to", "and", "or", "comma"
    rule: str = "day"

    @property
    def dated(self) -> bool:
        return self.month is not None or self.weekday is not None


UNRESOLVED = DateValue(None, None, None, True)


class Page:
    """A reading, folded for the calendar patterns, with its date of issue."""

    def __init__(self, reading: Reading, issued: str | None) -> None:
        self.reading = reading
        self.view = reading.view
        self.folded = reading.folded
        self.tokens = reading.tokens
        self.issued: date | None = date.fromisoformat(issued) if issued else None
        self.named_year: int | None = None  # the year last named, for "de ese año"
        self.barren = 0  # up to here a chain of days was tried and found to be none
        self.named_day = -1  # where the day last named ended, for "el 12"

    def before(self, offset: int, width: int = 24) -> str:
        """The folded text in front of an offset, from its line only."""
        return self.folded[max(0, offset - width) : offset].rpartition("\n")[2]

    def after(self, offset: int, width: int = 24) -> str:
        return self.folded[offset : offset + width].partition("\n")[0]

    def token_before(self, offset: int) -> int:
        """Index of the last token that ends at or before an offset, or -1."""
        return self.tokens.at(offset) - 1

    def gap(self, index: int) -> str:
        """The text between a token and the next one."""
        tokens = self.tokens
        if index < 0:
            return self.view[: tokens.starts[0]] if len(tokens) else ""
        end = tokens.starts[index + 1] if index + 1 < len(tokens) else len(self.view)
        return self.view[tokens.ends[index] : end]

    def is_capitalised(self, index: int) -> bool:
        """Whether a token begins with a capital, in a line that is not all capitals."""
        return self.tokens.words[index][0].isupper() and not self.in_capitals(self.tokens.starts[index])

    def in_capitals(self, offset: int) -> bool:
        """Whether the line around an offset is set in capitals; of a long line a stretch is looked at."""
        start = self.view.rfind("\n", max(0, offset - _STRETCH), offset) + 1 or max(0, offset - _STRETCH)
        end = self.view.find("\n", offset, offset + _STRETCH)
        return in_capitals(self.view[start : end if end >= 0 else offset + _STRETCH])

    def tense(self, start: int, end: int) -> Tense:
        """The tense of the verb that the date between two offsets hangs on."""
        first = self.tokens.at(start)
        last = self.tokens.at(end)
        while (
            first > 0
            and self.tokens.folds[first - 1] in words("date_before_noun")
            and self.gap(first - 1).isspace()
        ):
            first -= 1
        opens = (
            first == 0
            or not _OPENS.isdisjoint(self.gap(first - 1))
            or self.tokens.folds[first - 1] in words("date_conjunction")
        )
        left = self._look(first - 1, -1)
        if left is not None and (not opens or left[1] <= 1):
            return left[0]
        right = self._look(last, 1)
        if right is not None:
            return right[0]
        return left[0] if left else None

    def is_past(self, index: int) -> bool:
        """Whether a token has the form of a verb in the past."""
        if index >= len(self.tokens):
            return False
        form = verb_forms()[self.tokens.words[index]]
        return form is not None and form.tense == "past" and form.sure

    def tense_beside(self, index: int) -> Tense:
        """The tense of the verb nearest to an adverb, on either side of it."""
        left, right = self._look(index - 1, -1), self._look(index + 1, 1)
        found = [look for look in (left, right) if look is not None]
        return min(found, key=lambda look: look[1])[0] if found else None

    def _look(self, index: int, step: int) -> tuple[Tense, int] | None:
        """(tense, distance) of the first verb in one direction inside the clause."""
        weak: tuple[Tense, int] | None = None
        words_here, count, forms = self.tokens.words, len(self.tokens), verb_forms()
        starts, ends, view = self.tokens.starts, self.tokens.ends, self.view
        for distance in range(_REACH):
            if not 0 <= index < count:
                break
            if step < 0:
                gap = view[ends[index] : starts[index + 1]] if index + 1 < count else view[ends[index] :]
            else:
                gap = view[ends[index - 1] : starts[index]] if index else view[: starts[0]]
            if gap != " " and (distance or step < 0) and gap != "." and not _ENDS.isdisjoint(gap):
                break
            if not distance and ("\n" in gap or (step > 0 and gap[:2] in (". ", "! ", "? "))):
                break
            form = forms[words_here[index]]
            if form is not None:
                if form.kind == "say":
                    if distance < _BESIDE:
                        return "past", distance
                    if step < 0 and self.tokens.folds[index + 1 : index + 2] == ["que"]:
                        break
                elif form.kind == "listed" and index and self.tokens.folds[index - 1] == "lo":
                    return "past", distance  # "lo previsto en marzo"
                elif self._means_verb(index, form):
                    if form.sure:
                        return form.tense, distance
                    if weak is None and distance < _BESIDE + 2:
                        weak = form.tense, distance
            index += step
        return weak

    def _means_verb(self, index: int, form: VerbForm) -> bool:
        """Whether a form is a verb here: no name, "va" only with "a" and an infinitive, "espera" with one."""
        if form.kind == "go":
            following = self.tokens.folds[index + 1 : index + 3]
            return len(following) == 2 and following[0] == "a" and following[1].endswith("r")
        if form.kind == "hope":
            following = self.tokens.folds[index + 1 : index + 2]
            before = self.tokens.folds[index - 1] if index else ""
            return before == "se" or (following != [] and following[0].endswith(("ar", "er", "ir")))
        if form.kind == "ending" and self.is_capitalised(index):
            return index == 0 or not _OPENS.isdisjoint(self.gap(index - 1))
        return True
