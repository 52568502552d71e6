"""Identifiers: short, not guessable, safe in addresses."""

from __future__ import annotations

import secrets


def new_ident() -> str:
    """A fresh identifier of 16 hexadecimal characters (64 random bits)."""
    return secrets.token_hex(8)
