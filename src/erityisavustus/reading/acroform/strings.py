"""Text strings, names and rich text of PDF objects as text."""

from __future__ import annotations

from html.parser import HTMLParser

from erityisavustus.reading.objects import PdfValue

__all__ = ["name_text", "plain_text", "readable", "string"]


def string(value: PdfValue) -> str:
    """A text string (7.9.2.2): UTF-16 or UTF-8 with its mark, else PDFDocEncoding; '' for anything else."""
    import pikepdf

    if isinstance(value, pikepdf.Stream):
        raw = value.read_bytes()
    elif isinstance(value, pikepdf.String):
        raw = bytes(value)
    elif isinstance(value, pikepdf.Name):
        return name_text(value)
    else:
        return ""
    if raw.startswith(b"\xfe\xff"):
        text = raw[2:].decode("utf-16-be", "replace")
    elif raw.startswith(b"\xff\xfe"):
        text = raw[2:].decode("utf-16-le", "replace")
    elif raw.startswith(b"\xef\xbb\xbf"):
        text = raw[3:].decode("utf-8", "replace")
    else:
        text = raw.decode("pdfdoc", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")


def plain_text(rich: str) -> str:
    """The text of an XHTML string (rich text, 12.7.4.4): a line for each paragraph."""
    if "<" not in rich:
        return rich
    reader = _Paragraphs()
    reader.feed(rich)
    reader.close()
    return "\n".join(" ".join(line.split()) for line in reader.text.split("\n") if line.strip())


class _Paragraphs(HTMLParser):
    text = ""

    def handle_starttag(self, tag: str, _: object) -> None:
        if tag in ("p", "br", "div"):
            self.text += "\n"

    def handle_data(self, data: str) -> None:
        self.text += data.replace("\n", " ")


def name_text(value: PdfValue) -> str:
    """A name without its slash; its bytes are UTF-8, or else Latin-1 (7.3.5)."""
    import pikepdf

    if not isinstance(value, pikepdf.Name):
        return ""
    return readable(bytes(value)[1:])


def readable(raw: bytes) -> str:
    """Bytes of a name as text."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
