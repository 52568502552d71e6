"""QR codes of addresses, dark on white with their quiet zone in every theme, by segno."""

from __future__ import annotations

import io

import segno


def qr_svg(address: str) -> str:
    """A QR code of an address as SVG text."""
    return _drawn(address, "svg", scale=8).decode()


def qr_png(address: str) -> bytes:
    """The same as a PNG, large enough for a poster of A4."""
    return _drawn(address, "png", scale=32)


def _drawn(address: str, form: str, *, scale: int) -> bytes:
    drawn = io.BytesIO()
    segno.make(address, error="m").save(drawn, kind=form, scale=scale, border=4, dark="#14181F", light="#FFFFFF")
    return drawn.getvalue()
