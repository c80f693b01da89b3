"""Two languages: every message has both, the tables speak both, the locale decides."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from command import EXAMPLE, Run

from notaextract.cli.wording import PAIRS, in_spanish
from notaextract.output.language import TEXTS

PACKAGE = Path(__file__).resolve().parents[2] / "src" / "notaextract"
TELLS = {"error", "note", "detail", "say"}
# Raised for programmers, or by what has no words of its own.
NOT_FOR_READERS = set("AttributeError ValueError KeyError TypeError RuntimeError OSError".split())


def template(node: ast.expr) -> Iterator[str]:
    """The texts that an expression may be, with {} for what is put in."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(p.value if isinstance(p, ast.Constant) else "{}" for p in parts)  # type: ignore[misc]
        case ast.IfExp(body=body, orelse=other):
            yield from template(body)
            yield from template(other)


def messages() -> Iterator[tuple[str, str]]:
    """(place, template) of everything that a person may be told."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            found: list[ast.expr] = []
            if isinstance(node, ast.Call):
                name = (
                    node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                )
                owner = getattr(getattr(node.func, "value", None), "id", "")
                if (owner == "messages" and name in TELLS) or name in ("say", "tell", "BadParameter"):
                    found = node.args
                elif name == "Refused":
                    found = node.args[1:2]
            elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call):
                name = getattr(node.exc.func, "id", "")
                if name not in NOT_FOR_READERS and name != "Refused":
                    found = node.exc.args
            for each in found:
                for text in template(each):
                    if re.search(r"[a-z]{2}", text.replace("{}", "")):
                        yield f"{path.relative_to(PACKAGE)}:{node.lineno}", text


ALL = sorted(set(messages()))


def known(text: str) -> bool:
    """Whether a template has a pair, with or without the name in front of it."""
    if re.fullmatch(r"[\W\d]*(?:notaextract|Python|\{\})?[\W\d]*", text.replace("{}", "")):
        return True  # nothing to translate
    tails = [text, *(text[m.end() :] for m in re.finditer(r": ", text))]
    return any(in_spanish(tail) != tail or tail in dict(PAIRS) for tail in tails)


@pytest.mark.parametrize("place, text", ALL, ids=[f"{place} {text[:40]}" for place, text in ALL])
def test_every_message_has_both_languages(place: str, text: str) -> None:
    assert known(text), f"{place}: no Spanish in cli/wording.py for {text!r}"


def test_there_are_messages() -> None:
    assert len(ALL) > 100


def test_pairs_put_in_the_same() -> None:
    for english, spanish in PAIRS:
        assert english.count("{}") == spanish.count("{}"), english
    assert len({english for english, _ in PAIRS}) == len(PAIRS)
    assert all(english and spanish for english, spanish in TEXTS.values())


@pytest.mark.parametrize(
    "english, spanish",
    [
        ("nota.txt: is empty (skipped)", "nota.txt: está vacío (omitido)"),
        (
            "No such option: --foo (see notaextract parse --help)",
            "no hay tal opción: --foo (vea notaextract parse --help)",
        ),
        ("a.txt: is an image, not plain text (skipped)", "a.txt: es una imagen, no texto simple (omitido)"),
        ("-:3: has no date as YYYY-MM-DD: 3/5", "-:3: tiene una fecha que no es AAAA-MM-DD: 3/5"),
        ("nothing that anybody knows", "nothing that anybody knows"),
    ],
)
def test_in_spanish(english: str, spanish: str) -> None:
    assert in_spanish(english) == spanish


RULES = ("parse", "--no-ner", "--only", "date,figure")


@pytest.mark.parametrize(
    "options, env, told",
    [
        ((), {"LC_ALL": "C"}, "does not exist"),
        ((), {"LC_ALL": "es_PE.UTF-8"}, "no existe"),
        ((), {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "es_MX.UTF-8"}, "no existe"),
        ((), {"LC_ALL": "", "LC_MESSAGES": "en_US.UTF-8", "LANG": "es_MX.UTF-8"}, "does not exist"),
        ((), {"LC_ALL": "", "LC_MESSAGES": "", "LANG": "qu_PE.UTF-8"}, "does not exist"),
        (("--lang", "es"), {"LC_ALL": "C"}, "no existe"),
        (("--lang", "en"), {"LC_ALL": "es_ES.UTF-8"}, "does not exist"),
    ],
)
def test_the_locale_or_the_option_decides(
    run: Run, options: tuple[str, ...], env: dict[str, str], told: str
) -> None:
    done = run(*RULES, *options, "missing.txt", env=env)
    assert (done.code, done.err) == (1, f"notaextract: missing.txt: {told}\n")


def test_usage_errors(run: Run) -> None:
    done = run("parse", "--zzz", env={"LC_ALL": "es_ES.UTF-8"})
    assert done.code == 2
    assert done.err == "notaextract: no hay tal opción: --zzz (vea notaextract parse --help)\n"


def test_a_table_in_spanish(run: Run) -> None:
    done = run(*RULES, "--lang", "es", EXAMPLE)
    assert "Título:    Chile y Ecuador" in done.out
    assert "-- Fechas (7)\nTexto " in done.out
    assert "2026-05-13 a 2026-05-14" in done.out
    assert "Title" not in done.out


@pytest.mark.parametrize("form", ["json", "jsonl", "csv"])
def test_data_stays_english(run: Run, form: str) -> None:
    spanish, english = (run(*RULES, "-f", form, "--lang", each, EXAMPLE).out for each in ("es", "en"))
    assert spanish == english


def test_doctor_in_spanish(run: Run) -> None:
    done = run("doctor", "--lang", "es")
    assert "modelo incluido" in done.out
    assert done.out.endswith("listo\n")
