"""One reader for every format, told by content and not by file name."""

from __future__ import annotations

import hashlib
import re
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path

from ..documents import Document, Source
from ..errors import UnreadableSource, UnsupportedFormat
from .office.libreoffice import media_type
from .office.ole import OLE_MAGIC, entries
from .office.ooxml import NOT_UNPACKED
from .pictures.files import is_picture

SUFFIXES = (
    *(
        ".pdf",
        ".ofd",
        ".docx",
        ".docm",
        ".doc",
        ".wps",
        ".rtf",
        ".odt",
        ".xlsx",
        ".xlsm",
        ".xlsb",
        ".xls",
        ".et",
        ".ods",
    ),
    *(".html", ".htm", ".shtml", ".mht", ".mhtml", ".txt", ".md"),
)
"""What a folder is searched for."""
_UNREAD = (
    (rb"Rar!\x1a|7z\xbc\xaf\x27|\x1f\x8b|BZh", "this is an archive", "unpack it and name what is in it"),
)  # fmt: skip
"""How files begin that are no reports, what they are, and what to do."""

_XML_KINDS = (
    (b"urn:schemas-microsoft-com:office:spreadsheet", "xls"),
    (b"http://schemas.microsoft.com/office/word/2003/wordml", "doc"),
    (b"http://schemas.microsoft.com/office/2006/xmlPackage", "doc"),
    (b"application/vnd.oasis.opendocument.text", "doc"),
)
"""What a document in one XML file names at its beginning; office systems make such under .doc and .xls."""
_XML_HEAD = 16_384
_MARKUP = re.compile(
    rb"(?:\xef\xbb\xbf)?(?>\s|<!--.*?-->|<\?xml[^>]*>)*+<(?:!doctype\s+html|html|head|body|meta|title|table|div)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|body|meta|title)\b", re.IGNORECASE)
_MAIL = re.compile(rb"(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?MIME-Version:", re.IGNORECASE)


def read_document(path: Path | str) -> Document:
    """Read one report: a file, a folder whose files are one report, or several files `a.docx;b.xlsx`.

    Corrections beside a file are applied. Raises UnreadableSource, UnsupportedFormat or CorrectionFailed,
    naming the file and the remedy.
    """
    from .bundle import files_of, read_bundle

    path = Path(path)
    files = files_of(path)
    return read_bundle(files) if files else read_file(path)


def read_file(path: Path) -> Document:
    """Read one file. Raises as `read_document`."""
    if not path.exists():
        raise UnreadableSource(path.name, "the file does not exist", "check the path")
    if not path.is_file():
        raise UnreadableSource(path.name, "this is no file", "name the report's own file")
    try:
        data = path.read_bytes()
    except OSError as error:
        raise UnreadableSource(
            path.name, f"the file cannot be opened ({error.strerror})", "check its permissions"
        ) from error
    if not data:
        raise UnreadableSource(path.name, "the file is empty", "download it again")
    kind = kind_of(path, data)
    source = Source(path.name, kind, hashlib.sha256(data).hexdigest(), None, path)
    return _told(_reader(kind)(source))


def read_pages(files: Sequence[Path]) -> Document:
    """Read the pictures of a folder, which are the pages of one report. Raises as `read_document`."""
    from .pictures.reader import read_pictures

    folder = files[0].parent
    digests = "\n".join(hashlib.sha256(file.read_bytes()).hexdigest() for file in files)
    source = Source(folder.name, "picture", hashlib.sha256(digests.encode()).hexdigest(), None, folder)
    return _told(read_pictures(source, files))


def _told(document: Document) -> Document:
    """The document with its corrections, and with remarks on what was not read."""
    from .corrections import correct
    from .pictured import with_pictures_told
    from .traditional import with_simplified

    told = correct(with_simplified(document))
    return told if document.source.has_pages else with_pictures_told(told)


def kind_of(path: Path, data: bytes) -> str:
    """The format that the content shows. Raises where it is none that can be read."""
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK"):
        return _zip_kind(path)
    if data.startswith(OLE_MAGIC):
        return _ole_kind(path, data)
    if data.startswith(b"{\\rtf"):
        return "doc"
    if _is_markup(data):
        return "html"
    for name, kind in _XML_KINDS:
        if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and name in data[:_XML_HEAD]:
            return kind
    if is_picture(data):
        return "picture"
    for beginning, problem, remedy in _UNREAD:
        if re.match(beginning, data, re.DOTALL):
            raise UnsupportedFormat(path.name, problem, remedy)
    claimed = path.suffix.lower()
    if claimed in {".pdf", ".docx", ".docm", ".doc", ".wps", ".xlsx", ".xlsm", ".xls", ".et", ".ofd"}:
        raise UnreadableSource(
            path.name, f"its content is not what the name {claimed} says", "download it again"
        )
    return "txt"


def _is_markup(data: bytes) -> bool:
    """Whether a file is a web page, plain or in a mail archive, in whatever encoding."""
    head = data[:65536]
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        head = head.decode("utf-16", errors="ignore").encode("utf-8")
    elif b"\x00" in head[:2]:
        head = head.replace(b"\x00", b"")
    is_archive = _MAIL.match(head[:4096]) is not None and b"text/html" in data[: 1 << 20]
    if is_archive:
        return True
    return _MARKUP.match(head) is not None and (_PAGE.search(head) is not None or not _is_mostly_text(head))


def _is_mostly_text(head: bytes) -> bool:
    """Whether a text only begins with a tag, as Markdown that holds tables in HTML may."""
    lines = [line for line in head.splitlines() if line.strip()]
    return 2 * sum(line.lstrip().startswith(b"<") for line in lines) < len(lines)


def _zip_kind(path: Path) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            names = set(archive.namelist())
        open_kind = media_type(path).rpartition(".")[2]
    except (*NOT_UNPACKED, RuntimeError, ValueError) as error:
        raise UnreadableSource(path.name, "the file is damaged", "download it again") from error
    if "word/document.xml" in names:
        return "docx"
    if "xl/workbook.xml" in names:
        return "xlsx"
    if "xl/workbook.bin" in names or open_kind == "spreadsheet":
        return "xls"
    if open_kind.startswith("text"):
        return "doc"
    if "OFD.xml" in names:
        return "ofd"
    raise UnsupportedFormat(
        path.name,
        "this archive is neither a Word document nor a workbook",
        "unpack it and name what is in it; or give a PDF, a .docx, an .xlsx or a text file",
    )


def _ole_kind(path: Path, data: bytes) -> str:
    names = entries(data)
    if not names:
        raise UnreadableSource(path.name, "the old Office file is damaged", "download it again")
    if "EncryptedPackage" in names:
        raise UnreadableSource(
            path.name, "the file is encrypted", "open it with its password and save it without one"
        )
    if names & {"Workbook", "Book"}:
        return "xls"
    if "WordDocument" in names:
        return "doc"
    raise UnsupportedFormat(
        path.name,
        "this is an old Office file, but neither a Word document nor a workbook",
        "give a PDF, a .docx, an .xlsx or a text file",
    )


def _reader(kind: str) -> Callable[[Source], Document]:
    # Each reader brings heavy libraries: only the one that is needed is loaded.
    if kind == "pdf":
        from .pdf.reader import read_pdf

        return read_pdf
    if kind == "ofd":
        from .ofd.reader import read_ofd

        return read_ofd
    if kind == "picture":
        from .pictures.reader import read_picture

        return read_picture
    if kind == "docx":
        from .word.docx import read_docx

        return read_docx
    if kind == "doc":
        from .word.doc import read_doc

        return read_doc
    if kind == "xlsx":
        from .workbook.xlsx import read_xlsx

        return read_xlsx
    if kind == "xls":
        from .workbook.xls import read_xls

        return read_xls
    if kind == "html":
        from .web.reader import read_html

        return read_html
    from .text.reader import read_text

    return read_text
