"""The routes beside the pages: the map's socket, sign-in, downloads and health. Starlette, no Streamlit."""
