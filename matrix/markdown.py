# SPDX-License-Identifier: GPL-2.0-or-later
"""docs/bypass-matrix.md."""

import re

from results import BROKEN, EFFECT, NOT_RUN, PREVENTED, REFUSED, UNTRIED

INTRODUCTION = '''<!-- SPDX-License-Identifier: GPL-2.0-or-later -->
<!-- Written by `make matrix` from what was measured. Do not edit. -->
# The bypass matrix

What root can still do. Every one of {attacks} attacks, as root, against {products} protections, each in a QEMU guest of its own, from the
same files. Counted is whether the thing happened (foreign code ran, a byte changed, a connection arrived), never what a system call
returned. Without any protection {controls} of the {attacks} attacks have their effect: that is their control.

![Refused attacks by product and by what they aim at](bypass-matrix.svg)

**Read it fairly.** The products have different aims. Where one was not designed for a kind of attack, the table says so and the attack
does not count against it. They are configured as their own documentation recommends for hardening ([below](#versions-and-configurations)). Holdfast's
attacker has a policy that gives nearly everything away: it writes `/tmp`, maps files, mounts, and has every capability but one. The others begin with
the same grants, because the attacks' legitimate neighbours (*twins*) need them, and withhold what no neighbour needs where that helps them. Who
cannot grant something without giving more away refuses the neighbour, too: the last column says how many still work, and below is why the others do not.
{measured}
Whoever finds a product configured worse than it could be: the configuration is data, in `matrix/products/`.
'''

LEGEND = '''`12/14`: 12 of the 14 attacks that it was designed for were refused. `— (3/20)`: not designed for this; 3 of the 20 were refused all the same.
*All*: of all attacks, whatever it was designed for. *After its switch*: the same after the attacker has used the product's own off switch from where he is;
`=`: there is none, or it did nothing.'''

MARKS = '''✔ refused · ✘ had its effect · `·` not designed for this, and had its effect · `(✔)` not designed for this, and refused all the same ·
`!` the guest came to its end or the attack broke · `–` not on this kernel: it has no effect there without protection either, or could not be prepared · a blank: it did not run

For the others ✔ also stands where a step before the attack's own failed: mostly because the product refused it, sometimes because the attack's surroundings do not work there. That is generous to them;
the error of each is in the JSON file (`prevented`). For Holdfast it is not enough.'''

REPEAT = '''## Repeating it

    make matrix                     # Debian 12, about half an hour on two cores without KVM, kernels not counted; installs what tools/packages-matrix lists
    matrix/run.sh -k                # again, only what changed
    matrix/run.sh landlock          # one product

The products' own packages are not installed on the machine but unpacked on the guests' disks. Logs and every line that a guest said are below
`build/matrix/PRODUCT/`; [bypass-matrix.json](bypass-matrix.json) has each outcome with the error that the attack met. How a product is described and
measured: [matrix/README.md](../matrix/README.md); what each attack does: the comment in its source below `lab/attacks/`.
'''


# What shells and Python say before they say what is the matter.
NOISE = re.compile(r'/matrix/product/off(-inside)?: \d+: (echo: )*|Traceback \(most recent call last\):;|'
                   r'File "<string>", line \d+, in <module>;')


def table(head, rows, right=()):
    rule = ['--:' if index in right else '---' for index in range(len(head))]
    return '\n'.join('| ' + ' | '.join(str(cell) for cell in row) + ' |' for row in [head, rule] + rows)


def cell_of_group(matrix, row, group):
    attacks = matrix.in_group(group)
    designed = [attack for attack in attacks if row.designed_for(attack)]
    if designed:
        return matrix.share(row, designed)
    return f'— ({matrix.share(row, attacks)})'


def summary(matrix):
    head = ['protection'] + matrix.groups + ['designed for', 'all', 'after its switch', 'neighbours']
    rows = []
    for row in matrix.rows:
        designed = [attack for attack in matrix.attacks if row.designed_for(attack)]
        after = '='
        if row.results.switched_off:
            after = matrix.share(row, matrix.attacks, True)
        name = f'**{row.title}**' if row is matrix.holdfast else row.title
        rows.append([name] + [cell_of_group(matrix, row, group) for group in matrix.groups] + [
            matrix.share(row, designed), matrix.share(row, matrix.attacks), after,
            f'{len(matrix.twins) - len(matrix.failing_twins(row))}/{len(matrix.twins)}'])
    return table(head, rows, range(1, len(head)))


def neighbours_of(matrix, row):
    """Those that it refuses, by the reason that its `about` gives."""
    reasons = {}
    for twin in matrix.failing_twins(row):
        reasons.setdefault(row.product.why_not(twin) or 'no reason is known: a weakness of this configuration',
                           []).append(f'`{twin.name}`')
    return '; '.join(f'{", ".join(names)} ({words})' for words, names in reasons.items())


def neighbours(matrix):
    lines = [f'* {row.title}: {neighbours_of(matrix, row)}' for row in matrix.rows if matrix.failing_twins(row)]
    if not lines:
        return 'Every legitimate neighbour works with every product.'
    words = {twin.name: twin.words for row in matrix.rows for twin in matrix.failing_twins(row)}
    return ('Neighbours that a product refuses, and why its policy does not grant them:\n\n' +
            '\n'.join(lines) + '\n\n(' + '; '.join(f'`{name}`: {text}' for name, text in sorted(words.items())) + ')')


def mark(row, attack):
    outcome = row.outcome(attack)
    if outcome == NOT_RUN:
        return ''
    if outcome == BROKEN:
        return '!'
    if outcome == UNTRIED:
        return '–'
    if row.designed_for(attack):
        return '✔' if row.stopped(attack) else '✘'
    return '(✔)' if row.stopped(attack) else '·'


def full_table(matrix):
    titles = [row.title for row in [matrix.control] + matrix.rows]
    parts = []
    for group in matrix.groups:
        rows = []
        for attack in matrix.in_group(group):
            control = '✘' if matrix.control.outcome(attack) == EFFECT else '**no effect**'
            rows.append([f'`{attack.name}`', attack.words.replace('|', '\\|'), control] +
                        [mark(row, attack) for row in matrix.rows])
        parts.append(f'### {group}\n\n' + table(['attack', 'what it does'] + titles, rows))
    return '\n\n'.join(parts)


def through_others(row):
    """What came of the attacks that act through a process outside of the confinement."""
    found = []
    for words, outcomes in (('refused', (REFUSED,)), ('not possible for another reason', (PREVENTED,)),
                            ('**had their effect**', (EFFECT,)), ('not measured', (BROKEN, NOT_RUN, UNTRIED))):
        names = [f'`{name}`' for name in row.product.one('through').split() if row.outcome_of(name) in outcomes]
        if names:
            found.append(f'{words} {" ".join(names)}')
    return f'. Through a process outside: {"; ".join(found)}' if found else ''


def words_of_switch(row, where):
    verdict, tried = row.switch(where)
    tried = ' '.join(NOISE.sub('', tried).replace('|', '\\|').split())
    if verdict == 'none':
        return row.product.one('switch', 'there is none') + (through_others(row) if where == 'inside' else '')
    return {'off': '**off**', 'on': 'still in force', 'broken': 'unclear'}[verdict] + (f': {tried}' if tried else '')


def switches(matrix):
    rows = []
    for row in matrix.rows:
        boots = '<br>'.join(f'`{boot.words or "nothing"}`: ' +
                            {'open': '**off**', 'enforced': 'still in force'}.get(
                                boot.prove.get('before', ('?',))[0], 'unclear')
                            for boot in row.results.boots)
        rows.append([row.title, words_of_switch(row, 'inside'), words_of_switch(row, 'outside'), boots])
    return table(['protection', 'by the attacker, from where he is', 'by root outside of the confinement',
                  'by the boot loader'], rows)


def configuration(matrix, row):
    about = row.product
    lines = [f'### {row.title}', '', f'* Attacker: {about.one("attacker")}']
    lines += [f'* Configuration: {text}' for text in about.all('configured')]
    lines += [f'* Recommended by: {text}' for text in about.all('source')]
    lines.append(f'* Kernel: Linux {row.kernel}, `{about.one("kernel")}`' +
                 (f', command line `{about.one("append")}`' if about.one('append') else ''))
    if row.packages:
        lines.append('* Packages: ' + ', '.join(f'`{package}`' for package in row.packages))
    before = row.results.full.prove.get('before')
    if before and row not in matrix.controls_of_kernels:
        lines.append(f'* Proven to be in force by: {before[1].replace("|", " ")}')
    if about.scope:
        lines.append('* Designed for: ' + '; '.join(
            f'{word}{" (" + words + ")" if words else ""}' for word, words in about.scope.items()
            if not word.startswith('-')))
        out = [f'{word[1:]}{" (" + words + ")" if words else ""}' for word, words in about.scope.items()
               if word.startswith('-')]
        if out:
            lines.append('* But not for: ' + '; '.join(out))
    return '\n'.join(lines)


def when(matrix):
    """One sentence: dates and commits."""
    runs = matrix.measured()
    if not runs:
        return 'When and of which commit this was measured is not recorded.'
    dates = sorted({date for _, date in runs})
    commits = ', '.join(f'`{commit}`' for commit in dict.fromkeys(commit for commit, _ in runs))
    note = ' (`-dirty`: with changes that were not committed)' if '-dirty' in commits else ''
    return f'Measured on {" to ".join(dict.fromkeys((dates[0], dates[-1])))}, of commit {commits}{note}.'


def not_measured(matrix):
    if not matrix.missing:
        return ''
    return ('\n\n**This run is not complete.** Described in `matrix/products/`, but not measured in it: ' +
            ', '.join(row.title for row in matrix.missing) + '. `make matrix` measures all.')


def render(matrix):
    introduction = INTRODUCTION.format(attacks=len(matrix.attacks), products=len(matrix.rows),
                                       controls=matrix.controls(), measured=when(matrix))
    return '\n\n'.join([
        introduction.rstrip() + not_measured(matrix),
        '## In short', summary(matrix), LEGEND, neighbours(matrix),
        '## The switch of each\n\nTried first, as root, before any attack; then again from outside of the confinement; then by '
        'boot parameters. What came of it was judged by whether the forbidden operation of the proof was refused afterwards.\n\n'
        'Boot parameters are a matter of the boot loader: where that is protected, or the command line is built into the kernel, '
        'they are no switch for any of them. The kernel measured here as Holdfast has no built-in command line: the last row is the module alone.',
        switches(matrix),
        '## Attack by attack', MARKS, full_table(matrix),
        '## Versions and configurations',
        '\n\n'.join(configuration(matrix, row) for row in matrix.controls_of_kernels + matrix.rows),
        REPEAT])
