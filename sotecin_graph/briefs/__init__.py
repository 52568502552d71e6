"""Documents that leave the house: briefs of missions and lists of call challenges, as PDF, DOCX, HTML and Markdown.

Composing (content.py, call.py) is light; the libraries that set a form are read only when one is asked for.
"""

from sotecin_graph.briefs.content import MissionBrief, Provenance, compose_mission_brief
from sotecin_graph.briefs.render import render_call, render_mission_brief

__all__ = ["MissionBrief", "Provenance", "compose_mission_brief", "render_call", "render_mission_brief"]
