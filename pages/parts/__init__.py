"""Pieces that pages share: the desk, notices, the canvas, cards and the style sheet."""
