"""Sign in with an account: streamlit-authenticator's login form, our own check behind it, our own session after."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

import streamlit as st
import streamlit_authenticator as stauth

from pages.parts import notices
from pages.parts.desk import Desk
from pages.parts.door import is_coming_in, let_in
from pages.parts.federation import new_here, offer_organisations, tell_return
from pages.parts.style import page
from pages.parts.ways import link
from sotecin_graph.errors import BadInput
from sotecin_graph.language import _
from sotecin_graph.services import sessions

Check = Callable[[str, str], bool]


def show(desk: Desk) -> None:
    """Draw the page."""
    with page("narrow"):
        st.title(_("Sign in"))
        if is_coming_in(desk):
            let_in(desk, then="/account" if new_here(desk) else "/")
            return
        st.caption(_("For hub leads, facilitators and contributors with an account."))
        tell_return(desk)
        offer_organisations(desk, key="sign-in")
        with notices.told():
            LoginForm(lambda username, password: _enter(desk, username, password)).login(
                fields=_fields(), key="card-sign-in"
            )
        if is_coming_in(desk):
            st.rerun()
        link("join", _("Join a workshop with a code instead"), icon=":material/login:")


def _enter(desk: Desk, username: str, password: str) -> bool:
    if not username.strip() or not password:
        raise BadInput(_("Please write your name and your password."), field="username")
    database, caller = desk.instance.database, desk.caller()
    desk.enter_as(sessions.recognise(database, username=username, password=password, caller=caller))
    return True


def _fields() -> dict[str, str]:
    return {
        "Form name": _("With your account"),
        "Username": _("Sign-in name"),
        "Password": _("Password"),
        "Login": _("Sign in"),
    }


class LoginForm(stauth.Authenticate):  # type: ignore[misc]
    """The library's login form over our own accounts, failures and sessions.

    Its own controllers are left out: they would mount a frame that reads cookies by script, copy all accounts at each
    rerun, answer faster for unknown names, and lose the count of failures (docs/decisions). It keeps no state of ours.
    """

    def __init__(self, check: Check) -> None:
        self.path = None
        self.attrs = {"login_sleep_time": 0}
        self.secret_key = secrets.token_hex()
        self.cookie_controller = _NoCookie()
        self.authentication_controller = _OwnCheck(check)


class _OwnCheck:
    """Takes the place of the library's controller: hands name and password to our use case."""

    def __init__(self, check: Check) -> None:
        self._check = check

    def login(self, username: str = "", password: str = "", *_given: Any, **_named: Any) -> bool:
        return self._check(username, password)


class _NoCookie:
    """Takes the place of the library's cookie: our session's cookie is set by our own route."""

    def get_cookie(self) -> None:
        return None

    def set_cookie(self) -> None:
        return None
