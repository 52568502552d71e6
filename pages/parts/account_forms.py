"""Forms for passwords: the library's form for an account of one's own, ours for changing a password."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

import streamlit as st
import streamlit_authenticator as stauth

from sotecin_graph.errors import BadInput
from sotecin_graph.language import _
from sotecin_graph.services.passwords import LEAST

Register = Callable[[str, str, str], None]


def rules() -> str:
    """What a password may be."""
    return _("{least} characters or more; three or four words together are good. No rules about signs.").format(
        least=LEAST
    )


class RegisterForm(stauth.Authenticate):  # type: ignore[misc]
    """The library's form of registration; its own controller is left out, as in sign_in.LoginForm.

    Its forms for changing a password are not taken: they strip what is typed, and want a state of their own.
    """

    def __init__(self, register: Register) -> None:
        self.path = None
        self.attrs = {"password_instructions": rules()}
        self.secret_key = secrets.token_hex()
        self.authentication_controller = _OwnRegister(register)

    def ask(self) -> None:
        """Draw it; the sign-in name stands where the library has a mail."""
        self.register_user(
            fields=_fields(), captcha=False, password_hint=False, merge_username_email=True, key="card-register"
        )


class _OwnRegister:
    """Takes the place of the library's controller: hands what is written to our use case."""

    def __init__(self, register: Register) -> None:
        self._register = register

    def register_user(
        self, first: str, last: str, _mail: str, username: str, password: str, again: str, *_given: Any
    ) -> tuple[None, None, None]:
        same_twice(password, again)
        self._register(username, f"{first} {last}".strip(), password)
        return None, None, None


def _fields() -> dict[str, str]:
    return {
        "Form name": _("Your account"),
        "First name": _("Name that others see"),
        "Last name": _("Family name, if you like"),
        "Email": _("Sign-in name"),
        "Password": _("Password"),
        "Repeat password": _("Password again"),
        "Register": _("Make the account"),
    }


def ask_new_password(key: str, *, submit: str, asks_old: bool) -> tuple[str, str] | None:
    """The old password, "" where it is not asked for, and the new one, once both fields agree and it is sent."""
    with st.form(key, border=False):
        old = ""
        if asks_old:
            old = st.text_input(
                _("Current password"), type="password", key=f"{key}.old", autocomplete="current-password"
            )
        new = st.text_input(
            _("New password"), type="password", key=f"{key}.new", autocomplete="new-password", help=rules()
        )
        again = st.text_input(_("New password again"), type="password", key=f"{key}.again", autocomplete="new-password")
        is_sent = st.form_submit_button(submit, type="primary", icon=":material/lock_reset:", key=f"{key}.send")
    if not is_sent:
        return None
    same_twice(new, again)
    return old, new


def same_twice(password: str, again: str) -> None:
    """Raise BadInput where the two differ."""
    if password != again:
        raise BadInput(_("The two passwords are not the same. Please type them again."), field="password")
