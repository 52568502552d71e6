"""The first start: an example, or one programme lead whose password is told once."""

from __future__ import annotations

import re

from sotecin_graph.demo.arrival import welcome
from sotecin_graph.instance import Instance
from sotecin_graph.people import Grant, Role
from sotecin_graph.services import sessions


def test_empty_database_gets_one_programme_lead_and_says_so_once(running: Instance) -> None:
    told, again = welcome(running), welcome(running)

    (password,) = re.findall(r"Sign in as programme-lead +password (\S+)", told)
    actor_id = sessions.recognise(running.database, username="programme-lead", password=password)
    (account,) = running.database.read(lambda uow: uow.people.accounts())
    assert actor_id == f"account:{account.id}"
    assert account.grants == (Grant(Role.PROGRAMME_LEAD),)
    assert password not in again
    assert "told once" not in again
    kept = b"".join(file.read_bytes() for file in running.settings.data.iterdir() if file.is_file())
    assert password.encode() not in kept
