"""Signing in through one's organisation, on the pages: the buttons, what came of it, and linking it with an account."""

from __future__ import annotations

import streamlit as st

from pages.parts import notices
from pages.parts.desk import Desk
from pages.parts.style import card, row
from pages.parts.words import plain
from sotecin_graph.federation import Identity
from sotecin_graph.language import N_, _
from sotecin_graph.live import visits
from sotecin_graph.services import federation
from sotecin_graph.services.federation import SignIns

_TOLD = {
    "late": N_("That took too long, or was begun in another browser. Please try again."),
    "declined": N_("You did not sign in there. Try again, or use your password."),
    "failed": N_("Your organisation’s answer could not be trusted, so you are not signed in. Try again, or tell us."),
    "at-rest": N_("This account is at rest. Ask whoever looks after it to wake it."),
}


def offer_organisations(desk: Desk, *, key: str) -> None:
    """A button for each organisation that is set up; nothing where there is none."""
    for each in desk.instance.providers:
        words = _("Sign in with {name}").format(name=plain(each.name))
        if st.button(words, icon=":material/corporate_fare:", width="stretch", key=f"{key}.with.{each.key}"):
            st.login(each.key)


def tell_return(desk: Desk) -> None:
    """What came of going to an organisation, where that did not sign one in."""
    said = st.query_params.get("organisation", "")
    if said in _TOLD:
        st.warning(_(_TOLD[said]), icon=":material/corporate_fare:")
    elif identity := new_here(desk):
        words = _(
            "{name} says that you are {person}. No account here is linked with that yet. Invited by a link? Open it "
            "again in this browser, and it makes your account. You have a password? Sign in with it, and link the two."
        )
        st.info(words.format(**_names(desk, identity)), icon=":material/corporate_fare:")


def new_here(desk: Desk) -> Identity | None:
    """Whom an organisation said a moment ago that this is, where no account is linked with it."""
    identity = visits.pending(st.context.cookies)
    is_new = identity is not None and not desk.instance.database.read(federation.is_known, identity=identity)
    return identity if is_new else None


def register_by_organisation(desk: Desk, token: str) -> None:
    """On an invitation: make the account without a password, for whom an organisation vouches."""
    identity = new_here(desk)
    if identity is None:
        if desk.instance.providers:
            offer_organisations(desk, key="welcome")
            st.caption(_("Then open this link again in this browser."))
        return
    with card("welcome-organisation"):
        st.markdown(_("{name} says that you are {person}.").format(**_names(desk, identity)))
        words = _("Make my account, without a password")
        if st.button(words, type="primary", icon=":material/corporate_fare:", key="welcome.organisation"):
            actor_id = desk.instance.database.write(federation.register, token=token, identity=identity)
            desk.enter_as(actor_id)


def own_organisations(desk: Desk, ways: SignIns) -> None:
    """On one's account: what it is linked with, linking it with what an organisation just said, and letting go."""
    if not (desk.instance.providers or ways.linked):
        return
    with card("account-organisations"), notices.told():
        st.subheader(_("Sign in through your organisation"), anchor=False)
        for each in ways.linked:
            with row():
                st.markdown(f"**{plain(_shown(desk, each.provider))}**", width="stretch")
                if st.button(_("Let go"), icon=":material/link_off:", key=f"account.unlink.{each.issuer}"):
                    desk.do(federation.unlink, issuer=each.issuer)
                    st.rerun()
        if identity := new_here(desk):
            _offer_link(desk, identity)
            return
        linked = {each.provider for each in ways.linked}
        for provider in desk.instance.providers:
            words = _("Link {name}").format(name=plain(provider.name))
            if provider.key not in linked and st.button(
                words, icon=":material/add_link:", key=f"account.link.{provider.key}"
            ):
                st.login(provider.key)


def _offer_link(desk: Desk, identity: Identity) -> None:
    st.markdown(_("{name} says that you are {person}.").format(**_names(desk, identity)))
    st.caption(_("Whoever signs in there as that person is then signed in here as you."))
    if st.button(_("Link it with this account"), type="primary", icon=":material/add_link:", key="account.link"):
        desk.do(federation.link, identity=identity)
        desk.keep.values["account.done"] = _("Linked. From now on you can sign in that way, too.")
        st.rerun()


def ask_mail(desk: Desk) -> str:
    """Whom an invitation is for, where an organisation vouches for mails: they then need no link."""
    domains = [domain for each in desk.instance.providers for domain in each.mails]
    if not domains:
        return ""
    told = _("Whoever signs in through their organisation with this mail needs no link: {domains}.")
    return st.text_input(
        _("Mail (optional)"), key="people.invite.mail", max_chars=120, help=told.format(domains=", ".join(domains))
    )


def _names(desk: Desk, identity: Identity) -> dict[str, str]:
    person = " · ".join(dict.fromkeys(each for each in (identity.name, identity.mail) if each))
    return {"name": plain(_shown(desk, identity.provider)), "person": plain(person or _("somebody without a name"))}


def _shown(desk: Desk, key: str) -> str:
    return next((each.name for each in desk.instance.providers if each.key == key), key)
