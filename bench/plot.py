# SPDX-License-Identifier: GPL-2.0-or-later
"""What Holdfast and the other modules add to each operation, as a picture."""
from html import escape

LEFT, WIDTH, LINE, TOP = 230, 600, 18, 64
MOST = 150.0		# percent; what is more stands at the edge
COLOURS = ("#8e44ad", "#d35400", "#27ae60", "#c0a000", "#2c3e50", "#16a085", "#e84393", "#aaaaaa")


def x_of(percent):
    """Small ones are told apart by the cube root."""
    return LEFT + WIDTH * (min(max(percent, 0), MOST) / MOST) ** (1 / 3)


def draw_row(row, y, titles):
    name, percent = escape(row["operation"]), row["percent"]
    parts = [f'<text class="l" x="{LEFT - 8}" y="{y + 4}">{name}</text>']
    colour = "m" if row["met"] is False else "h"
    parts.append(f'<rect class="{colour}" x="{LEFT}" y="{y - 4}" height="8" '
                 f'width="{max(x_of(percent) - LEFT, 1):.1f}"><title>Holdfast {percent:+.2f} %</title></rect>')
    for (other, title), ink in zip(titles.items(), COLOURS):
        share = 100 * row["others"][other] / row["without"][other]
        if row["others"][other] >= 10:
            parts.append(f'<circle cx="{x_of(share):.1f}" cy="{y}" r="4" stroke="{ink}">'
                         f'<title>{escape(title)} {share:+.1f} %</title></circle>')
    if row["goal"] is not None:
        at = x_of(row["goal"])
        parts.append(f'<path class="g" d="M{at:.1f} {y - 7}v14"/>')
    return "".join(parts)


def draw_legend(titles):
    parts, at = [], LEFT
    for title, ink in zip(titles.values(), COLOURS):
        parts.append(f'<circle cx="{at + 5}" cy="30" r="4" stroke="{ink}"/><text x="{at + 13}" y="34">{escape(title)}</text>')
        at += 26 + 7 * len(title)
    return "".join(parts)


def write(path, rows, titles):
    height = TOP + LINE * len(rows) + 20
    style = ("text{font:12px sans-serif;fill:#222}.l{text-anchor:end}.t{text-anchor:middle;fill:#666}"
             ".h{fill:#2a7f9e}.m{fill:#c0392b}circle{fill:none;stroke-width:1.5}"
             ".g{stroke:#222;stroke-width:2}.a{stroke:#ddd}")
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 30}" height="{height}" '
             'role="img">', "<title>Instructions that security modules add, in percent</title>",
             f"<style>{style}</style>", '<rect width="100%" height="100%" fill="#fff"/>',
             f'<text x="{LEFT}" y="14">added instructions: bar Holdfast (red: its goal is missed), tick its goal, '
             "circles the others</text>", draw_legend(titles)]
    for percent in (0, 0.1, 1, 5, 10, 20, 50, 100, 150):
        at = x_of(percent)
        lines.append(f'<path class="a" d="M{at:.1f} {TOP - 8}V{height - 16}"/>'
                     f'<text class="t" x="{at:.1f}" y="{TOP - 12}">{percent:g} %</text>')
    lines += [draw_row(row, TOP + LINE * i + 6, titles) for i, row in enumerate(rows)]
    path.write_text("\n".join(lines + ["</svg>", ""]))
