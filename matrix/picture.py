# SPDX-License-Identifier: GPL-2.0-or-later
"""docs/bypass-matrix.svg: a bar in each cell, products by groups of attacks."""

from xml.sax.saxutils import escape

CELL_WIDTH, CELL_HEIGHT, LEFT, TOP, GAP = 74, 26, 230, 118, 4

STYLE = '''
  text { font: 12px system-ui, sans-serif; fill: #1f2328; }
  .title { font-size: 16px; font-weight: 600; }
  .small { font-size: 11px; fill: #59636e; }
  .strong { font-weight: 700; }
  .ground { fill: #ffffff; }
  .cell { fill: #eef1f4; }
  .designed { fill: #74c987; }
  .otherwise { fill: #b7c1ca; }
  .missed { fill: #f2a8a1; }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3; }
    .small { fill: #9198a1; }
    .ground { fill: #0d1117; }
    .cell { fill: #21262d; }
    .designed { fill: #2ea043; }
    .otherwise { fill: #484f58; }
    .missed { fill: #6e2b28; }
  }'''


def rectangle(x, y, width, height, kind):
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height}" rx="3"/>'


def text(x, y, words, kind='', extra=''):
    return f'<text x="{x:.1f}" y="{y:.1f}" class="{kind}"{extra}>{escape(words)}</text>'


def cell(matrix, row, attacks, x, y, everything=False):
    """Green: refused of what it was designed for, on red; grey: refused, though not designed for.
    Of everything: green, on grey."""
    designed = [attack for attack in attacks if row.designed_for(attack)]
    counted = attacks if everything else designed or attacks
    counted = matrix.tried(row, counted)
    refused = matrix.count(row, counted)
    width = CELL_WIDTH - GAP
    parts = [rectangle(x, y, width, CELL_HEIGHT - GAP, 'missed' if designed and not everything else 'cell')]
    if refused:
        parts.append(rectangle(x, y, width * refused / max(1, len(counted)), CELL_HEIGHT - GAP,
                               'designed' if designed or everything else 'otherwise'))
    parts.append(text(x + width / 2, y + 15, f'{refused}/{len(counted)}', '', ' text-anchor="middle"'))
    return parts


def legend(y):
    parts = []
    x = 16
    for kind, words in (('designed', 'refused, of what it was designed for'),
                        ('missed', 'designed for it, and had its effect'),
                        ('otherwise', 'not designed for it, refused all the same'),
                        ('cell', 'not designed for it, and had its effect')):
        parts.append(rectangle(x, y - 10, 14, 12, kind))
        parts.append(text(x + 20, y, words, 'small'))
        x += 36 + 6.2 * len(words)
    return parts


def draw(matrix):
    columns = matrix.groups + ['all']
    width = LEFT + CELL_WIDTH * len(columns) + 150
    height = TOP + CELL_HEIGHT * len(matrix.rows) + 50
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
             f'aria-label="Attacks by root that each protection refused">',
             '<!-- SPDX-License-Identifier: GPL-2.0-or-later; written by make matrix -->',
             f'<style>{STYLE}\n</style>', f'<rect class="ground" width="{width}" height="{height}"/>',
             text(16, 26, f'Root attacks: {len(matrix.attacks)} ways, {len(matrix.rows)} protections', 'title')]
    for index, name in enumerate(columns):
        x = LEFT + CELL_WIDTH * index + 30
        parts.append(text(x, TOP - 8, name, 'strong' if name == 'all' else '',
                          f' transform="rotate(-28 {x} {TOP - 8})"'))
    x = LEFT + CELL_WIDTH * len(columns) + 14
    parts.append(text(x, TOP - 8, 'its off switch', '', f' transform="rotate(-28 {x} {TOP - 8})"'))
    for line, row in enumerate(matrix.rows):
        y = TOP + CELL_HEIGHT * line
        strong = 'strong' if row is matrix.holdfast else ''
        parts.append(text(16, y + 15, row.title, strong))
        for index, name in enumerate(columns):
            attacks = matrix.attacks if name == 'all' else matrix.in_group(name)
            parts += cell(matrix, row, attacks, LEFT + CELL_WIDTH * index, y, name == 'all')
        parts.append(text(LEFT + CELL_WIDTH * len(columns) + 8, y + 15, switch(row), 'small'))
    parts += legend(height - 18)
    parts.append('</svg>')
    return '\n'.join(parts) + '\n'


def switch(row):
    """What the attacker, or else the boot loader, can do about it."""
    if row.results.switched_off:
        return 'works for the attacker'
    if row.switch('outside')[0] == 'off':
        return 'works from outside'
    if any(boot.prove.get('before', ('',))[0] == 'open' for boot in row.results.boots):
        return 'by boot parameters'
    if row.switch('inside')[0] == 'none' and not row.results.boots:
        return 'has none'
    return 'none works'
