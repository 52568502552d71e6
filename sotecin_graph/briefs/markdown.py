"""Markdown of briefs and calls; people's text is escaped, so that none of it can become markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from sotecin_graph.briefs.call import CallEntry, CallList
from sotecin_graph.briefs.content import MissionBrief, Row, StepLine
from sotecin_graph.briefs.summary import VoteTable, WorkshopSummary

_MARKUP = re.compile(r"([\\`*_\[\]<>|~$]|^[-+=#]|^\d+(?=[.)])|&(?=#?\w+;))")
_ADDRESS = re.compile(r"(?i)\b(https?|ftp|mailto|www)([:.])")


def escaped(text: str) -> str:
    """Text that every Markdown reader shows as it is: marks escaped, bare addresses not linked, on one line."""
    flat = " ".join(text.split())
    marked = _MARKUP.sub(lambda found: f"{found[0]}\\" if found[0].isdigit() else f"\\{found[0]}", flat)
    return _ADDRESS.sub(r"\1\\\2", marked).replace("@", "\\@")


def brief_markdown(brief: MissionBrief) -> bytes:
    """A mission's brief in CommonMark with tables; without the picture."""
    e, words = escaped, brief.words
    blocks = [
        f"# {e(brief.title)}",
        " · ".join(e(part) for part in (words["kind"], brief.hub, brief.chains, brief.state, brief.example) if part),
        f"> {e(brief.statement)}",
        _heading(words["measures"]),
        _facts(brief.measures),
        _heading(words["why"]),
        e(brief.why),
        _heading(words["people"]),
        _list(_joined(party.group, party.names, party.stages) for party in brief.parties),
        _list(f"**{e(words['missing'])}** {e(gap.text)}" for gap in brief.gaps),
        _heading(words["scope"]),
        _facts(brief.scope),
        _heading(words["challenges"]),
        _table(
            [words[key] for key in ("challenge", "owner", "votes", "state")],
            [(one.title, one.owner, one.votes, one.state) for one in brief.challenges],
        )
        or e(words["none"]),
        _heading(words["council"]),
        e(f"{brief.council} {brief.council_gaps}"),
        _heading(words["steps"]),
        _table([words[key] for key in ("what", "who", "when")], [(s.what, s.who, s.due) for s in brief.steps])
        or e(words["none"]),
        f"**{e(words['open'])}** {e(' '.join(brief.open_points))}" if brief.open_points else "",
        f"**{e(words['provenance'])}** {e(brief.provenance)}" + (f" <{brief.link}>" if brief.link else ""),
        _heading(words["sources"]) if brief.sources else "",
        _list(f"[{e(line.text)}](<{line.link}>)" if line.link else e(line.text) for line in brief.sources),
        "---",
        e(brief.funding),
        e(f"{brief.version} · {brief.date} · {brief.licence}"),
    ]
    return _document(blocks)


def call_markdown(content: CallList) -> bytes:
    """An open call's document in CommonMark."""
    e, words = escaped, content.words
    blocks = [
        f"# {e(content.title)}",
        " · ".join(e(part) for part in (content.kicker, content.chains, content.example) if part),
        _facts(content.dates),
        _heading(words["parts"]),
        _facts(content.parts),
        _heading(words["ways"]),
        _list(e(way) for way in content.ways),
        f"**{e(words['money'])}** {e(content.money)}",
        _heading(words["challenges"]),
        *(block for entry in content.entries for block in _entry(entry, words["mission"], words["before"])),
        "" if content.entries else e(words["none"]),
        "---",
        e(content.funding),
    ]
    return _document(blocks)


def summary_markdown(summary: WorkshopSummary) -> bytes:
    """A workshop's summary in CommonMark with tables; without the picture."""
    e, words = escaped, summary.words
    blocks = [
        f"# {e(summary.title)}",
        " · ".join(e(part) for part in (summary.kicker, summary.when, summary.mark) if part),
        _list(f"**{e(each.count)}** {e(each.words)}" for each in summary.figures),
        _heading(words["votes"]),
        *(block for each in summary.votes for block in _votes(each, words)),
        "" if summary.votes else e(words["no-votes"]),
        _heading(words["decisions"]),
        _outcomes(summary.decisions, words),
        _heading(words["open"]),
        _outcomes(summary.open_points, words),
        _heading(words["next"]) if summary.farewell or summary.follow_up else "",
        e(f"{summary.farewell} {summary.follow_up}"),
        f"**{e(words['provenance'])}** {e(summary.provenance)}",
        "---",
        e(summary.funding),
        e(summary.date),
    ]
    return _document(blocks)


def _votes(table: VoteTable, words: Mapping[str, str]) -> list[str]:
    head = [words[key] for key in ("rank", "challenge", "dots")]
    lines = _table(head, [(each.rank, each.name, each.dots) for each in table.lines]) or escaped(words["no-dots"])
    return [f"### {escaped(table.title)}", escaped(table.note), lines, escaped(table.more)]


def _outcomes(lines: Sequence[StepLine], words: Mapping[str, str]) -> str:
    head = [words[key] for key in ("what", "who", "when")]
    return _table(head, [(each.what, each.who, each.due) for each in lines]) or escaped(words["none"])


def _entry(entry: CallEntry, mission: str, before: str) -> list[str]:
    e = escaped
    place = ", ".join(part for part in (entry.organisation, entry.location) if part)
    blocks = [
        f"### {entry.number}. {e(entry.title)}",
        f"{e(place)} · {e(mission)}: {e(entry.mission)}",
        e(entry.problem),
        f"**{e(entry.wish)}**",
    ]
    if entry.before:
        blocks += [e(before), _list(f"{e(row.label)}: {e(row.text)}" for row in entry.before)]
    return blocks


def _document(blocks: Iterable[str]) -> bytes:
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def _heading(words: str) -> str:
    return f"## {escaped(words)}"


def _facts(rows: Iterable[Row]) -> str:
    return _list(f"**{escaped(row.label)}:** {escaped(row.text)}" for row in rows)


def _joined(group: str, names: str, stages: str) -> str:
    return f"{escaped(group)}: **{escaped(names)}**" + (f" ({escaped(stages)})" if stages else "")


def _list(items: Iterable[str]) -> str:
    return "\n".join(f"- {item}" for item in items)


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    if not rows:
        return ""
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join(
        "| " + " | ".join(cell if cell == "---" else escaped(cell) for cell in line) + " |" for line in lines
    )
