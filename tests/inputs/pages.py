"""Small look-alikes of the pages on which states and organisations publish their releases.

The words that must not be in the text stand in menus, footers and lists of other news.
"""

# ruff: noqa: E501  markup as sites send it

from __future__ import annotations

from typing import NamedTuple


class Page(NamedTuple):
    """A saved page and what reading it must give."""

    markup: str
    kept: tuple[str, ...]
    left_out: tuple[str, ...]
    title: str
    date: str | None
    site: str | None


# A platform of services: institution above the title, date under it, buttons, other news behind.
GOB_PE = Page(
    """<!DOCTYPE html><html lang="es-PE"><head><meta charset="utf-8">
<title>Midis entrega cocinas en Puno - Noticias - Plataforma del Estado Peruano</title>
<meta property="og:title" content="Midis entrega 1 340 cocinas en Puno">
<meta property="og:site_name" content="Plataforma del Estado">
<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": "2026-02-18T09:12:00-05:00"}]}
</script></head><body>
<header class="header"><a href="/">gob.pe</a><form action="/busquedas"><input name="term"><button>Buscar</button></form>
<div class="header-menu"><ul><li><a href="/1">Trámites de Chile</a></li><li><a href="/2">Temas</a></li></ul></div></header>
<nav class="breadcrumbs"><a href="/midis">Ministerio de Desarrollo</a> <a href="/n">Noticias</a></nav>
<main><article class="feed-show">
<div class="feed-show__meta"><a href="/midis">Ministerio de Desarrollo e Inclusión Social</a></div>
<h1>Midis entrega 1 340 cocinas en Puno</h1>
<p class="feed-show__type">Nota de Prensa</p>
<div class="feed-show__download"><button>Descargar</button></div>
<figure><img src="foto.jpg"><figcaption>Fotos: Oficina General de Comunicaciones</figcaption></figure>
<p class="date">18 de febrero de 2026 - 9:12 a. m.</p>
<div class="content"><div>La ministra Nelly Quispe Apaza entregó hoy 1 340 cocinas mejoradas en 26 comunidades de Puno.
</div><div><br></div><div>La inversión supera los S/ 3,2 millones, según el Programa Nacional.</div>
<div>«Seguiremos hasta llegar a 5 000 hogares», dijo.</div></div>
<div class="share-buttons"><span>Compartir</span><a href="#">Facebook</a></div></article>
<section class="related"><h2>Esta noticia pertenece al compendio</h2>
<ul><li><a href="/a">Gobierno de Brasil visita Lima con 40 empresarios</a></li></ul></section></main>
<footer><div>© 2026 Plataforma. Jr. Cusco 300, Argentina</div></footer></body></html>""",
    (
        "Ministerio de Desarrollo e Inclusión Social",
        "Midis entrega 1 340 cocinas en Puno",
        "Nota de Prensa",
        "18 de febrero de 2026 - 9:12 a. m.",
        "La ministra Nelly Quispe Apaza entregó hoy 1 340 cocinas mejoradas en 26 comunidades de Puno.",
        "La inversión supera los S/ 3,2 millones, según el Programa Nacional.",
        "«Seguiremos hasta llegar a 5 000 hogares», dijo.",
    ),
    ("Chile", "Brasil", "Argentina", "Buscar", "Facebook", "Descargar"),
    "Midis entrega 1 340 cocinas en Puno",
    "2026-02-18",
    "Plataforma del Estado",
)

# Cascades of Bootstrap columns, the number in its own line, the day in a list, text in one div with <br>.
GOB_MX = Page(
    """<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">
<title>Vacunan a 12 mil 500 personas | Secretaría de Salud | Gobierno</title>
<meta name="DC.date.issued" content="2026-03-04"></head><body>
<nav class="navbar navbar-inverse"><div class="container"><a href="/">Gobierno</a><ul class="nav"><li><a>Trámites</a></li>
</ul></div></nav>
<div class="container"><div class="row"><div class="col-md-12"><ol class="breadcrumb"><li><a>Inicio</a></li>
<li>Prensa de Cuba</li></ol></div></div>
<div class="row"><div class="col-md-8"><h1 class="bottom-buffer">Vacunan a 12 mil 500 personas en Oaxaca</h1>
<div class="subtitle">Comunicado 057</div>
<div class="row"><div class="col-md-4"><section class="border-box"><dl><dt>Autor</dt><dd>Secretaría de Salud</dd>
<dt>Fecha de publicación</dt><dd>04 de marzo de 2026</dd></dl></section></div></div>
<div class="article-body"><p>Oaxaca de Juárez, 4 de marzo de 2026.<br><br>La secretaria Remedios Luna Aguirre informó que la
brigada vacunó a 12 mil 500 personas en 31 municipios.<br><br>El 62% de las dosis se aplicó a menores de 12 años.</p>
<table><tr><th>Municipio</th><th>Dosis</th></tr><tr><td>Tlaxiaco</td><td>1</td><td>250</td></tr></table></div></div>
<div class="col-md-4"><aside><h3>Documentos</h3><p>Se imprimieron 900 copias en España</p></aside></div></div></div>
<div id="footer" class="footer"><p>Contacto: 55 1234 5678. Guatemala</p></div></body></html>""",
    (
        "Vacunan a 12 mil 500 personas en Oaxaca",
        "Comunicado 057",
        "04 de marzo de 2026",
        "Oaxaca de Juárez, 4 de marzo de 2026.",
        "La secretaria Remedios Luna Aguirre informó que la brigada vacunó a 12 mil 500 personas en 31 municipios.",
        "El 62% de las dosis se aplicó a menores de 12 años.",
        "Tlaxiaco | 1 | 250",
    ),
    ("Cuba", "España", "Guatemala", "Trámites"),
    "Vacunan a 12 mil 500 personas en Oaxaca",
    "2026-03-04",
    None,
)

# A ministry's content manager: Latin-1, everything in divs, no article, related items in a side column.
EXTERIORES = Page(
    """<!DOCTYPE html><html><head><meta charset="iso-8859-1"><title>Comunicado 021</title></head><body><form id="aspnetForm">
<div id="wrapper"><div class="cabecera menu"><a href="#">Ir al contenido</a><a href="#">Servicios en Marruecos</a></div>
<div id="contenido"><div class="titulo"><h1>España y Túnez refuerzan su cooperación</h1></div>
<div class="fecha">12 de enero de 2026</div><div class="numero">COMUNICADO 021</div>
<div class="texto"><p>El Gobierno de España y el de Túnez han acordado destinar 14 millones de euros a tres programas.</p>
<p>La reunión, presidida por la secretaria de Estado Irene Valbuena Ochoa, tuvo lugar en Madrid el 9 de enero.</p></div>
</div><div class="columna-derecha sidebar"><h2>Otras notas</h2><ul><li><a href="/x">Visita a Noruega</a></li></ul></div>
<div class="pie footer"><p>Plaza de la Provincia 1, 28012. Portugal</p></div></div></form></body></html>""",
    (
        "España y Túnez refuerzan su cooperación",
        "12 de enero de 2026",
        "COMUNICADO 021",
        "El Gobierno de España y el de Túnez han acordado destinar 14 millones de euros a tres programas.",
        "La reunión, presidida por la secretaria de Estado Irene Valbuena Ochoa, tuvo lugar en Madrid el 9 de enero.",
    ),
    ("Marruecos", "Noruega", "Portugal"),
    "España y Túnez refuerzan su cooperación",
    None,
    None,
)

# A press corner of the European Union: metadata list, headings between paragraphs, quotes in boxes.
EUROPE = Page(
    """<!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>Press corner</title>
<meta property="og:title" content="La Comisión destina 120 millones de euros a la sequía">
<meta property="article:published_time" content="2026-05-20T02:30:00Z"></head><body>
<div id="cookie-consent" class="cookie-banner"><p>Este sitio usa cookies de Irlanda.</p><button>Aceptar</button></div>
<header class="ecl-site-header"><div class="ecl-site-switcher"><a>Comisión</a></div><p>Buscar en 24 lenguas</p></header>
<main id="main-content"><section class="ecl-page-header"><ul class="ecl-meta"><li>Comunicado de prensa</li>
<li>20 de mayo de 2026</li><li>Bruselas</li></ul><h1>La Comisión destina 120 millones de euros a la sequía</h1></section>
<article><div class="ecl-paragraph-detail"><p>La Comisión Europea ha aprobado hoy 120&nbsp;millones de euros para cinco
Estados miembros.</p><h2>Próximos pasos</h2><p>Los pagos empezarán en el tercer trimestre de 2026.</p>
<blockquote>«Es un 40&nbsp;% más que el año pasado», declaró el comisario Lorcan Devitt.</blockquote>
<ul><li>Grecia recibirá 31 millones de euros.</li><li>Italia, 28,5 millones de euros.</li></ul></div></article>
<aside><h2>Contactos</h2><p>Finlandia: +358 9 1234</p></aside></main>
<footer class="ecl-site-footer"><p>Dirección General, Luxemburgo</p></footer></body></html>""",
    (
        "Comunicado de prensa",
        "20 de mayo de 2026",
        "La Comisión destina 120 millones de euros a la sequía",
        "La Comisión Europea ha aprobado hoy 120\u00a0millones de euros para cinco Estados miembros.",
        "Próximos pasos",
        "Los pagos empezarán en el tercer trimestre de 2026.",
        "«Es un 40\u00a0% más que el año pasado», declaró el comisario Lorcan Devitt.",
        "Grecia recibirá 31 millones de euros.",
        "Italia, 28,5 millones de euros.",
    ),
    ("Irlanda", "24 lenguas", "Finlandia", "Luxemburgo"),
    "La Comisión destina 120 millones de euros a la sequía",
    None,  # half past two at night in UTC: which day that was where it was issued is not said
    None,
)

# News of the United Nations: time element, photograph captions, a block of other stories inside main.
UNITED_NATIONS = Page(
    """<!DOCTYPE html><html lang="es"><head><meta charset="utf-8"><title>Haití: 1,4 millones | Noticias</title>
<meta property="og:site_name" content="Noticias"></head><body><div class="region-nav"><nav><a>Audio</a></nav></div>
<main role="main"><article><header><h1>Haití: 1,4 millones de desplazados necesitan ayuda</h1>
<time datetime="2026-04-07T15:00:00-04:00" itemprop="datePublished">7 Abril 2026</time></header>
<div class="field--body"><p><strong>La OIM pidió este martes 85 millones de dólares para Haití.</strong></p>
<p>Unas 312 000 personas viven en 250 refugios, dijo la portavoz Amara Delsol.</p></div>
<footer><p>Suscríbase en Nigeria</p></footer></article>
<div class="related-stories"><h3>Más noticias</h3><div><a href="/k">Kenia recibe 50 000 dosis</a></div></div></main>
</body></html>""",
    (
        "Haití: 1,4 millones de desplazados necesitan ayuda",
        "7 Abril 2026",
        "La OIM pidió este martes 85 millones de dólares para Haití.",
        "Unas 312 000 personas viven en 250 refugios, dijo la portavoz Amara Delsol.",
    ),
    ("Nigeria", "Kenia", "Audio"),
    "Haití: 1,4 millones de desplazados necesitan ayuda",
    "2026-04-07",
    "Noticias",
)

PAGES = {
    "gob.pe": GOB_PE,
    "gob.mx": GOB_MX,
    "exteriores.gob.es": EXTERIORES,
    "europa.eu": EUROPE,
    "un.org": UNITED_NATIONS,
}
