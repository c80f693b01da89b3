"""Every message in English and Spanish, side by side, and the way from one to the other.

The program words what it says in English, where it happens; the writer of messages asks here
for the Spanish. {} stands for what a message puts in (a name, a number, or another message).
A name and a colon in front ("nota.txt: ") are no part of a pair. `tests/cli/test_language.py`
looks through the source for messages that have no pair.
"""

from __future__ import annotations

import re
from functools import cache

PAIRS: tuple[tuple[str, str], ...] = (
    # inputs
    ("does not exist", "no existe"),
    ("is empty", "está vacío"),
    ("is a folder, not a file", "es una carpeta, no un archivo"),
    ("matches no file", "no corresponde a ningún archivo"),
    ("may not be read (permission denied)", "no se puede leer (permiso denegado)"),
    ("cannot be read ({})", "no se puede leer ({})"),
    ("cannot be listed ({})", "no se puede listar ({})"),
    (
        "is an address, not a file: save the page first, nothing is fetched",
        "es una dirección, no un archivo: guarde antes la página, nada se descarga",
    ),
    ("is {}, not plain text", "es {}, no texto simple"),
    ("is binary, not plain text", "es binario, no texto simple"),
    ("is {}, which is not read", "es {}, que no se lee"),
    ("an image", "una imagen"),
    ("an old office document", "un documento de oficina antiguo"),
    ("an RTF document", "un documento RTF"),
    ("a gzip archive", "un archivo gzip"),
    ("a PDF", "un PDF"),
    ("a ZIP archive or an office document", "un archivo ZIP o un documento de oficina"),
    ("is larger than {}", "pasa de {}"),
    ("is larger than {} MB", "pasa de {} MB"),
    ("is not valid {}", "no es {} válido"),
    ("is not valid {} (byte {})", "no es {} válido (byte {})"),
    (
        "has a byte-order mark of {} but is none (byte {})",
        "lleva una marca de orden de {} pero no lo es (byte {})",
    ),
    ("has no text in it", "no contiene texto"),
    ("has no text in it, only blanks", "no contiene texto, solo espacios"),
    ("has no text in it, only markup", "no contiene texto, solo etiquetas"),
    (
        "has no text in it, only pictures or nothing at all",
        "no contiene texto, solo imágenes o nada",
    ),
    (
        "has no text in it: a page that a script fills must be saved as shown",
        "no contiene texto: una página que rellena un guion se guarda tal como se ve",
    ),
    (
        "has no text, only pictures of pages ({}): it needs OCR first",
        "no tiene texto, solo imágenes de páginas ({}): necesita OCR antes",
    ),
    (
        "has text in fonts that do not say which letters they show: it needs OCR",
        "tiene texto en tipos que no dicen qué letras muestran: necesita OCR",
    ),
    ("holds more than {} million characters of text", "contiene más de {} millones de caracteres"),
    (
        "is {}, which needs more packages: pip install 'notaextract[inputs]'",
        "es {}, que pide más paquetes: pip install 'notaextract[inputs]'",
    ),
    ("a parser tried {}", "un analizador intentó {}"),
    (
        "is a damaged ZIP archive or office document",
        "es un archivo ZIP o un documento de oficina dañado",
    ),
    ("is a damaged office document", "es un documento de oficina dañado"),
    ("is a damaged Word document ({})", "es un documento de Word dañado ({})"),
    ("is a damaged PDF", "es un PDF dañado"),
    ("is locked with a password", "está protegido con contraseña"),
    ("has {} entries in its archive, more than {}", "tiene {} entradas en su archivo, más de {}"),
    ("unpacks to {} MB: taken for a zip bomb", "ocupa {} MB desempaquetado: se toma por bomba zip"),
    (
        "has an entry packed 1:{}: taken for a zip bomb",
        "tiene una entrada comprimida 1:{}: se toma por bomba zip",
    ),
    (
        "has overlapping entries in its archive: taken for a zip bomb",
        "tiene entradas superpuestas en su archivo: se toma por bomba zip",
    ),
    (
        "has two entries of one name in its archive",
        "tiene dos entradas del mismo nombre en su archivo",
    ),
    (
        "declares a document type (DTD) inside, which no Word file does",
        "declara dentro un tipo de documento (DTD), cosa que ningún archivo de Word hace",
    ),
    ("has {} nested parts, more than {}", "tiene {} partes anidadas, más de {}"),
    ("has {} kB of headers, more than {} kB", "tiene {} kB de cabeceras, más de {} kB"),
    (
        "has a part with a {} header that is far too long",
        "tiene una parte con una cabecera {} demasiado larga",
    ),
    ("is nested too deep to be read", "está anidado a demasiada profundidad"),
    ("took longer than {} s to read", "tardó más de {} s en leerse"),
    (
        "took more memory than there is: the system ended its reader",
        "pidió más memoria de la que hay: el sistema cerró su lector",
    ),
    ("made its parser crash ({})", "hizo caer a su analizador ({})"),
    ("has attachments: {}", "lleva adjuntos: {}"),
    ("read as {}", "leído como {}"),
    ("{} (partial)", "{} (incompleto)"),
    ("{} (skipped)", "{} (omitido)"),
    ("{} (error)", "{} (error)"),
    ("{} (timeout)", "{} (tiempo agotado)"),
    ("{} (memory)", "{} (memoria agotada)"),
    # records and options
    ("is not JSON", "no es JSON"),
    ("is not UTF-8", "no es UTF-8"),
    ('is no object with a "text"', 'no es un objeto con "text"'),
    ('has no "text" that is a string', 'no tiene "text" que sea una cadena'),
    ('has a "{}" that is no string', 'tiene un "{}" que no es una cadena'),
    ('a record needs a "text" that is a string', 'un registro necesita un "text" que sea una cadena'),
    ("has {}", "tiene {}"),
    ("no date as YYYY-MM-DD: {}", "una fecha que no es AAAA-MM-DD: {}"),
    (
        "no ISO 3166-1 country code of two letters: {}",
        "un código de país que no es de dos letras (ISO 3166-1): {}",
    ),
    ("no such encoding: {}", "no hay tal codificación: {}"),
    ("no such type of fact: {}; there are {}", "no hay tal tipo de hecho: {}; los hay {}"),
    ("no such format: {}; there are {}", "no hay tal formato: {}; los hay {}"),
    ("--json and --format say different things", "--json y --format se contradicen"),
    ("--with-text goes with --format json or jsonl", "--with-text va con --format json o jsonl"),
    (
        "--input-format is of files, not of --from jsonl",
        "--input-format es para archivos, no para --from jsonl",
    ),
    ("{} (see {} --help)", "{} (vea {} --help)"),
    ("No such option: {}", "no hay tal opción: {}"),
    ("No such option: {} Did you mean {}?", "no hay tal opción: {} ¿Quiso decir {}?"),
    ("{} (Possible options: {})", "{} (opciones posibles: {})"),
    ("No such command '{}'.", "no hay tal orden: «{}»."),
    ("Missing argument '{}'.", "falta el argumento «{}»."),
    ("Missing command.", "falta la orden."),
    ("Option '{}' requires an argument.", "la opción «{}» pide un valor."),
    ("Got unexpected extra argument ({})", "sobra un argumento ({})"),
    ("Got unexpected extra arguments ({})", "sobran argumentos ({})"),
    ("Invalid value: {}", "valor no válido: {}"),
    ("Invalid value for '{}': {}", "valor no válido para «{}»: {}"),
    ("{} is not one of {}.", "{} no es ninguno de {}."),
    ("{} is not a valid int range.", "{} no es un número entero."),
    ("{} is not a valid integer.", "{} no es un número entero."),
    ("{} is not in the range {}.", "{} está fuera de {}."),
    # where the output goes
    ("cannot write to {} ({})", "no se puede escribir en {} ({})"),
    ("cannot write the output ({})", "no se puede escribir la salida ({})"),
    ("the output was closed", "la salida se cerró"),
    ("interrupted", "interrumpido"),
    ("internal error, please report it: {}", "error interno, comuníquelo por favor: {}"),
    ("No such file or directory", "no existe el archivo o la carpeta"),
    ("Permission denied", "permiso denegado"),
    ("Is a directory", "es una carpeta"),
    ("No space left on device", "no queda espacio"),
    # explain, diff, report
    ("no facts", "ningún hecho"),
    ("no fact over offset {}: {}", "ningún hecho en la posición {}: {}"),
    ("the text has offsets 0 to {}", "el texto tiene posiciones de 0 a {}"),
    ("is no output of notaextract ({})", "no es una salida de notaextract ({})"),
    ("is no archive of notaextract ({})", "no es un archivo de notaextract ({})"),
    ("is no document of notaextract", "no es un documento de notaextract"),
    ("{}; {} documents in one of the two only", "{}; {} documentos en uno solo de los dos"),
    ("report of {} documents", "informe de {} documentos"),
    (
        "the whole texts exceed the size of a report: it holds {} only",
        "los textos enteros exceden el tamaño de un informe: contiene solo {}",
    ),
    # batch, query
    (
        "nothing to read: name folders or files, or a list with --files-from",
        "nada que leer: nombre carpetas o archivos, o una lista con --files-from",
    ),
    (
        "cannot write to {} ({}); what was committed is whole, run again to go on",
        "no se puede escribir en {} ({}); lo ya guardado está entero, ejecute de nuevo para seguir",
    ),
    ("{}; {} documents/s", "{}; {} documentos/s"),
    ("{} documents, {} failed, {} documents/s", "{} documentos, {} con fallo, {} documentos/s"),
    (
        "{} has what was committed; run the same command again to go on",
        "{} tiene lo ya guardado; ejecute la misma orden para seguir",
    ),
    (
        "stopped at the number of errors asked for; run again to go on",
        "detenido en el número de errores pedido; ejecute de nuevo para seguir",
    ),
    ("--scheduler goes with --engine dask", "--scheduler va con --engine dask"),
    (
        "--jobs: a number of processes from 1, or auto, not {}",
        "--jobs: un número de procesos desde 1, o auto, no {}",
    ),
    (
        "CSV is for spreadsheets; write a .sqlite to ask questions",
        "CSV es para hojas de cálculo; para preguntar escriba un .sqlite",
    ),
    (
        "that statement gives no rows; query only reads",
        "esa instrucción no da filas; query solo lee",
    ),
    (
        "DuckDB needs its package: pip install 'notaextract[duckdb]'",
        "DuckDB necesita su paquete: pip install 'notaextract[duckdb]'",
    ),
    (
        "Parquet needs pyarrow: pip install 'notaextract[parquet]'",
        "Parquet necesita pyarrow: pip install 'notaextract[parquet]'",
    ),
    (
        "URLs need fsspec: pip install 'notaextract[dask]'",
        "las URL necesitan fsspec: pip install 'notaextract[dask]'",
    ),
    ("only parquet is written to URLs", "en URL solo se escribe parquet"),
    (
        "is there already, without {}; move it away or name another file",
        "ya existe, sin {}; apártelo o nombre otro archivo",
    ),
    (
        "is shorter than its journal says; move both away and run again",
        "es más corto de lo que dice su diario; aparte los dos y ejecute de nuevo",
    ),
    (
        "is there already and no folder of parts; name another",
        "ya existe y no es una carpeta de partes; nombre otra",
    ),
    (
        "a database, but no archive of notaextract; name another file",
        "una base de datos, pero no de notaextract; nombre otro archivo",
    ),
    (
        "schema {}, this notaextract writes {}; name another file",
        "esquema {}, este notaextract escribe {}; nombre otro archivo",
    ),
    (
        "no format known by that extension; name one with --format ({})",
        "ningún formato tiene esa extensión; nombre uno con --format ({})",
    ),
    ("no dask scheduler at {} ({})", "no hay planificador de dask en {} ({})"),
    (
        "the cluster's workers cannot run notaextract ({}); install it on each of them",
        "los procesos del clúster no pueden ejecutar notaextract ({}); instálelo en cada uno",
    ),
    (
        "--engine dask needs its packages: pip install 'notaextract[dask]'",
        "--engine dask necesita sus paquetes: pip install 'notaextract[dask]'",
    ),
    (
        "another run is writing to it{}; wait for its end",
        "otra ejecución escribe ahí{}; espere a que acabe",
    ),
    ("workers end before they can work ({})", "los procesos acaban antes de poder trabajar ({})"),
    # tables of data
    ("columns must be {}", "las columnas deben ser {}"),
    ("{} cells, must be {}", "{} celdas, deben ser {}"),
    (
        "not a folder of data tables; name one with --data DIR",
        "no es una carpeta de tablas; nombre una con --data DIR",
    ),
    ("{} mistake in {}", "{} error en {}"),
    ("{} mistakes in {}", "{} errores en {}"),
    ("no mistakes", "sin errores"),
    # models
    ("named entities by {}", "entidades según {}"),
    ("no model", "ningún modelo"),
    (
        "a folder, but no spaCy model (it has no meta.json)",
        "una carpeta, pero no un modelo de spaCy (no tiene meta.json)",
    ),
    (
        "a package, but no spaCy model; name another with --model",
        "un paquete, pero no un modelo de spaCy; nombre otro con --model",
    ),
    ("no such model here; {}", "no hay aquí tal modelo; {}"),
    ("its configuration cannot be read ({})", "no se puede leer su configuración ({})"),
    (
        "a model without named entities; name another with --model",
        "un modelo sin entidades; nombre otro con --model",
    ),
    ("does not load with spaCy {} ({}); {}", "no carga con spaCy {} ({}); {}"),
    ("no Spanish model is known for spaCy {}", "no se conoce modelo español para spaCy {}"),
    ("no pip in {}; install there by hand: {}", "no hay pip en {}; instale allí a mano: {}"),
    ("installing {}", "instalando {}"),
    ("could not get {}", "no se pudo obtener {}"),
    ("no model installed; tried {}", "ningún modelo instalado; se intentó {}"),
    ("installed: {}", "instalado: {}"),
    (
        "es_core_news_lg is a download of more than 500 MB",
        "es_core_news_lg es una descarga de más de 500 MB",
    ),
    (
        "used only when asked for: notaextract parse --model es_core_news_sm FILE",
        "se usa solo si se pide: notaextract parse --model es_core_news_sm ARCHIVO",
    ),
    # doctor
    ("{} in {}", "{} en {}"),
    ("{} on {}", "{} en {}"),
    ("web, PDF, Word", "web, PDF, Word"),
    (
        "not installed: {} (pip install 'notaextract[inputs]')",
        "faltan: {} (pip install 'notaextract[inputs]')",
    ),
    ("not installed ({})", "no instalado ({})"),
    ("not installed", "no instalado"),
    ("embedded model", "modelo incluido"),
    ("would be used", "se usaría"),
    ("because", "porque"),
    ("nothing: {}", "nada: {}"),
    ("data tables", "tablas de datos"),
    ("{} with {} rows", "{} con {} filas"),
    ("missing or empty: {}", "faltan o están vacías: {}"),
    ("broken: {}", "con errores: {}"),
    ("ready", "listo"),
    ("not ready", "no está listo"),
    ("state", "estado"),
)


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """The English of each pair as a pattern, those with most words of their own first."""
    ordered = sorted(PAIRS, key=lambda pair: -len(pair[0].replace("{}", "")))
    return tuple((re.compile(re.escape(en).replace(r"\{\}", "(.{0,4000}?)")), es) for en, es in ordered)


def in_spanish(line: str) -> str:
    """A message in Spanish; what has no pair stays as it is.

    >>> in_spanish("nota.txt: does not exist")
    'nota.txt: no existe'
    """
    for pattern, spanish in _patterns():
        match = pattern.fullmatch(line)
        if match is not None:
            return spanish.format(*map(in_spanish, match.groups()))
    name, colon, told = line.partition(": ")
    return f"{name}{colon}{in_spanish(told)}" if told else line
