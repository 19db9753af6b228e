"""The page that shows all pictures and papers of a tour, readable without any network."""

from collections.abc import Sequence
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Final

from desktop.ui.tour.guide import Picture

HEAD: Final = """<!DOCTYPE html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>e-JSiKa: kunjungan keliling</title>
<style>
body { font: 16px/1.5 "Segoe UI", Inter, sans-serif; color: #1b2733; background: #f4f6f8; margin: 2rem auto;
  max-width: 1400px; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-top: 2.5rem; }
.grid { display: grid; grid-template-columns: repeat(auto-fill, minmax(420px, 1fr)); gap: 1rem; }
figure { margin: 0; padding: .5rem; background: #fff; border: 1px solid #dde3e9; border-radius: 8px; }
img { width: 100%; height: auto; display: block; } figcaption { padding-top: .4rem; }
a { color: #0b5c8a; }
</style>
</head>
<body>
<h1>e-JSiKa: kunjungan keliling</h1>
<p>Semua keluarga dan nama di sini karangan. Klik gambar untuk melihat ukuran penuh.</p>
"""


def write_index(out: Path, pictures: Sequence[Picture], papers: Sequence[Path]) -> Path:
    """Write OUT/index.html; files are named relative to it."""
    parts = [HEAD]
    for room, shown in groupby(pictures, _room):
        parts.append(f"<h2>{escape(room)}</h2>\n<div class=grid>\n")
        parts += [_figure(out, picture) for picture in shown]
        parts.append("</div>\n")
    if papers:
        parts.append("<h2>Kertas</h2>\n<ul>\n")
        parts += [f'<li><a href="{escape(_link(out, paper))}">{escape(paper.stem)}</a></li>\n' for paper in papers]
        parts.append("</ul>\n")
    parts.append("</body>\n</html>\n")
    file = out / "index.html"
    file.write_text("".join(parts), encoding="utf-8")
    return file


def _room(picture: Picture) -> str:
    return picture.room


def _link(out: Path, file: Path) -> str:
    return file.relative_to(out).as_posix()


def _figure(out: Path, picture: Picture) -> str:
    link, title = escape(_link(out, picture.file)), escape(picture.title)
    return (
        f'<figure><a href="{link}"><img src="{link}" alt="{title}" loading="lazy"></a>'
        f"<figcaption>{title}</figcaption></figure>\n"
    )
