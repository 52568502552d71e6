"""Drawing a picture anew: only its pixels are taken over, on white, in the size that a page and a document need."""

from __future__ import annotations

from io import BytesIO

from sotecin_graph.errors import BadInput
from sotecin_graph.language import _

LARGEST = (480, 200)
"""Pixels: 35 mm wide in print, and a line of a card on screen."""

MOST_PIXELS = 16_000_000
SMALLEST = 16
_PLAIN_BYTES = 60_000
"""Above this, 256 colours are enough for a logo."""


def drawn_anew(content: bytes) -> bytes:
    """A PNG without transparency, metadata or further frames of a PNG, JPEG or WebP; BadInput where it is none.

    Takes as much memory as the picture has pixels: for a process of its own (guard).
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    broken = BadInput(_("This picture cannot be read. Export the logo anew as PNG."), field="logo")
    try:
        with Image.open(BytesIO(content), formats=("PNG", "JPEG", "WEBP")) as read:
            _must_fit(read.size)
            upright = ImageOps.exif_transpose(read).convert("RGBA")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, SyntaxError, ValueError) as error:
        raise broken from error
    upright.thumbnail(LARGEST, Image.Resampling.LANCZOS)
    white = Image.new("RGB", upright.size, "white")
    white.paste(upright, mask=upright.getchannel("A"))
    drawn = _png(white)
    return drawn if len(drawn) <= _PLAIN_BYTES else _png(white.quantize(256))


def _must_fit(size: tuple[int, int]) -> None:
    width, height = size
    if width * height > MOST_PIXELS:
        sentence = _("This picture has {width} × {height} pixels. A logo has at most 4,000 × 4,000: make it smaller.")
        raise BadInput(sentence.format(width=width, height=height), field="logo")
    if min(size) < SMALLEST:
        sentence = _("This picture has {width} × {height} pixels: nobody would see it. Choose a larger one.")
        raise BadInput(sentence.format(width=width, height=height), field="logo")


def _png(picture: object) -> bytes:
    file = BytesIO()
    picture.save(file, "PNG", optimize=True)  # type: ignore[attr-defined]
    return file.getvalue()
