"""PDF: reading order, paragraphs, hyphens, running heads; what cannot be read is told."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hostile import pdf, shown

from notaextract.run.inputs import Input, Limits, read_input
from notaextract.run.inputs.page_layout import Segment, in_reading_order
from notaextract.run.inputs.page_paragraphs import paragraphs

WIDE = "El ministerio informó que las obras de la carretera del norte avanzan según lo"  # a full line


def page(*lines: tuple[int, int, str] | tuple[int, int, str, int]) -> bytes:
    """A content stream with lines of (left, level, text, size 11)."""
    parts = []
    for left, level, text, *size in lines:
        told = text.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)")
        parts.append(b"BT /F1 %d Tf %d %d Td (%s) Tj ET" % (size[0] if size else 11, left, level, told))
    return b"\n".join(parts)


def down(lines: Sequence[str], left: int = 60, top: int = 700, step: int = 14) -> list[tuple[int, int, str]]:
    """Lines one under the other."""
    return [(left, top - step * at, line) for at, line in enumerate(lines)]


def read(*pages: bytes, **limits: int) -> Input:
    return read_input(pdf(*pages), "a.pdf", limits=Limits(**limits))  # type: ignore[arg-type]


def text(*pages: bytes) -> str:
    found = read(*pages)
    assert (found.state, found.problem) == ("ok", None)
    return found.text


@pytest.mark.parametrize(
    "lines, joined",
    [
        ([WIDE + " previsto para 13", "200 personas."], WIDE + " previsto para 13 200 personas."),
        ([WIDE + " dicho por los minis-", "tros del ramo."], WIDE + " dicho por los ministros del ramo."),
        ([WIDE + " dicho en el plan Norte-", "Sur."], WIDE + " dicho en el plan Norte-Sur."),
        ([WIDE + " dicho para 2024-", "2030."], WIDE + " dicho para 2024-2030."),
        ([WIDE + " dicho por OCI/", "RREE."], WIDE + " dicho por OCI/RREE."),
        ([WIDE + " dicho en el 12/", "2026."], WIDE + " dicho en el 12/2026."),
        ([WIDE + " dicho por S/", "13 200."], WIDE + " dicho por S/ 13 200."),
        ([WIDE + " dicho -", "como se vio- por todos."], WIDE + " dicho - como se vio- por todos."),
        (["Ministerio de Salud", "Nota 12", WIDE + "."], f"Ministerio de Salud\n\nNota 12\n\n{WIDE}."),
        ([WIDE + " previsto.", "Corto.", "Nuevo."], WIDE + " previsto. Corto.\n\nNuevo."),
        (["- Uno de los puntos", "- Otro de los puntos"], "- Uno de los puntos\n\n- Otro de los puntos"),
    ],
)  # fmt: skip
def test_lines_become_paragraphs(lines: list[str], joined: str) -> None:
    assert text(page(*down(lines))) == joined


def test_a_wider_gap_ends_a_paragraph() -> None:
    lines = [*down([WIDE, "previsto", WIDE]), *down([WIDE, "dicho."], top=630)]
    assert text(page(*lines)).count("\n\n") == 2


def test_a_compound_that_stands_elsewhere_keeps_its_hyphen() -> None:
    first = WIDE + " del plan político-"
    assert "plan político-económico del" in text(
        page(*down([first, "económico del Estado. El plan político-económico es claro."]))
    )


def test_two_columns_under_one_heading() -> None:
    left = [f"La columna de la izquierda dice {n}" for n in range(8)]
    right = [f"La columna de la derecha dice {n}" for n in range(8)]
    rows: list[tuple[int, int, str]] = [
        (60, 760, "Un título que corre sobre las dos columnas de la página impresa")
    ]
    for at in range(8):  # written row by row, as programs do
        rows += [(60, 700 - 14 * at, left[at]), (320, 700 - 14 * at, right[at])]
    found = text(page(*rows))
    assert found.index("izquierda dice 7") < found.index("derecha dice 0")
    assert found.startswith("Un título")


def test_a_table_under_two_columns_is_read_by_rows() -> None:
    rows: list[tuple[int, int, str]] = [
        (60, 760, "Un título que corre sobre las dos columnas de la página impresa")
    ]
    for at in range(8):
        rows.append((60, 700 - 14 * at, f"La columna de la izquierda dice {at}"))
        rows.append((320, 700 - 14 * at, f"La columna de la derecha dice {at}"))
    for at, (name, number) in enumerate([("Perú", "13 200"), ("Chile", "7 450"), ("Cuba", "500")]):
        rows += [(60, 540 - 14 * at, name), (320, 540 - 14 * at, number)]
    found = text(page(*rows, (60, 470, "Fuente: registros que el ministerio publicó sobre las dos columnas")))
    assert found.index("izquierda dice 7") < found.index("derecha dice 0") < found.index("Perú | 13 200")
    assert found.endswith("Cuba | 500\n\nFuente: registros que el ministerio publicó sobre las dos columnas")


def test_narrow_text_under_a_wide_heading() -> None:
    wide = (60, 760, "Inauguran 340 viviendas en la provincia de Loja y otras dos", 18)
    lines = [
        "El ministerio informó que las obras ya",
        "comenzaron en las tres provincias del",
        "norte del país y que cuestan unos S/",
    ]
    assert text(page(wide, *down([*lines, "12 millones."]))).endswith(
        "\n\n" + " ".join([*lines, "12 millones."])
    )


def test_cells_side_by_side_are_rows() -> None:
    cells = [
        ("Perú", "13", "200"),
        ("Chile", "7", "450"),
        ("Ecuador", "1", "300"),
        ("Cuba", "2", "100"),
        ("Haití", "3", "5"),
    ]
    rows = [(60 + 150 * c, 700 - 14 * r, cell) for r, row in enumerate(cells) for c, cell in enumerate(row)]
    assert "Perú | 13 | 200" in text(page(*rows))
    assert "13 200" not in text(page(*rows))


def body(number: int) -> list[tuple[int, int, str]]:
    return down(
        [f"{WIDE} {number}.", f"Se gastaron {number}00 millones de pesos en ello, que es mucho dinero."]
    )


def test_running_heads_and_page_numbers_are_left_out() -> None:
    pages = [
        page(
            (60, 800, "Ministerio de Obras Públicas"),
            *body(n),
            (60, 40, "Calle Mayor 500, Quito"),
            (280, 28, f"{n}"),
        )
        for n in (1, 2, 3)
    ]
    found = text(*pages)
    assert found.count("Ministerio de Obras Públicas") == 1  # the letterhead
    assert found.startswith("Ministerio de Obras Públicas")
    assert "Calle Mayor" not in found
    assert not any(line in ("1", "2", "3") for line in found.split("\n\n"))


@pytest.mark.parametrize("number", ["1", "Página 1 de 1", "- 1 -", "Pág. 1", "1/1", "p. 1"])
def test_page_numbers(number: str) -> None:
    assert number not in text(page(*body(7), (280, 40, number))).split("\n\n")


@pytest.mark.parametrize("kept", ["Nota 1", "1 de mayo", "Lima, 1 de marzo de 2026"])
def test_no_page_numbers(kept: str) -> None:
    assert kept in text(page(*body(7), (280, 40, kept))).split("\n\n")


def test_a_paragraph_runs_over_the_page() -> None:
    first = down([WIDE, WIDE + " y que ya son 13"], top=120)
    assert "son 13 200 personas" in text(page(*first), page(*down(["200 personas más."], top=780)))


def test_larger_letters_are_a_paragraph_of_their_own() -> None:
    lines = [
        (60, 730, "Inauguran 340 viviendas en la", 18),
        (60, 708, "provincia de Loja", 18),
        *down([WIDE, "dicho."], top=686),
    ]
    assert text(page(*lines)).split("\n\n")[0] == "Inauguran 340 viviendas en la provincia de Loja"


@pytest.mark.parametrize("count, told", [(1, "page 2 is"), (2, "pages 2, 3 are")])
def test_pages_that_are_pictures(count: int, told: str) -> None:
    picture = b"q 595 0 0 842 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
    found = read(page(*body(1)), *[picture] * count)
    assert found.state == "partial"
    assert found.problem == f"{told} only a picture, without text"


def test_an_empty_page_is_no_loss() -> None:
    assert read(page(*body(1)), b"").state == "ok"


def test_a_pdf_without_anything() -> None:
    found = read(b"0 0 m 1 1 l S")
    assert (found.state, found.problem) == ("skipped", "has no text in it")


def test_a_locked_pdf() -> None:
    from fpdf import FPDF

    paper = FPDF()
    paper.add_page()
    paper.set_font("Helvetica")
    paper.cell(0, 6, "Viajan 24 peruanos.")
    paper.set_encryption("dueño", "clave", permissions=0)  # type: ignore[arg-type]
    found = read_input(bytes(paper.output()), "a.pdf")
    assert (found.state, found.problem) == ("error", "is locked with a password")


def test_pages_beyond_the_limit_are_told() -> None:
    found = read(*[shown(f"Nota {n}.") for n in range(5)], pdf_pages=3)
    assert (found.state, found.problem) == ("partial", "pages after 3 (of 5) are not read")
    assert "Nota 2." in found.text
    assert "Nota 3." not in found.text


def test_too_much_text_is_told() -> None:
    found = read(page(*body(1)), text=20)
    assert found.state == "error"
    assert "million characters" in (found.problem or "")


def test_layout_without_lines() -> None:
    assert in_reading_order([]) == []
    assert paragraphs([[], []]) == ""
    assert paragraphs([[Segment("Uno", 0, 50, 0, 10)]]) == "Uno"
