"""Asking a use case as somebody at a place, and what came of it in one letter."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import sotecin_graph.services
from sotecin_graph.errors import NotAllowed, NotThere, SignInNeeded, SotecinError
from sotecin_graph.people import Actor
from sotecin_graph.services.atlas import Atlas
from sotecin_graph.services.tries import NO_CALLER
from tests.matrix.policies import USUAL, Policy
from tests.matrix.world import OneUnit, Spot, World

_IDENT = re.compile(r"\b[0-9a-f]{16}\b")


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it: the letter of the grids, the sentence with ids left out, and all that was shown."""

    letter: str
    sentence: str
    shown: str


def public_functions() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every public function of services/ that gets a unit of work, a database or who acts, as "module.name"."""
    for module in pkgutil.iter_modules(sotecin_graph.services.__path__):
        loaded = importlib.import_module(f"sotecin_graph.services.{module.name}")
        for name, value in vars(loaded).items():
            is_own = inspect.isfunction(value) and value.__module__ == loaded.__name__ and not name.startswith("_")
            if is_own and {"uow", "database", "by"} & set(inspect.signature(value).parameters):
                yield f"{module.name}.{name}", value


def asked(world: World, use_case: Callable[..., Any], policy: Policy, actor: Actor, spot: Spot) -> Answer:
    """Ask it; nothing of it stays."""

    def ask(uow: Any) -> Any:
        return use_case(**_given(use_case, policy, world, spot, actor, uow))

    try:
        return Answer("+", "", repr(world.asked(ask)))
    except SotecinError as error:
        return Answer(_letter(error), f"{error.name}: {_IDENT.sub('…', str(error))}", str(error))


def _letter(error: SotecinError) -> str:
    for kind, letter in ((SignInNeeded, "!"), (NotAllowed, "x"), (NotThere, "?")):
        if isinstance(error, kind):
            return letter
    return "c"


def _given(
    use_case: Callable[..., Any], policy: Policy, world: World, spot: Spot, actor: Actor, uow: Any
) -> dict[str, Any]:
    whole = OneUnit(uow)
    own = {"uow": uow, "database": whole, "atlas": Atlas(whole), "by": actor, "caller": NO_CALLER}  # type: ignore[arg-type]
    given = {}
    for name, parameter in inspect.signature(use_case).parameters.items():
        is_asked = name in policy.given or parameter.default is inspect.Parameter.empty
        if name in own:
            given[name] = own[name]
        elif is_asked and parameter.kind is not inspect.Parameter.VAR_KEYWORD:
            value = policy.given[name] if name in policy.given else USUAL[name]
            given[name] = value(world, spot) if callable(value) and not isinstance(value, type) else value
    return given
