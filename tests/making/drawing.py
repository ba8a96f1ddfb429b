"""Small drawings: signatures as curves and bitmaps, check boxes as bitmaps."""

from __future__ import annotations

import base64
import io
import math

from PIL import Image, ImageDraw

__all__ = ["box_png", "data_uri", "scrawl", "signature_png", "signature_svg"]

Point = tuple[float, float]


def scrawl(width: float, height: float, loops: int = 5) -> list[Point]:
    """Points of a hand-made looking pen stroke within width x height, y downwards."""
    points = []
    steps = loops * 14
    for i in range(steps + 1):
        t = i / steps
        x = width * (0.04 + 0.86 * t) + width * 0.05 * math.sin(loops * 2 * math.pi * t)
        swing = 0.36 * (1 - 0.6 * t) * math.cos(loops * 2 * math.pi * t + 0.7 * math.sin(5 * t))
        y = height * (0.52 + swing + 0.08 * math.sin(9 * t))
        points.append((x, y))
    points += [(width * 0.97, height * 0.30), (width * 0.30, height * 0.86)]
    return points


def signature_svg(width: int = 170, height: int = 44, colour: str = "#1b2f7a") -> str:
    """An inline SVG of one pen stroke."""
    path = "M" + " L".join(f"{x:.1f} {y:.1f}" for x, y in scrawl(width, height))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">'
        f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.3"/></svg>'
    )


def signature_png(*, alpha: bool = False, width: int = 360, height: int = 96) -> bytes:
    """A bitmap of a pen stroke, on white or on nothing."""
    image = Image.new("RGBA", (width, height), (255, 255, 255, 0 if alpha else 255))
    ImageDraw.Draw(image).line(scrawl(width, height), fill=(27, 47, 122, 255), width=3, joint="curve")
    return _png(image if alpha else image.convert("RGB"))


def box_png(*, ticked: bool, alpha: bool = False, mark: str = "cross", side: int = 40) -> bytes:
    """A bitmap check box: mark is 'cross', 'tick' or 'fill'."""
    image = Image.new("RGBA", (side, side), (255, 255, 255, 0 if alpha else 255))
    draw = ImageDraw.Draw(image)
    draw.rectangle((2, 2, side - 3, side - 3), outline=(40, 40, 40, 255), width=3)
    if ticked and mark == "cross":
        draw.line((9, 9, side - 10, side - 10), fill=(20, 20, 20, 255), width=4)
        draw.line((9, side - 10, side - 10, 9), fill=(20, 20, 20, 255), width=4)
    elif ticked and mark == "tick":
        draw.line((9, side * 0.5, side * 0.42, side - 11, side - 9, 10), fill=(0, 110, 60, 255), width=5)
    elif ticked:
        draw.rectangle((10, 10, side - 11, side - 11), fill=(20, 20, 20, 255))
    return _png(image if alpha else image.convert("RGB"))


def data_uri(png: bytes) -> str:
    return "data:image/png;base64," + base64.b64encode(png).decode()


def _png(image: Image.Image) -> bytes:
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    return out.getvalue()
