"""One release in six forms: plain, wrapped, web page, PDF, Word, e-mail."""

from __future__ import annotations

import io
import textwrap
from collections.abc import Callable
from email.message import EmailMessage
from html import escape

# Paragraphs as their author wrote them. Figures, names and dates stand where a line may break.
TITLE = "Bolivia y Paraguay acuerdan un corredor bioceánico con aportes de US$ 48,5 millones"
RELEASE = (
    "COMUNICADO DE PRENSA N.° 114-2026",
    "Ministerio de Relaciones Exteriores de Bolivia",
    TITLE,
    "La Paz, 9 de junio de 2026.- La canciller Rosaura Mamani Quisbert y el ministro de Obras Públicas "
    "del Paraguay, Anselmo Benítez Rolón, firmaron ayer dos convenios de transporte durante el II Gabinete "
    "Binacional Bolivia-Paraguay, al que asistieron 340 empresarios.",
    "El primero destina US$ 48,5 millones a 215 kilómetros de carretera entre 2026 y 2028. El Banco "
    "Interamericano de Desarrollo (BID) aportará el 60 % y la Corporación Andina de Fomento (CAF) el resto. "
    "Se beneficiarán 13 200 familias de más de 45 comunidades, y el comercio, que en 2025 sumó 1.250 "
    "millones de dólares, crecería cerca de 12,5 % en cinco años.",
    "El segundo simplifica los trámites de unos 7 800 bolivianos que residen en Asunción y de al menos 2.400 "
    "paraguayos que trabajan en Santa Cruz de la Sierra, según la Ley N.° 370. Dos de cada tres solicitudes "
    "se resolverán en menos de 72 horas.",
    "«La integración de nuestros pueblos no puede esperar», dijo Mamani. La Organización Internacional para "
    "las Migraciones (OIM) acompañará el proceso, y la Cancillería publicará un balance el próximo 30 de "
    "noviembre.",
    "La siguiente reunión se celebrará en Encarnación en el primer semestre de 2027, con delegaciones de la "
    "Argentina, el Brasil y Chile, y con la Unión Europea como observadora.",
)


def flat() -> bytes:
    return "\n\n".join(RELEASE).encode("utf-8")


def wrapped() -> bytes:
    return "\n\n".join(textwrap.fill(paragraph, 72) for paragraph in RELEASE).encode("utf-8")


def web_page() -> bytes:
    number, issuer, title, *body = map(escape, RELEASE)
    paragraphs = "\n".join(
        f"<p>{textwrap.fill(paragraph, 60, break_on_hyphens=False)}</p>" for paragraph in body
    )
    return f"""<!DOCTYPE html>
<html lang="es"><head><meta charset="utf-8"><title>{title} | Portal del Estado</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Portal del Estado"></head>
<body><nav><ul><li><a href="/">Inicio</a></li><li><a href="/u">Uruguay 2019</a></li></ul></nav>
<main><article><p class="number">{number}</p><p>{issuer}</p><h1>{title}</h1>
<div class="share"><a href="#">Compartir en 3 redes</a></div>
{paragraphs}
</article></main>
<footer><p>© 2024 Gobierno de España. Calle 500, 2.º piso.</p></footer></body></html>""".encode()


def pdf(hyphens: bool = False) -> bytes:
    """Two small pages with running head and foot, justified."""
    from fpdf import FPDF

    class Paper(FPDF):
        def header(self) -> None:
            self.set_font("Helvetica", size=8)
            self.cell(0, 6, "Oficina de Comunicación")
            self.ln(10)

        def footer(self) -> None:
            self.set_y(-14)
            self.set_font("Helvetica", size=8)
            self.cell(0, 6, f"Página {self.page_no()} de 2", align="C")

    paper = Paper(format=(148, 170))
    paper.add_page()
    for at, paragraph in enumerate(RELEASE):
        if hyphens:
            paragraph = paragraph.replace("convenios", "conve\u00adnios").replace(
                "delegaciones", "dele\u00adgaciones"
            )
        paper.set_font("Helvetica", "B" if at == 2 else "", size=14 if at == 2 else 11)
        paper.multi_cell(0, 6, paragraph, align="C" if at == 2 else "J", new_x="LMARGIN", new_y="NEXT")
        paper.ln(3)
    return bytes(paper.output())


def word() -> bytes:
    from docx import Document

    document = Document()
    for at, paragraph in enumerate(RELEASE):
        if at == 2:
            document.add_heading(paragraph, 1)
        else:
            half = len(paragraph) // 2
            added = document.add_paragraph(paragraph[:half])
            added.add_run(paragraph[half:]).bold = True
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def mail() -> bytes:
    message = EmailMessage()
    message["From"] = "Prensa <prensa@ejemplo.bo>"
    message["To"] = "redacciones@ejemplo.org"
    message["Subject"] = f"RV: {TITLE}"
    message["Date"] = "Wed, 10 Jun 2026 21:15:00 -0400"
    message.set_content("\n\n".join(RELEASE), cte="quoted-printable")
    message.add_alternative(
        "<html><body>" + "".join(f"<p>{escape(p)}</p>" for p in RELEASE) + "</body></html>", "html"
    )
    return message.as_bytes()


FORMS: dict[str, Callable[[], bytes]] = {
    "flat.txt": flat,
    "wrapped.txt": wrapped,
    "page.html": web_page,
    "paper.pdf": pdf,
    "document.docx": word,
    "message.eml": mail,
}
