# SPDX-License-Identifier: GPL-2.0-or-later
"""What Holdfast adds to each operation, next to the cheapest other LSM, as a picture."""
from html import escape

LEFT, WIDTH, LINE, TOP = 230, 560, 18, 46
MOST = 30.0		# percent; what is more is cut off and written out


def x_of(percent):
    """Small ones are told apart by the square root."""
    return LEFT + WIDTH * (min(max(percent, 0), MOST) / MOST) ** 0.5


def draw_row(row, y):
    name, percent = escape(row["operation"]), row["percent"]
    parts = [f'<text class="l" x="{LEFT - 8}" y="{y + 4}">{name}</text>']
    if row["cheapest"]:
        other = 100 * row["cheapest"] / row["none"]
        parts.append(f'<circle class="o" cx="{x_of(other):.1f}" cy="{y}" r="4">'
                     f'<title>{escape(row["cheapest_lsm"])} +{other:.1f} %</title></circle>')
    colour = "m" if row["met"] is False else "h"
    parts.append(f'<rect class="{colour}" x="{LEFT}" y="{y - 4}" height="8" '
                 f'width="{max(x_of(percent) - LEFT, 1):.1f}"><title>{percent:+.2f} %</title></rect>')
    if row["goal"] is not None:
        at = x_of(row["goal"])
        parts.append(f'<path class="g" d="M{at:.1f} {y - 7}v14"/>')
    return "".join(parts)


def write(path, rows):
    height = TOP + LINE * len(rows) + 20
    style = ("text{font:12px sans-serif;fill:#222}.l{text-anchor:end}.t{text-anchor:middle;fill:#666}"
             ".h{fill:#2a7f9e}.m{fill:#c0392b}.o{fill:none;stroke:#888;stroke-width:1.5}"
             ".g{stroke:#222;stroke-width:2}.a{stroke:#ddd}")
    lines = [f'<svg xmlns="http://www.w3.org/2000/svg" width="{LEFT + WIDTH + 30}" height="{height}" '
             'role="img">', "<title>Instructions that Holdfast adds, in percent</title>",
             f"<style>{style}</style>", '<rect width="100%" height="100%" fill="#fff"/>',
             f'<text x="{LEFT}" y="16">added instructions: bar Holdfast, circle the cheapest other '
             "LSM that decides it, tick the goal</text>"]
    for percent in (0, 0.5, 1, 2, 5, 10, 20, 30):
        at = x_of(percent)
        lines.append(f'<path class="a" d="M{at:.1f} {TOP - 8}V{height - 16}"/>'
                     f'<text class="t" x="{at:.1f}" y="{TOP - 12}">{percent:g} %</text>')
    lines += [draw_row(row, TOP + LINE * i + 6) for i, row in enumerate(rows)]
    path.write_text("\n".join(lines + ["</svg>", ""]))
