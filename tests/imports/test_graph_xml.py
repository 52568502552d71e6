from __future__ import annotations

import io

import networkx as nx
import pytest

from sotecin_graph.errors import FileNotReadable
from sotecin_graph.imports.draft import DraftElement, DraftLink, DraftMap
from sotecin_graph.imports.reading import read_map
from sotecin_graph.vocabulary import Kind, LinkType

GEXF = """<?xml version="1.0" encoding="UTF-8"?>
<gexf {namespaces} version="{version}">
  <meta><creator>Test</creator></meta>
  <graph defaultedgetype="{edgetype}">
    <attributes class="node"><attribute id="0" title="Type" type="string"/></attributes>
    <attributes class="edge"><attribute id="0" title="relation" type="string"/></attributes>
    <nodes>
      <node id="a" label="Mill"><attvalues><attvalue {key}="0" value="Unternehmen"/></attvalues>
        <viz:position x="1.5" y="-2" z="0"/></node>
      <node id="b" label="Shop"/>
    </nodes>
    <edges>
      <edge id="0" source="a" target="b"><attvalues><attvalue {key}="0" value="energy"/></attvalues></edge>
      <edge source="b" target="a"/>
    </edges>
  </graph>
</gexf>"""

NESTED = """<gexf><graph><nodes><node id="f" label="North"><nodes><node id="a" label="Mill"/></nodes></node></nodes>
</graph></gexf>"""

YED = """<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:y="http://www.yworks.com/xml/graphml">
<key for="node" id="d6" yfiles.type="nodegraphics"/><key for="edge" id="d9" yfiles.type="edgegraphics"/>
<graph edgedefault="directed" id="G">
<node id="n0"><data key="d6"><y:ShapeNode><y:Geometry x="10.0" y="20.0"/>
<y:NodeLabel>Mill</y:NodeLabel></y:ShapeNode></data></node>
<node id="n1"><data key="d6"><y:GroupNode><y:NodeLabel>Region</y:NodeLabel></y:GroupNode></data>
<graph edgedefault="directed" id="n1:"><node id="n1::n0"/></graph></node>
<edge source="n0" target="n1::n0"><data key="d9"><y:PolyLineEdge>
<y:EdgeLabel>Geld</y:EdgeLabel></y:PolyLineEdge></data></edge>
<hyperedge/></graph></graphml>"""


def read(text: str) -> DraftMap:
    return read_map(text.encode(), filename="Testhoven.xml")


@pytest.mark.parametrize(
    ("namespaces", "version", "key"),
    [
        ('xmlns="http://www.gexf.net/1.1draft" xmlns:viz="http://www.gexf.net/1.1draft/viz"', "1.1", "id"),
        ('xmlns="http://www.gexf.net/1.2draft" xmlns:viz="http://www.gexf.net/1.2draft/viz"', "1.2", "for"),
        ('xmlns="http://gexf.net/1.3draft" xmlns:viz="http://gexf.net/1.3draft/viz"', "1.3", "for"),
        ('xmlns="https://gexf.net/1.3" xmlns:viz="https://gexf.net/1.3/viz"', "1.3", "for"),
        ("", "", "for"),
    ],
)
def test_gexf_is_read_whatever_its_namespaces(namespaces: str, version: str, key: str) -> None:
    draft = read(GEXF.format(namespaces=namespaces, version=version, key=key, edgetype="directed"))

    assert draft.elements == (
        DraftElement("a", "Mill", Kind.INDUSTRY, x=1.5, y=-2, row=1),
        DraftElement("b", "Shop", row=2),
    )
    assert [link.type for link in draft.links] == [LinkType.ENERGY, LinkType.REGULATION]


def test_gexf_without_direction_is_collaboration() -> None:
    draft = read(GEXF.format(namespaces="", version="1.2", key="for", edgetype="undirected"))

    assert draft.links[-1].type is LinkType.COLLABORATION


def test_nested_gexf_nodes_carry_the_name_of_their_frame() -> None:
    draft = read(NESTED)

    assert [(one.name, one.note) for one in draft.elements] == [("Mill", "Part of: North")]


def test_yed_labels_and_groups_are_read() -> None:
    draft = read(YED)

    assert [(one.name, one.x, one.note) for one in draft.elements] == [
        ("Mill", 10, ""),
        ("n1::n0", None, "Part of: Region"),
    ]
    assert draft.links == (DraftLink("n0", "n1::n0", LinkType.MONEY, note="Geld", row=1),)
    assert draft.warnings == ("1 hyperedge was left out.",)


def test_networkx_graphml_comes_back() -> None:
    graph = nx.MultiDiGraph()
    graph.add_node("a", label="Mill", kind="industry", x=1.0, y=2.0)
    graph.add_node("b", label="Waste", kind="challenge", problem="Too much", votes=3)
    graph.add_edge("a", "b", type="owns", state="planned")
    out = io.BytesIO()
    nx.write_graphml(graph, out)

    draft = read_map(out.getvalue(), filename="x.graphml")

    assert draft.elements == (
        DraftElement("a", "Mill", Kind.INDUSTRY, x=1, y=2, row=1),
        DraftElement("b", "Waste", Kind.CHALLENGE, problem="Too much", row=2, votes=3),
    )
    assert [(link.type, link.state) for link in draft.links] == [(LinkType.OWNS, "planned")]


def test_broken_xml_names_line_and_column() -> None:
    with pytest.raises(FileNotReadable, match="broken") as caught:
        read("<graphml>\n<graph>\n<node id='a'>\n</graph></graphml>")

    assert caught.value.place == "line 4, column 3"


@pytest.mark.parametrize(
    "text",
    [
        '<!DOCTYPE g [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]><graphml><graph><node id="&b;"/></graph></graphml>',
        '<?xml version="1.0"?><!DOCTYPE g SYSTEM "file:///etc/passwd"><graphml/>',
    ],
    ids=["billion laughs", "another file"],
)
def test_document_types_are_refused(text: str) -> None:
    for encoding in ("utf-8", "utf-16"):
        with pytest.raises(FileNotReadable, match="DOCTYPE"):
            read_map(text.encode(encoding), filename="x.graphml")


def test_deep_xml_is_refused() -> None:
    with pytest.raises(FileNotReadable, match="too deeply"):
        read("<graphml>" + "<graph>" * 5000)


def test_xml_of_very_many_tags_is_refused() -> None:
    with pytest.raises(FileNotReadable, match="more than 500000 tags"):
        read("<graphml>" + "<a/>" * 500_001)


def test_xml_of_another_kind_is_named() -> None:
    with pytest.raises(FileNotReadable, match="begins with <svg>"):
        read('<svg xmlns="http://www.w3.org/2000/svg"><g/></svg>')
