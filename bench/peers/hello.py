# ruff: noqa: INP001 - a page, not a module
"""The peer of bench.sessions: the smallest page that Streamlit can serve."""

import streamlit as st

st.title("Hello")
st.write("world")
