"""Keeps the word that its first reader brought, as a session keeps what somebody has done."""

from __future__ import annotations

import streamlit as st

st.session_state.setdefault("runs", 0)
st.session_state.runs += 1
name = f" as {st.user.name}" if st.user.get("is_logged_in") else ""
st.text(f"runs {st.session_state.runs}{name}")
