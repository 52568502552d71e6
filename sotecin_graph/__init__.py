"""SoTecIn Graph: map stakeholders, links and challenges together, and turn clusters into missions and open calls.

This package says what things mean. It knows neither Streamlit (pages/) nor SQL (db/).
"""

__version__ = "0.1.0"
