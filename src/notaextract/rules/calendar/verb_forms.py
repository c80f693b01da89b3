"""What a Spanish word tells of tense by its form alone.

Future: "abrirá", "serán", "prevé". Past: "abrió", "llegaron", "fue", "han" (surely);
"estaba", "realizada" (weakly: an adjective or another clause may be meant).
Verbs of saying tell nothing of what is said: "informó que abrirá".
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from notaextract.data.load import cached, words
from notaextract.rules.reading import fold

Tense = Literal["past", "future"] | None


class VerbForm(NamedTuple):
    """`sure` forms decide at once; `kind` is "say", "go" (va a + infinitive), "hope" (espera + infinitive),
    "listed" or "ending"."""

    tense: Tense
    sure: bool
    kind: str


_FUTURE = ("rá", "rán", "ré", "remos")
# "trajimos", "estuvimos", "pusimos", "hicimos": of "-imos" alone the present may be meant ("vivimos")
STRONG_PRETERITE = ("jimos", "uvimos", "usimos", "icimos")
_PRETERITE = ("ó", "aron", "ieron", "jeron", "yeron", "uvo", *STRONG_PRETERITE)
_IMPERFECT = ("aba", "aban", "ábamos")
_PARTICIPLE = ("ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas")


def _form(word: str) -> VerbForm | None:
    lower, folded = word.lower(), fold(word)
    if folded in words("date_say"):
        return VerbForm("past", False, "say")
    if folded in words("date_go"):
        return VerbForm("future", True, "go")
    if folded in words("date_hope"):
        return VerbForm("future", True, "hope")
    if folded in words("date_past_verb"):
        return VerbForm("past", True, "listed")
    if folded in words("date_future_cue"):
        return VerbForm("future", True, "listed")
    if folded in words("date_past_weak"):
        return VerbForm("past", False, "listed")
    if len(folded) < 4:
        return None
    if lower.endswith(_FUTURE) and len(lower) > 4:
        return VerbForm("future", True, "ending")
    if lower.endswith(_PRETERITE):
        return VerbForm("past", True, "ending")
    if lower.endswith(_IMPERFECT) and len(lower) > 5:
        return VerbForm("past", False, "ending")
    if lower.endswith(_PARTICIPLE) and len(folded) > 5 and folded not in words("date_not_participle"):
        return VerbForm("past", False, "ending")
    return None


class _Forms(dict[str, VerbForm | None]):
    """Words seen before, with their form."""

    def __missing__(self, word: str) -> VerbForm | None:
        form = _form(word)
        if len(self) < 100_000:
            self[word] = form
        return form


@cached
def verb_forms() -> dict[str, VerbForm | None]:
    """A word's form, by `verb_forms()[word]`; None for what is no verb in the past or future."""
    return _Forms()
