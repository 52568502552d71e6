"""Map pictures: real files of the right size, people's text as shapes, and nothing shared between threads."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from defusedxml import ElementTree
from PIL import Image

from sotecin_graph.briefs.lettering import face, wrapped
from sotecin_graph.briefs.picture import map_picture
from sotecin_graph.briefs.routes import routes
from sotecin_graph.briefs.scene import Group, _box_around, label_extent, scene
from sotecin_graph.briefs.silhouettes import hull, leaving, outline
from sotecin_graph.vocabulary import Kind


def drawn(case: Any, **given: Any) -> bytes:
    return map_picture(
        elements=case.elements, links=case.links, positions=case.positions, votes=case.votes, **{"scale": 1.0, **given}
    )


def test_png_of_members_is_clear_around_its_hull(case: Any) -> None:
    image = Image.open(BytesIO(drawn(case, members=case.mission.members)))

    assert image.width > 700
    assert image.convert("RGBA").getpixel((0, 0))[3] == 0


def test_png_never_grows_past_its_limit(case: Any) -> None:
    case.positions = {ident: (x * 40, y * 4) for ident, (x, y) in case.positions.items()}

    assert max(Image.open(BytesIO(drawn(case, scale=3.0))).size) <= 6001


def test_svg_has_no_text_elements_and_parses(case: Any) -> None:
    case.elements[0] = replace(case.elements[0], name="</svg><script>alert(1)</script> $x$ \x0b --> ]]>")
    case.elements[1] = replace(case.elements[1], name=r"$\frac{$")
    svg = drawn(case, form="svg", caption="Map & <b>")
    root = ElementTree.fromstring(svg)
    assert b"<!DOCTYPE" not in svg  # it would name an address outside

    tags = {one.tag.split("}")[-1] for one in root.iter()}

    assert not tags & {"script", "text", "image", "foreignObject"}


def test_members_only_are_drawn(case: Any) -> None:
    few = drawn(case, members=case.mission.members[:3], form="svg")

    assert len(few) < len(drawn(case, form="svg")) / 2


def test_wide_mission_is_drawn_larger(case: Any) -> None:
    positions = {one.id: (150.0 * n, 40.0 * (n % 2)) for n, one in enumerate(case.elements)}

    assert scene(case.elements, case.links, positions, for_print=True).size == pytest.approx(1.7)
    assert scene(case.elements, case.links, positions).size == 1


def test_crowded_mission_is_pushed_apart(case: Any) -> None:
    positions = {one.id: (30.0 * (n % 4), 20.0 * (n // 4)) for n, one in enumerate(case.elements)}

    boxes = [figure.box for figure in scene(case.elements, case.links, positions, for_print=True).figures]

    assert all(a.overlap(b) == 0 for n, a in enumerate(boxes) for b in boxes[:n])


def test_labels_of_a_crowded_map_cover_nothing_and_some_are_left_out(case: Any) -> None:
    positions = {one.id: (95.0 * (n % 6), 70.0 * (n // 6)) for n, one in enumerate(case.elements)}
    figures = scene(case.elements, case.links, positions).figures

    named = [one for one in figures if one.lines and one.element.kind is not Kind.CHALLENGE]
    labels = [(one, _box_around(one.label_at, *label_extent(one, 1.0))) for one in named]
    assert 0 < len(labels) < sum(one.element.kind is not Kind.CHALLENGE for one in figures)
    for one, box in labels:
        others = [each.box for each in figures if each is not one] + [
            each for owner, each in labels if owner is not one
        ]
        area = (box.right - box.left) * (box.bottom - box.top)
        assert sum(box.overlap(other) for other in others) <= 0.15 * area


def test_names_of_groups_at_one_place_do_not_cover_each_other(case: Any) -> None:
    members = tuple(one.id for one in case.elements)
    groups = [Group("A name that is rather long", members), Group("Another long name of a group", members)]

    one, other = scene(case.elements, case.links, case.positions, groups).hulls

    assert one.pill.overlap(other.pill) == 0


def test_elements_without_a_finite_place_are_left_out(case: Any) -> None:
    case.positions[case.elements[0].id] = (float("nan"), 0.0)
    del case.positions[case.elements[1].id]

    assert len(scene(case.elements, case.links, case.positions).figures) == len(case.elements) - 2


def test_lines_end_outside_of_what_they_join(case: Any) -> None:
    outlines = {one.id: outline(one.kind, case.positions[one.id]) for one in case.elements}

    for route in routes(case.links, case.positions, outlines):
        at = case.positions[route.link.target]
        edge = leaving(outlines[route.link.target], at, route.end)
        assert abs(route.end[0] - at[0]) >= abs(edge[0] - at[0]) - 1e-6


def test_hull_holds_all_points() -> None:
    corners = hull([(0, 0), (100, 0), (50, 80), (50, 20)], padding=10)

    assert min(x for x, _y in corners) == pytest.approx(-10)
    assert max(y for _x, y in corners) == pytest.approx(90)


def test_long_names_are_cut_and_chinese_breaks_between_letters() -> None:
    assert wrapped("方案補助的檢驗項目數" * 4, size=12, weight=500, width=96, most=3)[-1].endswith("…")
    assert len(wrapped("short", size=12, weight=500, width=96, most=3)) == 1


def test_chinese_labels_are_drawn(case: Any) -> None:
    case.elements = [replace(one, name="方案補助的檢驗項目數") for one in case.elements]

    assert drawn(case, members=case.mission.members).startswith(b"\x89PNG")


def test_threads_draw_the_same_picture(case: Any) -> None:
    with ThreadPoolExecutor(4) as pool:
        pictures = set(pool.map(lambda _turn: drawn(case), range(4)))

    assert len(pictures) == 1


def test_suggested_and_promoted_hulls_differ(case: Any) -> None:
    members = case.mission.members[:4]

    assert drawn(case, groups=[Group("One", members)]) != drawn(
        case, groups=[Group("One", members, is_suggested=False)]
    )


def test_every_kind_has_corners() -> None:
    assert all(len(outline(kind, (0, 0))) >= 3 for kind in Kind)


def test_chinese_is_no_box_where_the_system_has_a_font(case: Any) -> None:
    if len(face(10).get_family()) < 5:
        pytest.skip("no font with Chinese letters among those that are looked for")
    case.elements = [replace(one, name="補助檢") for one in case.elements]
    first = drawn(case, form="svg")
    case.elements = [replace(one, name="驗項目") for one in case.elements]

    assert first != drawn(case, form="svg")
