"""The words of the browser's half of the live map, in the reader's language; the English stands here for gettext."""

from __future__ import annotations

from enum import StrEnum

from sotecin_graph.agendas import AGENDAS
from sotecin_graph.language import _
from sotecin_graph.live.editing_words import editing_words
from sotecin_graph.live.lever_words import lever_words
from sotecin_graph.live.plurals import forms
from sotecin_graph.live.voting_words import voting_words
from sotecin_graph.vocabulary import Chain, Hub, Kind, LinkState, LinkType, Stage, Strategy, label

_VOCABULARIES: dict[str, type[StrEnum]] = {
    "kind": Kind,
    "type": LinkType,
    "state": LinkState,
    "hub": Hub,
    "chain": Chain,
    "strategy": Strategy,
    "stage": Stage,
}


def canvas_labels() -> dict[str, dict[str, str]]:
    """The words for the terms of each vocabulary: ``{"kind": {"industry": "Industry", …}, …}``."""
    return {name: {term.value: label(term) for term in terms} for name, terms in _VOCABULARIES.items()}


def canvas_words() -> dict[str, str]:
    """All texts that the canvas shows, by the key under which its modules ask for them."""
    return {
        **_frame(),
        **_beside(),
        **_tools(),
        **_panel(),
        **_finding(),
        **_looking(),
        **_changes(),
        **_trouble(),
        **_counted(),
        **_steps(),
        **editing_words(),
        **voting_words(),
        **lever_words(),
    }


def _steps() -> dict[str, str]:
    """Built-in steps are stored in English: their texts by "step:" and the English."""
    texts = [text for _title, steps in AGENDAS.values() for step in steps for text in (step.title, step.instruction)]
    return {f"step:{text}": _(text) for text in texts}


def _counted() -> dict[str, str]:
    """Texts that depend on a number, one for each plural form."""
    return {
        **forms("people.here", "{count} person is here", "{count} people are here"),
        **forms("people.more", "and {count} more", "and {count} more"),
        **forms("votes", "{count} vote", "{count} votes"),
        **forms("fact.links", "{count} link.", "{count} links."),
        **forms("drawing", "Drawing {count} element …", "Drawing {count} elements …"),
        **forms("changes", "{count} change by {names}", "{count} changes by {names}"),
        **forms("links", "{count} link", "{count} links"),
        **forms("seen.next", "{count} element linked with {name}", "{count} elements linked with {name}"),
        **forms(
            "seen.hops",
            "{count} element within {most} links of {name}",
            "{count} elements within {most} links of {name}",
        ),
        **forms("seen.up", "{count} element upstream of {name}", "{count} elements upstream of {name}"),
        **forms("seen.down", "{count} element downstream of {name}", "{count} elements downstream of {name}"),
        **forms("clusters.found", "{count} cluster found", "{count} clusters found"),
        **forms("offline.again", "Trying again in {count} second.", "Trying again in {count} seconds."),
    }


def _frame() -> dict[str, str]:
    return {
        "map.label": _("Map. Everything on it is also in the table beside it."),
        "map.keys": _("Enter picks an element, Alt and the arrow keys go to the next; arrows move it or the map."),
        "panel": _("Elements, links and changes"),
        "legend": _("What the signs mean"),
        "projector": _("For the room"),
        "step.of": _("Step {number} of {total}"),
        "workshop.planned": _("Not open yet"),
        "workshop.planned.then": _("The workshop begins soon."),
        "workshop.over": _("The workshop is over"),
        "workshop.over.then": _("Thank you. What you added stays on the map."),
        "time.left": _("left of {minutes}\u00a0min"),
        "time.over": _("over the {minutes}\u00a0min"),
        "time.waiting": _("not started"),
        "time.held": _("left, paused"),
        "time.held.at": _("Paused {time}"),
        "group.unnamed": _("Group {number}"),
        "hull.previous": _("Previous cluster"),
        "hull.next": _("Next cluster"),
        "hull.all": _("The whole map"),
        "join.qr": _("QR code of the address to join"),
        "just.added": _("Just added by {by}"),
        "zoom.in": _("Zoom in"),
        "zoom.out": _("Zoom out"),
        "zoom.fit": _("Show the whole map"),
        "tidy": _("Tidy up"),
        "hull.rename": _("Change the name"),
        "clusters.find": _("Find clusters"),
        "family.matter": _("goods, energy, water"),
        "family.value": _("service, money"),
        "family.knowhow": _("knowledge"),
        "family.tie": _("rules"),
        "family.concern": _("challenge"),
        "circular": _("circular"),
        "empty.title": _("The map is empty"),
        "empty.add": _("Add the first stakeholder. Others see it at once."),
        "empty.wait": _("What others add appears here at once."),
        "empty.action": _("Add a stakeholder"),
    }


def _beside() -> dict[str, str]:
    """Following someone, and bringing everyone."""
    return {
        "follow": _("Follow {name}"),
        "follow.on": _("Following {name}"),
        "follow.stop": _("stop"),
        "bring": _("Bring everyone here"),
        "bring.hull": _("Bring everyone to this cluster"),
        "bring.done": _("Everyone sees this part of the map now."),
        "bring.told": _("{by} brought you here"),
        "bring.back": _("Back to where I was"),
        "bring.waiting": _("{by} wants to show everyone something"),
        "bring.go": _("Go there"),
        "call": _("{by} asks everyone to the map of all"),
        "call.go": _("Go to the map of all"),
    }


def _tools() -> dict[str, str]:
    return {
        "palette": _("Tools"),
        "add": _("Add"),
        "tool.link": _("Link"),
        "tool.group": _("Group"),
        "tool.vote": _("Vote"),
        "hint.add": _("{kind}: choose a place on the map. Escape to stop."),
        "hint.link": _("Pull from one element to another, or choose the two."),
        "hint.vote": _("Choose a challenge to give or take back your vote."),
        "hint.group": _("Choose the name of a cluster to change it."),
        "hint.link.to": _("Choose here, in the table or on the map where it leads."),
        "name.stakeholder": _("Who is it?"),
        "name.challenge": _("The challenge, in one sentence"),
        "name.cluster": _("Name of the cluster"),
        "rename": _("New name"),
        "closed.read": _("You are here to look. Join the workshop to add."),
        "closed.workshop": _("The workshop is not open. Nothing can be added now."),
        "closed.workshop.short": _("Not open"),
        "closed.step": _("“{step}” does not take this. Wait for a step that does, or ask the facilitator."),
        "closed.step.short": _("Not now"),
        "closed.kind": _("“{step}” takes only {kinds}."),
        "closed.types": _("“{step}” takes only these links: {types}. None of them fits between these two."),
        "ring": _("The facilitators ring: please look up."),
        "table.number": _("Table {number}"),
        "closed.locked": _("The facilitators have locked the map for now. Nothing can be added."),
        "closed.locked.short": _("Locked"),
        "closed.vote": _("Votes are closed. They open in a step of their own."),
        "closed.vote.short": _("Votes closed"),
        "link.new": _("New link"),
        "link.add": _("Add link"),
        "link.from": _("Link from"),
        "link.from.name": _("Link from {name}"),
        "link.to": _("Leads to"),
        "choose": _("Choose …"),
        "cancel": _("Cancel"),
        "close": _("Close"),
    }


def _panel() -> dict[str, str]:
    return {
        "find": _("Find on this map"),
        "find.none": _("Nothing on this map has these words."),
        "tab.elements": _("Elements"),
        "tab.links": _("Links"),
        "tab.changes": _("Changes"),
        "column.kind": _("Kind"),
        "column.name": _("Name"),
        "column.links": _("Links"),
        "column.type": _("Type"),
        "column.link": _("From → to"),
        "new.from": _("new, from {by}"),
        "voted": _("with your vote"),
        "vote": _("Vote"),
        "vote.back": _("Take back my vote"),
        "edit": _("Edit"),
        "more": _("More"),
        "its_way": _("Where it comes from, and what became of it"),
        "save": _("Save"),
        "done": _("Done"),
        "remove": _("Remove from the map"),
        "yes": _("yes"),
        "no": _("no"),
        "someone": _("someone"),
        "others": _("{count} others"),
        "fact.added": _("Added by {by}."),
        "fact.faced": _("Faced by {names}."),
        "fact.owner": _("Owner: {names}."),
        "fact.no_owner": _("Needs an owner."),
        "fact.raised": _("Raised by {by}, {votes}."),
        "field.name": _("Name"),
        "field.kind": _("Kind"),
        "field.hub": _("Hub"),
        "field.country": _("Country"),
        "field.chains": _("Value chains"),
        "field.strategies": _("R strategies"),
        "field.stages": _("Stages of the value chain"),
        "field.problem": _("The problem"),
        "field.wish": _("We are looking for a solution that …"),
        "field.note": _("Note"),
        "field.type": _("What kind of link?"),
        "field.state": _("Is it there?"),
        "field.is_circular": _("Circular: something comes back into use"),
        "field.quantity": _("Quantity"),
    }


def _finding() -> dict[str, str]:
    """Search, filter, and what is said of what is seen."""
    return {
        "finder": _("Find, filter and look around"),
        "found.alias": _("Also called {name}"),
        "filter": _("Filter"),
        "rest": _("The rest"),
        "rest.quiet": _("faint"),
        "rest.hidden": _("hidden"),
        "rest.hide": _("Hide the rest"),
        "rest.quieten": _("Show the rest"),
        "facet.kind": _("Kind"),
        "facet.cluster": _("Cluster"),
        "facet.hub": _("Hub"),
        "facet.chain": _("Value chain"),
        "facet.stage": _("Stage"),
        "facet.strategy": _("R strategy"),
        "facet.step": _("Added in step"),
        "facet.author": _("Added by"),
        "facet.family": _("What flows"),
        "facet.state": _("State of links"),
        "facet.circular": _("Circular links"),
        "facet.none": _("none"),
        "facet.one_way": _("not circular"),
        "facet.before": _("before"),
        "facet.step.of": _("{number}: {title}"),
        "legend.filter": _("Show {value} only"),
        "seen.some": _("{shown} of {all} shown"),
        "seen.gap": _("{gap}: {count}"),
        "seen.from": _("From {name}: choose where the path leads, on the map or in the table."),
        "seen.path": _("From {from} to {to}: {links}"),
        "seen.paths": _("From {from} to {to}: {paths} shortest paths of {links}"),
        "seen.paths.all": _("From {from} to {to}: {paths} paths, the shortest of {links}"),
        "seen.path.none": _("No path leads from {from} to {to}."),
        "clear": _("Clear"),
        "seen.frame": _("Bring what is shown into view"),
        "seen.clear": _("Show everything"),
    }


def _looking() -> dict[str, str]:
    """Looking around an element, at what is missing, and at sizes."""
    return {
        "look": _("Look"),
        "look.around": _("Around what is picked"),
        "look.gaps": _("What is missing"),
        "look.sizes": _("What size says"),
        "look.signs": _("What the signs mean"),
        "look.from": _("Look around from here"),
        "look.pick": _("Pick an element on the map or in the table."),
        "look.within": _("Within"),
        "look.links": _("links"),
        "look.hops": _("Within {most} links"),
        "look.up": _("Upstream"),
        "look.down": _("Downstream"),
        "look.path": _("Path to …"),
        "look.all": _("All paths"),
        "look.shortest": _("Shortest only"),
        "gap.links": _("Without links"),
        "gap.owner": _("Challenges without owner"),
        "gap.wish": _("Challenges without a wish"),
        "gap.onward": _("Flows that end here"),
        "gap.unsorted": _("Not yet sorted"),
        "gap.hub": _("Without hub"),
        "gap.country": _("Without country"),
        "size.alike": _("Nothing: all alike"),
        "size.votes": _("Votes"),
        "size.links": _("Links"),
        "size.between": _("Standing between others"),
        "size.votes.means": _("The larger a challenge, the more votes it has."),
        "size.links.means": _("The larger an element, the more links it has."),
        "size.between.means": _("The larger an element, the more shortest paths between others lead over it."),
        "size.legend": _("Size: {measure}, 0 to {most}"),
        "size.legend.between": _("Size: {measure}, seldom to often"),
    }


def _changes() -> dict[str, str]:
    return {
        "changes.none": _("What people change appears here as it happens."),
        "did.placed": _("{by} added “{name}”."),
        "did.placed.many": _("{by} added {count} elements."),
        "did.edited": _("{by} changed “{name}”."),
        "did.named": _("{by} changed the name to “{name}”."),
        "did.moved": _("{by} moved “{name}”."),
        "did.moved.many": _("{by} moved {count} elements."),
        "did.removed": _("{by} removed “{name}”."),
        "did.removed.many": _("{by} removed {count} elements."),
        "did.linked": _("{by} linked {name}."),
        "did.linked.many": _("{by} drew {count} links."),
        "did.link_edited": _("{by} changed the link {name}."),
        "did.unlinked": _("{by} removed the link {name}."),
        "did.unlinked.many": _("{by} removed {count} links."),
        "did.voted": _("Someone voted on “{name}”."),
        "did.clustered": _("{by} changed the clusters."),
        "did.step": _("{by} went on to “{name}”."),
        "did.workshop": _("{by} changed the workshop."),
        "did.renamed": _("{by} renamed the map “{name}”."),
        "did.redacted": _("A name was erased from this map."),
    }


def _trouble() -> dict[str, str]:
    return {
        "offline": _("The connection is gone. What you add is kept here and sent when it is back."),
        "gone.map": _("This map is not there any more. Choose another one."),
        "gone.access": _("This map is not open to you. Ask the hub lead or the facilitator."),
        "failed": _("That did not work. Nothing was changed. Please try again."),
        "conflict.title": _("{by} changed the same field while you were writing: {field}"),
        "conflict.yours": _("Yours"),
        "conflict.mine": _("Keep mine"),
        "conflict.theirs": _("Keep theirs"),
    }
