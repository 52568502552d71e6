"""A Streamlit app as small as can be, behind our guards or without them: for what is tried against a real server."""
