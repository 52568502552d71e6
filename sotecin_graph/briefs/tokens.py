"""The map's colours and sizes for pictures and files: the same tokens as the live map's style, light and dark."""

from __future__ import annotations

from typing import Literal

from sotecin_graph.vocabulary import Kind, LinkFamily, LinkState

Theme = Literal["light", "dark"]

TOKENS: dict[Theme, dict[str, str]] = {
    "light": {
        "paper": "#FBF8F2",
        "surface": "#FFFFFF",
        "ink": "#212435",
        "soft": "#555A69",
        "line": "#DDD5C5",
        "onfill": "#FFFFFF",
        "industry": "#456C9C",
        "research": "#5D3697",
        "government": "#212435",
        "civil": "#931F5B",
        "nature": "#558049",
        "intermediary": "#A66900",
        "challenge": "#B32717",
        "card": "#FFFFFF",
        "cardline": "#D9A596",
        "matter": "#5E4715",
        "value": "#64298A",
        "knowhow": "#3B80BE",
        "tie": "#6B6F7B",
        "concern": "#CB4D33",
        "circular": "#F2CC5C",
        "focus": "#0B5C66",
        "glow": "#BFE3E1",
        "hull1": "#2E8B8B",
        "hull2": "#B7791F",
        "hull3": "#7A6BB5",
        "hull4": "#B4577E",
        "hull5": "#436B2A",
        "hull6": "#4A5768",
        "tint": "#F2F0F8",
        "unsorted": "#555A69",
    },
    "dark": {
        "paper": "#14181F",
        "surface": "#1E242E",
        "ink": "#F0EEE8",
        "soft": "#B4B9C4",
        "line": "#343C49",
        "onfill": "#14181F",
        "industry": "#6CC9FE",
        "research": "#9F8FD0",
        "government": "#DEE0ED",
        "civil": "#E695B0",
        "nature": "#87B97C",
        "intermediary": "#F8D05B",
        "challenge": "#F07B45",
        "card": "#2A211D",
        "cardline": "#8A4F35",
        "matter": "#EBCF94",
        "value": "#A97FD8",
        "knowhow": "#9FD0F8",
        "tie": "#A7AEBB",
        "concern": "#EA7342",
        "circular": "#6E5B1C",
        "focus": "#63C7C4",
        "glow": "#1F4A4C",
        "hull1": "#4FB3B3",
        "hull2": "#E0A64A",
        "hull3": "#A79AE0",
        "hull4": "#DB8AAB",
        "hull5": "#74A85A",
        "hull6": "#C6CDD8",
        "tint": "#272B3A",
        "unsorted": "#B4B9C4",
    },
}
"""Colour by token name; a kind's and a link family's token is its value; `tint` is hull3 on white at 10 %
(on dark paper at 13 %)."""

SIZES: dict[Kind, tuple[float, float]] = {
    Kind.INDUSTRY: (52, 46),
    Kind.RESEARCH: (54, 54),
    Kind.GOVERNMENT: (42, 42),
    Kind.CIVIL: (46, 46),
    Kind.NATURE: (56, 50),
    Kind.INTERMEDIARY: (60, 46),
    Kind.UNSORTED: (40, 40),
    Kind.CHALLENGE: (172, 68),
}
"""Width and height of a kind's silhouette in map units."""

LINE_WIDTHS: dict[LinkFamily, float] = {
    LinkFamily.MATTER: 2.6,
    LinkFamily.VALUE: 2.0,
    LinkFamily.KNOWHOW: 2.0,
    LinkFamily.TIE: 2.0,
    LinkFamily.CONCERN: 1.4,
}
"""Width of a link in map units; a missing link is drawn MISSING_WIDTH wide."""

MISSING_WIDTH = 3.4

DASHES: dict[LinkState, tuple[float, float] | None] = {
    LinkState.EXISTING: None,
    LinkState.PLANNED: (10, 6),
    LinkState.MISSING: (2, 6),
}
"""Stroke and gap in map units."""

HULLS = ("hull1", "hull2", "hull3", "hull4", "hull5", "hull6")
"""Tokens of the groups' colours, in turn."""
