"""Header layouts, each a small release of our own writing; a field not named must be None.

`expected` names what the release states. `B` is a first paragraph without a dateline.
"""

from __future__ import annotations

import pytest

from notaextract import extract

B = (
    "El Ministerio de Cultura abrió al público la nueva sala de textiles, que reúne piezas de "
    "doce colecciones y que podrá visitarse sin costo. La muestra fue preparada durante dos años.\n"
)
T = "Nueva sala de textiles abre sus puertas en el museo nacional"
C = "NUEVA SALA DE TEXTILES ABRE SUS PUERTAS EN EL MUSEO NACIONAL"

LAYOUTS: list[tuple[str, str, dict[str, object]]] = [
    ("type and number first", f"Nota de Prensa 412-25\n\n{T}\n\n{B}",
     {"document_type": "Nota de Prensa", "number": "412-25", "sequence": 412, "year": 2025, "title": T}),
    ("number below title and date", f"{T}\n\n7 de junio de 2025\n\nNota de Prensa 412-25\n\n{B}",
     {"document_type": "Nota de Prensa", "number": "412-25", "sequence": 412, "year": 2025, "title": T, "date": "2025-06-07"}),
    ("suffix", f"NOTA DE PRENSA N.º 015-2025-OCI/MC\n\n{C}\n\nLima, 7 de junio de 2025.- {B}",
     {"document_type": "NOTA DE PRENSA", "number": "015-2025-OCI/MC", "sequence": 15, "year": 2025, "title": C,
      "date": "2025-06-07", "place": "Lima"}),
    ("title behind the colon", f"Nota de Prensa N° 019-2026: {T}\n\n{B}",
     {"document_type": "Nota de Prensa", "number": "019-2026", "sequence": 19, "year": 2026, "title": T}),
    ("official communiqué", f"Comunicado Oficial 005-2025\n\n{T}\n\n{B}",
     {"document_type": "Comunicado Oficial", "number": "005-2025", "sequence": 5, "year": 2025, "title": T}),
    ("slash year", f"Boletín de Prensa No. 66/2019\n{T}\n\n{B}",
     {"document_type": "Boletín de Prensa", "number": "66/2019", "sequence": 66, "year": 2019, "title": T}),
    ("number with its date", f"Comunicado de Prensa No. 058 del 4 de mayo de 2025\n\n{T}\n\n{B}",
     {"document_type": "Comunicado de Prensa", "number": "058", "sequence": 58, "date": "2025-05-04", "title": T}),
    ("núm.", f"Comunicado núm. 45\n\n{T}\n\n{B}",
     {"document_type": "Comunicado", "number": "45", "sequence": 45, "title": T}),
    ("lone code", f"C-045/25\n\n{T}\n\n{B}",
     {"number": "C-045/25", "sequence": 45, "year": 2025, "title": T}),
    ("lone number with sign", f"{T}\n\nN.º 045-2025\n\n{B}",
     {"number": "045-2025", "sequence": 45, "year": 2025, "title": T}),
    ("prefix", f"Ministerio de Cultura\nComunicado de prensa CP-034-2025\n\n{T}\n\nSan José, 20 de junio del 2025. {B}",
     {"document_type": "Comunicado de prensa", "number": "CP-034-2025", "sequence": 34, "year": 2025, "title": T,
      "date": "2025-06-20", "place": "San José", "issuer": "Ministerio de Cultura"}),
    ("letters joined to the number", f"BOLETÍN GIRA-017\n\n{C}\n\nMÉRIDA, YUCATÁN, 3 DE MAYO DE 2018.- {B}",
     {"document_type": "BOLETÍN", "number": "GIRA-017", "sequence": 17, "title": C, "date": "2018-05-03", "place": "MÉRIDA"}),
    ("number on the next line", f"COMUNICADO\n65/2018\n\n{C}\n\n{B}",
     {"document_type": "COMUNICADO", "number": "65/2018", "sequence": 65, "year": 2018, "title": C}),
    ("sign on the next line", f"NOTA DE PRENSA\nN.º 8-2024\n\n{C}\n\n{B}",
     {"document_type": "NOTA DE PRENSA", "number": "8-2024", "sequence": 8, "year": 2024, "title": C}),
    ("type far from its number", f"BOLETÍN DE PRENSA\n\nNúm. 310/2025\n\n{C}\n\n{B}",
     {"document_type": "BOLETÍN DE PRENSA", "number": "310/2025", "sequence": 310, "year": 2025, "title": C}),
    ("number at the foot", f"{T}\n\nQuito, 2 de abril de 2025. {B}\nBoletín de Prensa Nro. 031\n",
     {"document_type": "Boletín de Prensa", "number": "031", "sequence": 31, "title": T, "date": "2025-04-02", "place": "Quito"}),
    ("number behind the title", f"{T} - Nota de prensa 12-2025\n\n{B}",
     {"document_type": "Nota de prensa", "number": "12-2025", "sequence": 12, "year": 2025, "title": T}),
    ("number in brackets behind the dateline", f"{T}\n\nLima, 7 de junio de 2025 (Nota de Prensa 77-2025).- {B}",
     {"document_type": "Nota de Prensa", "number": "77-2025", "sequence": 77, "year": 2025, "title": T,
      "date": "2025-06-07", "place": "Lima"}),
    ("informative note", f"NOTA INFORMATIVA N.° 212-2025-MINSA\n\n{T}\n\nLima, 18 de setiembre de 2025, 11:20 a. m.\n\n{B}",
     {"document_type": "NOTA INFORMATIVA", "number": "212-2025-MINSA", "sequence": 212, "year": 2025, "title": T,
      "date": "2025-09-18", "place": "Lima", "time": "11:20"}),
    ("press information", f"MINISTERIO DE CULTURA\nInformación para la Prensa N.º 204/25\nBuenos Aires, miércoles 2 de julio de 2025\n\n{C}\n\n{B}",
     {"document_type": "Información para la Prensa", "number": "204/25", "sequence": 204, "year": 2025, "title": C,
      "date": "2025-07-02", "place": "Buenos Aires", "issuer": "MINISTERIO DE CULTURA"}),
    ("gacetilla", f"Gacetilla N° 14\n{T}\n\nRosario, 5/11/2024 - {B}",
     {"document_type": "Gacetilla", "number": "14", "sequence": 14, "title": T, "date": "2024-11-05", "place": "Rosario"}),
    ("pronouncement, date at the foot", f"PRONUNCIAMIENTO N.º 001-2026\n\n{T}\n\n{B}\nLima, 2 de enero de 2026\nContacto: 987 654 321\n",
     {"document_type": "PRONUNCIAMIENTO", "number": "001-2026", "sequence": 1, "year": 2026, "title": T,
      "date": "2026-01-02", "place": "Lima"}),
    ("joint communiqué without number", f"COMUNICADO CONJUNTO\n\n{T}\n\n{B}",
     {"document_type": "COMUNICADO CONJUNTO", "title": T}),
    ("type of results", f"COMUNICADO DE RESULTADOS N.º 3-2025\n\n{T}\n\nLima, 30 de julio de 2025.- {B}",
     {"document_type": "COMUNICADO DE RESULTADOS", "number": "3-2025", "sequence": 3, "year": 2025, "title": T,
      "date": "2025-07-30", "place": "Lima"}),
    ("letterhead above and below", f"ESTADO PLURINACIONAL DE BOLIVIA\nMINISTERIO DE CULTURAS\nCOMUNICADO OFICIAL N.º 9/2025\n\nAnte las consultas recibidas sobre los horarios, el Ministerio de Culturas comunica a la población lo siguiente:\n\n1. {B}\nLa Paz, 17 de octubre de 2025\n",
     {"document_type": "COMUNICADO OFICIAL", "number": "9/2025", "sequence": 9, "year": 2025, "date": "2025-10-17",
      "place": "La Paz", "issuer": "MINISTERIO DE CULTURAS"}),
    ("letterhead below the number", f"COMUNICADO N° 17/2025\nMinisterio de Energía\nSantiago, 07/08/2025, 18:45 h\n\n{C}\n\n{B}",
     {"document_type": "COMUNICADO", "number": "17/2025", "sequence": 17, "year": 2025, "title": C, "date": "2025-08-07",
      "time": "18:45", "place": "Santiago", "issuer": "Ministerio de Energía"}),
    ("date before the number", f"Monterrey, Nuevo León, a 15 de junio de 2018\n\n COMUNICADO 102/2018\n\n{C}\n\n{B}",
     {"document_type": "COMUNICADO", "number": "102/2018", "sequence": 102, "year": 2018, "title": C, "date": "2018-06-15",
      "place": "Monterrey"}),
    ("double region", f"{T}\n\nGuanajuato, Guanajuato. 22 de enero del 2018.- {B}",
     {"title": T, "date": "2018-01-22", "place": "Guanajuato"}),
    ("agency dateline without a year", f"{T}\n\nMADRID, 24 Feb. (AGENCIA SUR) -\n\n{B}", {"title": T, "place": "MADRID"}),
    ("date and clock", f"{T}\n\n29 de setiembre de 2021 - 11:16 a. m.\n\n{B}",
     {"title": T, "date": "2021-09-29", "time": "11:16"}),
    ("afternoon clock", f"{T}\n29/09/2021 6:05 p. m.\n\n{B}", {"title": T, "date": "2021-09-29", "time": "18:05"}),
    ("dash dateline", f"{T}\n\nGinebra – {B}", {"title": T, "place": "Ginebra"}),
    ("full stop dateline", f"{T}\n\nQuito. {B}", {"title": T, "place": "Quito"}),
    ("unknown town, dash", f"{T}\n\nAyabaca.- {B}", {"title": T, "place": "Ayabaca"}),
    ("byline with two dates", f"{T}\n\npor Redacción · Publicada 16 marzo 2020 · Actualizado 30 marzo 2020\n\n{B}",
     {"title": T, "date": "2020-03-16"}),
    ("byline with one date", f"{T}\nPOR REDACCIÓN CULTURA · 16 MARZO 2021\n\n{B}", {"title": T, "date": "2021-03-16"}),
    ("clock wins over an earlier date", f"{T}\n2025-04-21\n\nResumen de la nota.\n- 14/04/2025 19:26\n{B}",
     {"title": T, "date": "2025-04-14", "time": "19:26"}),
    ("numeric date line", f"{T}\n\n03/05/2025\n\n{B}", {"title": T, "date": "2025-05-03"}),
    ("ISO date line", f"{T}\n2016-07-19\n\n{B}", {"title": T, "date": "2016-07-19"}),
    ("date at the foot", f"{T}\n\n{B}\n11 de abril de 2025\n", {"title": T, "date": "2025-04-11"}),
    ("title over two lines in capitals", f"COMUNICADO DE PRENSA 152\n\nPUERTO ESCONDIDO, OAXACA, 14 DE ABRIL DE 2018\n\nNUEVA SALA DE TEXTILES ABRE SUS PUERTAS EN EL MUSEO NACIONAL DE LAS\nCULTURAS\n\n{B}",
     {"document_type": "COMUNICADO DE PRENSA", "number": "152", "sequence": 152, "date": "2018-04-14", "place": "PUERTO ESCONDIDO",
      "title": "NUEVA SALA DE TEXTILES ABRE SUS PUERTAS EN EL MUSEO NACIONAL DE LAS CULTURAS"}),
    ("title over two lines in small letters", f"Nota de prensa 3/2024\n\nNueva sala de textiles abre sus puertas en el museo nacional de las\nculturas de la costa\n\n{B}",
     {"document_type": "Nota de prensa", "number": "3/2024", "sequence": 3, "year": 2024,
      "title": "Nueva sala de textiles abre sus puertas en el museo nacional de las culturas de la costa"}),
    ("subtitle stays outside", f"{T}\n\nLa muestra reúne piezas de doce colecciones\n\n{B}", {"title": T}),
    ("month line is no title", f"BOLETÍN NÚM. 310/2025\n23 DE JUNIO DE 2025\nPÁGINA 1/3\n\n{C}\nMayo de 2025\n\n{B}",
     {"document_type": "BOLETÍN", "number": "310/2025", "sequence": 310, "year": 2025, "date": "2025-06-23", "title": C}),
    ("weekday behind a semicolon", f"{T}\n\nTijuana, Baja California; Viernes 11 de diciembre del 2020.\n\n{B}",
     {"title": T, "date": "2020-12-11", "place": "Tijuana"}),
    ("Bogotá, D. C.", f"Boletín de Prensa No. 058\n\n{T}\n\nBogotá, D. C., 22 de enero de 2025. {B}",
     {"document_type": "Boletín de Prensa", "number": "058", "sequence": 58, "title": T, "date": "2025-01-22", "place": "Bogotá"}),
    ("labels", f"{T}\n\nFecha: 12 de marzo de 2024\nHora: 10:30\n\n{B}", {"title": T, "date": "2024-03-12", "time": "10:30"}),
    ("capital dash and no blank", f"{T}\n\nLIMA, 7 DE JUNIO DE 2025.–{B}", {"title": T, "date": "2025-06-07", "place": "LIMA"}),
    ("year of the number dates the dateline", f"NOTA DE PRENSA N.º 45-2025\n\n{C}\n\nLima, 3 de marzo.- {B}",
     {"document_type": "NOTA DE PRENSA", "number": "45-2025", "sequence": 45, "year": 2025, "title": C, "date": "2025-03-03",
      "place": "Lima"}),
    ("year before the sequence", f"Comunicado 2025-045\n\n{T}\n\n{B}",
     {"document_type": "Comunicado", "number": "2025-045", "sequence": 45, "year": 2025, "title": T}),
    ("hash sign", f"Boletín #87\n\n{T}\n\n{B}", {"document_type": "Boletín", "number": "87", "sequence": 87, "title": T}),
    ("blanks around the slash", f"Comunicado N° 17 / 2025\n\n{T}\n\n{B}",
     {"document_type": "Comunicado", "number": "17/2025", "sequence": 17, "year": 2025, "title": T}),
    ("markdown title", f"# {T}\n\n**Nota de prensa 9-2025**\n\n{B}",
     {"document_type": "Nota de prensa", "number": "9-2025", "sequence": 9, "year": 2025, "title": T}),
    ("signature as issuer", f"COMUNICADO\n\n{C}\n\n{B}\nUniversidad Nacional del Valle\nSalta, 3 de marzo de 2024\n",
     {"document_type": "COMUNICADO", "title": C, "date": "2024-03-03", "place": "Salta", "issuer": "Universidad Nacional del Valle"}),
    ("law is no number", f"{T}\n\nLima, 7 de junio de 2025.- La Ley N.º 31495 rige desde ayer. {B}",
     {"title": T, "date": "2025-06-07", "place": "Lima"}),
    ("decree in the title", f"Decreto Supremo N.º 012-2025 crea la sala de textiles del museo\n\n{B}",
     {"title": "Decreto Supremo N.º 012-2025 crea la sala de textiles del museo"}),
    ("telephone is no number", f"{T}\n\n{B}\nTeléfono: (01) 204-2400\n", {"title": T}),
    ("another release in the text", f"{T}\n\nSegún el comunicado 12/2025 de la federación, la muestra continúa. {B}", {"title": T}),
    ("date in a sentence is none", f"{T}\n\nEl museo abrió el 3 de mayo de 2011 y desde entonces recibe visitas. {B}", {"title": T}),
    ("today says the date", f"{T}\n\nEn el día de hoy, 16 de marzo de 2020, abrió la nueva sala. {B}", {"title": T, "date": "2020-03-16"}),
    ("greeting is no place", "Gracias. Buenas tardes a todas y a todos los que han venido. " + B * 2, {}),
    ("transcript", f"ANA PARDO LUNA, DIRECTORA DEL MUSEO: Muy buenas noches. Son las 19:01 del lunes 24 de agosto de 2020. {B}",
     {"date": "2020-08-24"}),
    ("speech that lost its breaks", f"Palabras de la directora en la apertura de la sala de textiles, en el Museo NacionalBuenas tardes a todos. {B}",
     {"title": "Palabras de la directora en la apertura de la sala de textiles, en el Museo Nacional"}),
    ("publication line", f"{T}\n\nPublicado el 5 de agosto de 2024\n\n{B}", {"title": T, "date": "2024-08-05"}),
    ("En PLACE, a D de M", f"{T}\n\n{B}\nEn Asunción, a 21 de marzo de 2025\n", {"title": T, "date": "2025-03-21", "place": "Asunción"}),
    ("embargo is no date of issue", f"EMBARGADO HASTA EL 5 DE MAYO DE 2025\n\n{T}\n\nMontevideo, 4 de mayo de 2025. — {B}",
     {"title": T, "date": "2025-05-04", "place": "Montevideo"}),
    ("empty", "", {}),
    ("only a title", T, {"title": T}),
]  # fmt: skip


@pytest.mark.parametrize("text, expected", [(t, e) for _, t, e in LAYOUTS], ids=[n for n, _, _ in LAYOUTS])
def test_layout(text: str, expected: dict[str, object]) -> None:
    header = extract(text, only=["release_number"], ner=False).header.to_dict()
    wanted = dict.fromkeys(header, None) | expected
    assert header == wanted


def test_number_facts_follow_the_header() -> None:
    document = extract("Nota de Prensa 412-25\n\n" + T + "\n\n" + B, only=["release_number"], ner=False)
    (fact,) = document.facts
    assert (fact.text, fact.value.number, fact.value.suffix) == ("Nota de Prensa 412-25", "412-25", None)


def test_caller_date_wins() -> None:
    header = extract("Lima, 3 de marzo de 2025.- " + B, date="2024-01-02", only=["release_number"], ner=False).header
    assert header.date == "2024-01-02"
