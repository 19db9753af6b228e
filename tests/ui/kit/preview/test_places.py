"""Tests of where pages lie: none over another, all within the room, the zoom as the window allows."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop.services.paper import PageSize
from desktop.ui.kit.preview.places import LEAST, MOST, PIXELS_PER_POINT, STEPS, Fit, lay_out, next_step, scale_for

SIZES = st.lists(st.builds(PageSize, st.floats(50, 1200), st.floats(50, 1200)), min_size=1, max_size=12)
ROOMS = st.tuples(st.integers(60, 2000), st.integers(60, 2000))
A4 = PageSize(595, 842)


@given(sizes=SIZES, room=ROOMS, scale=st.floats(LEAST, MOST))
def test_pages_hang_below_one_another_within_the_whole(
    sizes: list[PageSize], room: tuple[int, int], scale: float
) -> None:
    places = lay_out(sizes, room, scale)
    assert len(places.rects) == len(sizes)
    for above, below in zip(places.rects, places.rects[1:], strict=False):
        assert above.bottom() < below.top()
    assert all(rect.left() >= 0 and rect.right() <= places.width for rect in places.rects)
    assert places.rects[-1].bottom() <= places.height
    assert all(abs(rect.center().x() - places.width / 2) < 0.01 for rect in places.rects)


@given(sizes=SIZES, room=ROOMS, top=st.floats(0, 5000))
def test_the_page_at_a_height_is_one_of_them(sizes: list[PageSize], room: tuple[int, int], top: float) -> None:
    places = lay_out(sizes, room, 1.0)
    assert 0 <= places.at(top) < len(sizes)
    for page in places.visible(top, 100):
        assert places.rects[page].top() < top + 100
        assert places.rects[page].bottom() > top


def test_every_page_is_seen_by_scrolling_through() -> None:
    places = lay_out([A4] * 5, (600, 400), 1.0)
    seen = {page for top in range(0, round(places.height), 200) for page in places.visible(top, 400)}
    assert seen == set(range(5))
    assert [places.at(rect.top()) for rect in places.rects] == list(range(5))


@given(sizes=SIZES, room=ROOMS, fit=st.sampled_from([Fit.WIDTH, Fit.PAGE]))
def test_a_fitted_page_fits(sizes: list[PageSize], room: tuple[int, int], fit: Fit) -> None:
    scale = scale_for(fit, sizes, room, 1.0)
    assert LEAST <= scale <= MOST
    if scale > LEAST:
        assert max(size.width for size in sizes) * scale <= room[0]
        if fit is Fit.PAGE:
            assert max(size.height for size in sizes) * scale <= room[1]


def test_a_free_zoom_is_as_chosen() -> None:
    assert scale_for(Fit.FREE, [A4], (100, 100), 2.5) == 2.5
    assert scale_for(Fit.WIDTH, [], (100, 100), 2.5) == 2.5


@pytest.mark.parametrize("up", [True, False])
def test_zooming_goes_step_by_step_and_ends(up: bool) -> None:
    scale, seen = PIXELS_PER_POINT * 0.97, []
    for _ in range(40):
        scale = next_step(scale, up)
        seen.append(scale / PIXELS_PER_POINT)
    assert seen == sorted(seen, reverse=not up)
    assert seen[0] == pytest.approx(1.0 if up else 0.9)
    assert seen[-1] == pytest.approx(STEPS[-1] if up else STEPS[0])


def test_nothing_to_lay_out_takes_the_room() -> None:
    places = lay_out((), (300, 200), 1.0)
    assert places.rects == ()
    assert places.visible(0, 200) == []
    assert places.at(50) == 0
    assert places.width == 300
    assert places.height > 0
