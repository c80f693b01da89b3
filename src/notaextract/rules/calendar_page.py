"""What the readers of date expressions share: the folded page, the date of issue, verb tense.

Tense tells a day or month without a year on which side of the date of issue it lies:
"se reunieron en noviembre" is past, "abrirá el 20 de agosto" is future. The verb nearest
to the date inside its clause counts; verbs of saying ("informó que…") do not, unless
they stand beside the date ("dijo el viernes").
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from notaextract.data.load import words
from notaextract.facts import DateValue
from notaextract.rules.calendar import Hint
from notaextract.rules.reading import Reading, in_capitals

Tense = Literal["past", "future"] | None
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
            or bool(_OPENS & set(self.gap(first - 1)))
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
        return index < len(self.tokens) and self._verb(index) == ("past", True)

    def tense_beside(self, index: int) -> Tense:
        """The tense of the verb nearest to an adverb, on either side of it."""
        left, right = self._look(index - 1, -1), self._look(index + 1, 1)
        found = [look for look in (left, right) if look is not None]
        return min(found, key=lambda look: look[1])[0] if found else None

    def _look(self, index: int, step: int) -> tuple[Tense, int] | None:
        """(tense, distance) of the first verb in one direction inside the clause."""
        weak: tuple[Tense, int] | None = None
        folds, count = self.tokens.folds, len(self.tokens)
        for distance in range(_REACH):
            if not 0 <= index < count:
                break
            gap = self.gap(index if step < 0 else index - 1)
            if _ENDS & set(gap) and distance + (step < 0) and not self._abbreviated(gap):
                break
            word = folds[index]
            if word in words("date_say"):
                if distance < _BESIDE:
                    return "past", distance
                if step < 0 and index + 1 < count and folds[index + 1] == "que":
                    break
            else:
                tense, strong = self._verb(index)
                if strong:
                    return tense, distance
                if tense and weak is None and (distance < 5 or tense == "future"):
                    weak = tense, distance
            index += step
        return weak

    @staticmethod
    def _abbreviated(gap: str) -> bool:
        """A full stop with no blank behind it ends no clause."""
        return gap == "."

    def _verb(self, index: int) -> tuple[Tense, bool]:
        """The tense a word shows by its form, and whether that is sure."""
        fold = self.tokens.folds[index]
        if fold in words("date_past_verb"):
            return "past", True
        if fold in words("date_go"):
            following = self.tokens.folds[index + 1 : index + 3]
            if len(following) == 2 and following[0] == "a" and following[1].endswith("r"):
                return "future", True
            return None, False
        if fold in words("date_future_cue"):
            return "future", True
        if fold in words("date_past_weak"):
            return "past", False
        if len(fold) < 4:
            return None, False
        word = self.tokens.words[index]
        if self.is_capitalised(index):
            opening = index == 0 or _OPENS & set(self.gap(index - 1))
            if not opening:
                return None, False
        lower = word.lower()
        if lower.endswith(("rá", "rán", "ré", "remos")) and len(lower) > 4:
            return "future", True
        if lower.endswith(("ó", "aron", "ieron", "jeron", "yeron", "uvo")):
            return "past", True
        if lower.endswith(("aba", "aban", "ábamos")) and len(lower) > 5:
            return "past", False
        if lower.endswith(("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas")) and len(fold) > 5:
            return (None, False) if fold in words("date_not_participle") else ("past", False)
        return None, False
