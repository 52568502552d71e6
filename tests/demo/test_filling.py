"""The example programme in a database: each workshop's desk and summary count the same people."""

from __future__ import annotations

from db.store import SqlDatabase
from sotecin_graph.demo.filling import fill
from sotecin_graph.demo.reading import read_programme
from sotecin_graph.people import SYSTEM
from sotecin_graph.services import roll, summaries, workshops


def test_desk_and_summary_agree_on_who_has_added_something(database: SqlDatabase) -> None:
    database.write(fill, programme=read_programme(), sign_ins=[])

    for workshop in database.read(workshops.workshops_of, by=SYSTEM):
        desk = database.read(roll.roll, by=SYSTEM, map_id=workshop.map_id)
        added = [each for each in desk.people if each.added]
        summary = database.read(summaries.look_back, by=SYSTEM, ident=workshop.id).summary
        assert len(added) > 10
        assert desk.added == len(database.read(roll.added_over_time, by=SYSTEM, map_id=workshop.map_id)) > 20
        assert {"added something": str(len(added))}.items() <= {
            each.words: each.count for each in summary.figures
        }.items()
