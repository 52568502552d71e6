"""The catalogues: whole where participants go, with the gaps and signs of the English, compiled as they are written."""

from __future__ import annotations

import gettext
import re
from functools import cache
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog

from sotecin_graph.catalogues import LOCALE, ROOT, TRANSLATED, catalogue, compiled, everything_said, said
from sotecin_graph.language import capital, locale, ngettext, speaking

WAY = (
    "pages/{frame,join,welcome,sign_in,account,start,task,contribute,thanks,mine,private_link,votes,trace,map,look}.py",
    "pages/parts/{aliases,door,languages,account_forms,task_forms,task_room,waiting,step_watch,farewell,own_link}.py",
    "pages/parts/{dots,raising,similar,live_writing,contribution_cards,origin_words,vote_chart,about_me,states}.py",
    "pages/parts/{words,pictures,clash,next_step,notices,table_watch,workshop_trace,federation,outcome_list}.py",
    "sotecin_graph/{agendas,vocabulary,workshops,text,fields,errors,calls}.py",
    "sotecin_graph/live/*.py",
    "sotecin_graph/services/{sessions,contributions,elements,links,voting,entry_links,private_links,lateness}.py",
    "sotecin_graph/services/{moderation,undo,reversal,passwords,privacy,tables,levers,traces,merging}.py",
    "sotecin_graph/briefs/{private_sheet,dates,calendar,summary,invitation}.py",
    "sotecin_graph/exports/about_me.py",
)
"""Where participants go, from the code on the screen to what became of theirs."""

GAP = re.compile(r"\{[^}]*\}")
SIGNS = re.compile(r":material/\w+:|\*\*|`|\]\(|\u00a0")


@cache
def written(language: str) -> Catalog:
    return catalogue(language)


def paths(pattern: str) -> list[Path]:
    """The files of a pattern with one pair of braces, as a shell reads it."""
    head, _, rest = pattern.partition("{")
    names, _, tail = rest.partition("}")
    return [path for name in names.split(",") for path in ROOT.glob(head + name + tail)]


@cache
def way() -> frozenset[str]:
    texts = {text for pattern in WAY for path in paths(pattern) for text in said(path.read_text(encoding="utf-8"))}
    return frozenset(text if isinstance(text, str) else text[0] for text in texts)


def pairs(language: str) -> list[tuple[str, str]]:
    """Each translated form beside its English; of a plural, the English one for many."""
    found = []
    for message in written(language):
        english, forms = (message.id, message.string) if message.id else ("", "")
        if isinstance(english, str):
            found += [(english, forms)] if forms else []
        else:
            found += [(english[-1], form) for form in forms[1:] if form]
    return found


@pytest.mark.parametrize("language", TRANSLATED)
def test_participants_way_is_translated(language: str) -> None:
    missing = [text for text in sorted(way()) if not (found := written(language).get(text)) or not found.string]

    assert missing == [], "translate these in the .po, then `make catalogues`"


@pytest.mark.parametrize("language", TRANSLATED)
def test_gaps_and_signs_are_those_of_the_english(language: str) -> None:
    wrong = [
        (english, form)
        for english, form in pairs(language)
        for signs in (GAP, SIGNS)
        if sorted(signs.findall(english)) != sorted(signs.findall(form))
    ]

    assert wrong == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_short_words_stay_short(language: str) -> None:
    """Buttons and headings have little room on a phone."""
    short = [(english, form) for english, form in pairs(language) if english in way() and len(english) <= 30]

    assert [each for each in short if len(each[1]) > 2 * len(each[0]) + 14] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_compiled_catalogue_is_the_written_one(language: str) -> None:
    kept = (LOCALE / language / "LC_MESSAGES" / "sotecin.mo").read_bytes()

    assert kept == compiled(written(language)), "run `make catalogues`"


@pytest.mark.parametrize("language", TRANSLATED)
def test_forms_are_chosen_as_cldr_says(language: str) -> None:
    """For the language as we write it: Portugal's none is plural. Whole millions ("many") read as other numbers do."""
    with speaking(language):
        named = locale().plural_form
    chosen = gettext.c2py(written(language).plural_expr)
    place = {"one": 0, "few": 1, "other": written(language).num_plurals - 1}

    numbers = [*range(230), 1_000, 1_000_000]
    assert [chosen(each) for each in numbers] == [place.get(named(each), place["other"]) for each in numbers]


def test_no_text_writes_a_decimal_point_itself() -> None:
    """Numbers come as language.number, tenths or percent write them."""
    texts = [form for text in everything_said() for form in ((text,) if isinstance(text, str) else text)]

    assert [text for text in texts if re.search(r"\{\w*:[^}]*[.,gfe%n][^}]*\}", text)] == []


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("ro", 1, "{count} vot"),
        ("ro", 2, "{count} voturi"),
        ("ro", 20, "{count} de voturi"),
        ("hu", 5, "{count} szavazat"),
        ("pt", 0, "{count} votos"),
    ],
)
def test_number_takes_the_languages_own_form(language: str, number: int, words: str) -> None:
    with speaking(language):
        assert ngettext("{count} vote", "{count} votes", number) == words


def test_turkish_i_has_its_dot() -> None:
    with speaking("tr"):
        assert capital("iş birliği") == "İş birliği"
    assert capital("information") == "Information"


def test_texts_inside_f_strings_are_found() -> None:
    source = """f"**{_('One')}**"; ngettext('{n} a', '{n} b', n); forms('key', 'c', 'd'); _(name)"""

    assert list(said(source)) == [("{n} a", "{n} b"), ("c", "d"), "One"]
