"""What is right: for each kind of permission, who may do it where. Written by hand, and no use of the app's own table.

Rows are roles, columns the kinds of places: own, other workshop of the hub, other hub, closed, removed.
"+" may · "x" told that their role does not include it · "?" told that it is not there · "!" told to sign in ·
"c" told that the workshop is over · "." sees nothing of it in what is listed.
"""

from __future__ import annotations

from tests.matrix.world import RELATIONS, ROLES

_COLUMNS = """
nobody           !!!!! !!!!! !!!!! !!!!! !!!!! ..... !!!!!
guest            ++?+? xx?x? xx?x? xx?x? xx?x? ++.+. xx?x?
participant      +??+? +??c? +??x? x??x? x??x? +..+. x??x?
co-facilitator   +??+? +??+? +??x? +??+? x??x? +..+. x??x?
contributor      ++++? ++x+? xxxx? xxxx? xxxx? ++++. xxxx?
reviewer         ++?+? xx?x? xx?x? xx?x? xx?x? ++.+. xx?x?
facilitator      ++++? ++x+? ++x+? ++x+? xxxx? ++++. xxxx?
hub lead         ++++? ++x+? ++x+? ++x+? ++x+? ++++. ++x+?
programme lead   ++++? ++++? ++++? ++++? ++++? ++++. ++++?
"""
_NAMES = ("read", "contribute", "edit", "facilitate", "lead", "listed", "admit")


def _columns() -> dict[str, dict[str, str]]:
    rows = {line[:17].strip(): line[17:].split() for line in _COLUMNS.strip().splitlines()}
    return {name: {role: rows[role][index] for role in ROLES} for index, name in enumerate(_NAMES)}


def _same(rows: str) -> dict[str, str]:
    """A grid whose rows are "role outcomes"; outcomes of one letter hold everywhere; roles left out are as "x"."""
    given = dict(line.strip().rsplit(maxsplit=1) for line in rows.strip().splitlines())
    full = {role: given.get(role, given.get("others", "x")) for role in ROLES}
    return {role: outcome * len(RELATIONS) if len(outcome) == 1 else outcome for role, outcome in full.items()}


GRIDS: dict[str, dict[str, str]] = {
    **_columns(),
    "place": _same(
        """
        nobody !!!!!
        guest xx?x?
        participant +??+?
        co-facilitator +??+?
        contributor ++x+?
        reviewer xx?x?
        facilitator ++x+?
        hub lead ++x+?
        programme lead ++++?
        """
    ),
    "cluster": _same(
        """
        nobody !!!!!
        guest xx?x?
        participant +??c?
        co-facilitator +??+?
        contributor xxxx?
        reviewer xx?x?
        facilitator ++x+?
        hub lead ++x+?
        programme lead ++++?
        """
    ),
    "facilitate at the hub": {},
    "facilitate and edit": {},
    "another's review": _same(
        """
        nobody !
        guest xx?x?
        participant x??x?
        co-facilitator x??x?
        reviewer xx?x?
        others xxxx?
        """
    ),
    "read or unknown": {},
    "lead all": _same("nobody !\nprogramme lead +"),
    "lead call": _same("nobody !\nprogramme lead ++++?"),
    "administer": _same("nobody !\nprogramme lead +"),
    "hub": _same("nobody !\nfacilitator ++x++\nhub lead ++x++\nprogramme lead +"),
    "hub leads": _same("nobody !\nhub lead ++x++\nprogramme lead +"),
    "hub people": _same("nobody !\nhub lead ++?+?\nprogramme lead ++++?"),
    "agenda": _same("nobody !\nothers ?\nfacilitator ++?+?\nhub lead ++?+?\nprogramme lead ++++?"),
    "calls": _same("others ?\nreviewer ++++?\nhub lead ++++?\nprogramme lead ++++?"),
    "unpublished": _same("others ?\nhub lead ++?+?\nprogramme lead ++++?"),
    "participants": _same("others ?\nparticipant +\nco-facilitator +"),
    "link holders": _same("others x\nparticipant +\nco-facilitator +"),
    "oneself": _same("nobody !\nothers +"),
    "account": _same("nobody !\nparticipant x\nco-facilitator x\nothers +"),
    "author": _same("others ?"),
    "secret": _same("others ?"),
    "letter": _same("others x"),
    "anyone": _same("others +"),
    "contributed list": _same(
        """
        others .....
        participant +..+.
        co-facilitator +..+.
        contributor ++.+.
        facilitator ++.+.
        hub lead ++.+.
        programme lead ++++.
        """
    ),
    "facilitated list": _same(
        """
        others .....
        co-facilitator +..+.
        facilitator ++.+.
        hub lead ++.+.
        programme lead ++++.
        """
    ),
    "agendas": _same("others .....\nfacilitator ++.+.\nhub lead ++.+.\nprogramme lead ++++."),
    "led list": _same("nobody !!!!!\nhub lead ++.+.\nprogramme lead ++++."),
    "kept list": _same("others .....\nhub lead ++.+.\nprogramme lead ++++."),
    "due list": _same("others .....\nhub lead ...+.\nprogramme lead ...+."),
    "unpublished list": _same("others ?????\nreviewer ....?\nhub lead ++.+?\nprogramme lead ++++?"),
    "contacts": _same("others ?????\nreviewer ....?\nhub lead ++.+?\nprogramme lead ++++?"),
}
GRIDS["next list"] = {**GRIDS["contributed list"], "guest": "++.+.", "reviewer": "++.+."}
GRIDS["facilitate at the hub"] = {**GRIDS["facilitate"], "co-facilitator": "x??x?"}
GRIDS["facilitate and edit"] = {**GRIDS["facilitate"], "co-facilitator": "+??x?"}
GRIDS["read or unknown"] = {**GRIDS["read"], "nobody": "?????"}

MEANING = {
    "read": "See a map and what is on it.",
    "contribute": "Add, link and vote, under the rules of the agenda's step; mend what is one's own.",
    "place": "Place what the community has: nothing happens where there is nothing that one may see.",
    "edit": "Change, move, merge and remove what others have added.",
    "cluster": "Draw and change clusters: in a step that takes them whoever is in the room.",
    "facilitate": "Run workshops, show clusters, import, invite the room.",
    "facilitate at the hub": "As facilitate; it makes something new for the hub.",
    "facilitate and edit": "As facilitate; it changes what others have added.",
    "lead": "Promote clusters, keep missions, take challenges into a call and see what reviewers think.",
    "another's review": "A review is its reviewer's alone.",
    "admit": "Erase what people of a workshop have left.",
    "read or unknown": "As read; what one may not see is not there, whoever asks.",
    "lead all": "Open a call: calls are the programme's.",
    "lead call": "Keep an open call.",
    "administer": "Accounts from the command line, words taken out everywhere.",
    "hub": "Make something new for a hub.",
    "hub leads": "Invite people to a hub.",
    "hub people": "Look after an account with roles at a hub; others are as good as not there.",
    "agenda": "Let go of an agenda that a hub keeps; others' are as good as not there.",
    "calls": "See an open call: announced ones are for everyone, drafts for leads and reviewers.",
    "unpublished": "See a call challenge before it is published: leads of its hubs, and who was asked to review it.",
    "participants": "The task, group and farewell of somebody who joined by a code.",
    "link holders": "Private links of somebody who joined by a code.",
    "oneself": "See and erase what is kept of oneself.",
    "account": "One's own account and its password.",
    "author": "Take back or reword what is one's own; another's is as good as not there.",
    "secret": "For whoever has the code or link, whatever their role; asked here with a wrong one.",
    "letter": "For whoever has the letter's link, whatever their role; asked here with a wrong one.",
    "anyone": "Shows what is public or one's own.",
    "listed": "Lists what the reader may see.",
    "contributed list": "Lists the maps to which the reader may add.",
    "next list": "As contributed list; who may not add anything finds the maps that they may see.",
    "facilitated list": "Lists the workshops that the reader may facilitate.",
    "agendas": "Lists the agendas of the hubs that the reader may facilitate.",
    "led list": "Lists people, roles, invitations and what was done at the hubs that the reader leads.",
    "kept list": "Lists the workshops of the reader's hubs of which names are kept.",
    "due list": "Lists or erases the names of those of them whose time is up.",
    "unpublished list": "The challenges that a call shows before they are published.",
    "contacts": "Contact persons of challenges: for who leads the hub that they come from.",
}
