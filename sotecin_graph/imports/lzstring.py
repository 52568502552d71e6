"""LZ-string, the compressed form of PRSM's files: text packed 15 bits a character (UTF-16), or 6 bits (base64).

A stream of codes of growing width, lowest bit first: 0 a new 8-bit character, 1 a new 16-bit character, 2 the end,
3 and more an entry of the dictionary (a former entry and the character after it).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from sotecin_graph.errors import FileNotReadable
from sotecin_graph.imports.limits import UNPACKED_BYTES
from sotecin_graph.language import _

_BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_IN_ADDRESS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+-"
_BASE64_ONLY = re.compile(r"[A-Za-z0-9+/\r\n]+=*\s*")
_IN_ADDRESS_ONLY = re.compile(r"[A-Za-z0-9+$-]+\s*")
_UTF16_SPREAD = 32
"""The UTF-16 form adds this to each 15 bits, to stay clear of control characters and surrogates."""


def looks_packed(text: str) -> bool:
    """True for text that can only be the compressed form of a JSON object.

    The first fifteen bits hold the brace: U+1BE0 to U+1BFF in the UTF-16 form, "N4" in base64.
    """
    start = text[:400].strip('\ufeff\r\n "')
    if "\u1be0" <= start[:1] <= "\u1bff":
        return True
    return start.startswith("N4") and bool(_BASE64_ONLY.fullmatch(start) or _IN_ADDRESS_ONLY.fullmatch(start))


def unpack(text: str) -> str:
    """The text inside, whichever of the forms it is packed in, or FileNotReadable."""
    stripped = text.strip("\ufeff\r\n")
    if stripped.startswith('"'):
        # Packed text that was saved as a JSON string; within it no quote needs an escape but the last.
        stripped = stripped.strip('"')
    try:
        if _BASE64_ONLY.fullmatch(stripped):
            kept = "".join(stripped.split()).rstrip("=")
            return _decode([_BASE64.index(letter) for letter in kept], 6)
        if _IN_ADDRESS_ONLY.fullmatch(stripped):
            return _decode([_IN_ADDRESS.index(letter) for letter in stripped.strip().rstrip("$")], 6)
        return _decode([ord(letter) - _UTF16_SPREAD for letter in stripped if ord(letter) >= _UTF16_SPREAD], 15)
    except (IndexError, ValueError) as error:
        raise FileNotReadable(
            _("The file looks like a compressed PRSM map, but it is cut short or damaged. Save it from PRSM again.")
        ) from error


class _Bits:
    """Reads numbers from a row of units of `width` bits, the highest bit of a unit first."""

    def __init__(self, units: Sequence[int], width: int) -> None:
        self._units, self._width = units, width
        self._at, self._mask = 0, 1 << (width - 1)

    def take(self, count: int) -> int:
        """The next number of `count` bits, its lowest bit first; IndexError past the end."""
        value = 0
        for power in range(count):
            if self._units[self._at] & self._mask:
                value |= 1 << power
            self._mask >>= 1
            if not self._mask:
                self._mask = 1 << (self._width - 1)
                self._at += 1
        return value


def _decode(units: Sequence[int], width: int) -> str:
    bits = _Bits(units, width)
    first = _character(bits, bits.take(2))
    entries = ["", "", "", first]
    out, before, code_width, length = [first], first, 3, len(first)
    while True:
        # The packer widens its codes one step ahead of the entry that needs it.
        code = bits.take(code_width)
        if code == 2:
            return _joined(out)
        if code < 2:
            entries.append(_character(bits, code))
            code = len(entries) - 1
            code_width = _width_for(len(entries))
        if code < len(entries):
            entry = entries[code]
        elif code == len(entries):
            entry = before + before[0]
        else:
            raise ValueError("a code points past the dictionary")
        out.append(entry)
        length += len(entry)
        if length > UNPACKED_BYTES:
            raise FileNotReadable(_("The file unpacks to far more than it should. Save it uncompressed and try again."))
        entries.append(before + entry[0])
        before = entry
        code_width = _width_for(len(entries))


def _character(bits: _Bits, code: int) -> str:
    if code == 2:
        raise ValueError("nothing inside")
    return chr(bits.take(16 if code else 8))


def _width_for(size: int) -> int:
    return max(3, size.bit_length())


def _joined(parts: list[str]) -> str:
    # Characters beyond the first plane are packed as two surrogates; together they are one character again.
    return "".join(parts).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
