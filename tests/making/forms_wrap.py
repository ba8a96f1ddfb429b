"""What happens to a finished form on its way: encryption, updates, turned and cropped pages, signatures."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

import pikepdf

from tests.making.forms_blank import Blank
from tests.making.forms_fill import run

__all__ = ["certified", "cropped", "encrypted", "linearised", "packed", "turned", "updated"]


def encrypted(path: Path, *, bits: int) -> None:
    """An empty user password: anyone may open it."""
    weak = ["--allow-weak-crypto"] if bits < 256 else []
    _through(path, "qpdf", *weak, "--encrypt", "", "esimerkki", str(bits), "--", "{in}", "{out}")


def linearised(path: Path) -> None:
    _through(path, "qpdf", "--linearize", "{in}", "{out}")


def packed(path: Path) -> None:
    """Every object in an object stream."""
    _through(path, "qpdf", "--object-streams=generate", "--recompress-flate", "{in}", "{out}")


def _through(path: Path, *command: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out.pdf")
        run(*(word.format(**{"in": path, "out": out}) if word else word for word in command))
        path.write_bytes(out.read_bytes())


def updated(path: Path, blank: Blank, field_id: str, text: str) -> None:
    """An incremental update of one field: the last word counts."""
    import pypdf

    writer = pypdf.PdfWriter(str(path), incremental=True)
    for page in writer.pages:
        writer.update_page_form_field_values(page, {blank.texts[field_id]: text}, auto_regenerate=False)
    writer.write(str(path.with_suffix(".new")))
    path.with_suffix(".new").replace(path)


def turned(path: Path, angle: int) -> None:
    """Pages that are shown upright and stored on their side."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            _, _, width, height = (float(v) for v in page.mediabox)
            # What a viewer turns clockwise by `angle` is stored turned the other way.
            matrix, box = {
                90: ((0, 1, -1, 0, height, 0), (0, 0, height, width)),
                180: ((-1, 0, 0, -1, width, height), (0, 0, width, height)),
                270: ((0, -1, 1, 0, 0, width), (0, 0, height, width)),
            }[angle]
            page.contents_add(b"q %g %g %g %g %g %g cm" % matrix, prepend=True)
            page.contents_add(b"Q")
            page.obj.MediaBox, page.obj.Rotate = pikepdf.Array(box), angle
            if "/CropBox" in page.obj:
                del page.obj["/CropBox"]
            for annotation in page.obj.get("/Annots", []):
                x0, y0, x1, y1 = (float(v) for v in annotation.Rect)
                a, b, c, d, e, f = matrix
                xs, ys = sorted((a * x0 + c * y0 + e, a * x1 + c * y1 + e)), sorted((b * x0 + d * y0 + f, b * x1 + d * y1 + f))
                annotation.Rect = pikepdf.Array([round(v, 3) for v in (xs[0], ys[0], xs[1], ys[1])])
                _turn_appearances(annotation, matrix[:4])
        pdf.save(path)


def _turn_appearances(annotation: pikepdf.Object, matrix: tuple[float, ...]) -> None:
    normal = annotation.AP.N if "/AP" in annotation else {}
    streams = [normal] if isinstance(normal, pikepdf.Stream) else list(normal.values())
    for stream in streams:
        if "/Matrix" not in stream:
            stream.Matrix = pikepdf.Array([*matrix, 0, 0])


def cropped(path: Path, left: float, bottom: float) -> None:
    """The visible page begins elsewhere than at the origin; printer's words lie outside it."""
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        for page in pdf.pages:
            _, _, width, height = (float(v) for v in page.mediabox)
            page.obj.MediaBox = pikepdf.Array([-left, -bottom, width + left, height + bottom])
            page.obj.CropBox = pikepdf.Array([0, 0, width, height])
            page.contents_add(b"q", prepend=True)
            page.contents_add(b"Q")
            font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
            name = page.add_resource(pdf.make_indirect(font), pikepdf.Name.Font)
            page.contents_add(f"BT {name} 8 Tf 60 {-bottom + 6} Td (Hankkeen nimi Painon leikkausvara) Tj ET".encode())
        pdf.save(path)


def certified(path: Path, page: int, rect: tuple[float, float, float, float]) -> None:
    """Signed digitally with a certificate of an invented signatory, without a picture of a signature."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    with tempfile.TemporaryDirectory() as folder:
        key, certificate = Path(folder, "key.pem"), Path(folder, "certificate.pem")
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "3650", "-keyout", str(key),
                        "-out", str(certificate), "-subj", "/CN=Veikko Malliranta/O=Suvantolan kaupunki"],
                       check=True, capture_output=True)  # fmt: skip
        signer = signers.SimpleSigner.load(str(key), str(certificate))
        out = Path(folder, "out.pdf")
        with path.open("rb") as source, out.open("wb") as target:
            writer = IncrementalPdfFileWriter(source)
            fields.append_signature_field(writer, fields.SigFieldSpec("Signature1", on_page=page, box=tuple(map(int, rect))))
            signers.sign_pdf(writer, signers.PdfSignatureMetadata(field_name="Signature1", name="Veikko Malliranta"),
                             signer=signer, output=target)
        path.write_bytes(out.read_bytes())
