"""The logo of a call challenge's owner: shown where there is one, and for leads brought, changed and taken away."""

from __future__ import annotations

import streamlit as st

from pages.parts import dialogs
from pages.parts.desk import Desk
from pages.parts.notices import told
from pages.parts.style import row
from pages.parts.words import plain
from sotecin_graph.briefs.call import logo_words
from sotecin_graph.calls import CallChallenge, CallChallengeId
from sotecin_graph.language import _
from sotecin_graph.services import logos


def show_logo(challenge: CallChallenge) -> None:
    """The picture, from its own route, which asks who may see it; nothing where none is kept."""
    if challenge.logo_mark:
        address = f"/challenges/{challenge.id}/logo.png?is={challenge.logo_mark}"
        with st.container(key=f"logo-{challenge.id}"):
            st.markdown(f"![{plain(logo_words(challenge))}]({address})")


def keep_logo(challenge: CallChallenge) -> None:
    """The picture with what a lead can do about it."""
    show_logo(challenge)
    if challenge.logo and not challenge.logo_mark:
        st.caption(_("Noted as its logo: {name}. Upload the picture itself.").format(name=plain(challenge.logo)))
    with row():
        words = _("Change logo") if challenge.logo_mark else _("Add logo")
        if st.button(words, icon=":material/image:", type="tertiary", key="calls.logo"):
            dialogs.ask(_("Logo"), _bring, challenge.id)
        if challenge.logo and st.button(_("Remove logo"), type="tertiary", key="calls.logo.remove"):
            dialogs.ask(_("Remove logo"), _remove, challenge)


def _bring(desk: Desk, ident: CallChallengeId) -> None:
    """A file is taken as soon as it is chosen; what cannot be taken is said beneath."""
    form = f"logo.{ident}"
    st.write(_("A PNG, JPEG or WebP of at most 1 MB. It is drawn anew on white, without what else the file carries."))
    file = st.file_uploader(_("Logo"), max_upload_size=1, key=f"calls.logo.file.{desk.form_key(form)}")
    st.caption(_("Published with the challenge: on its page, on the call’s public page and in its documents."))
    if file is None:
        return
    with told():
        with st.spinner(_("Reading the picture")):
            logos.bring_logo(desk.instance.database, desk.actor, ident, file.getvalue(), file.name)
        desk.renew(form)
        st.rerun()


def _remove(desk: Desk, challenge: CallChallenge) -> None:
    show_logo(challenge)
    st.write(_("It leaves every page and document at once. The challenge stays as it is."))
    if st.button(_("Remove logo"), type="primary", icon=":material/delete:", key="calls.logo.sure"):
        with told():
            desk.do(logos.remove_logo, ident=challenge.id)
            st.rerun()
