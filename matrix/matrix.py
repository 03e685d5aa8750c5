# SPDX-License-Identifier: GPL-2.0-or-later
"""The matrix: products, attacks, what came of each, and what is wrong with that."""

import os

from results import EFFECT, NOT_RUN, PREVENTED, REFUSED, UNTRIED, Product, Results, read_attacks, read_text

HOLDFAST = 'holdfast'
# Every kernel has its own control, which `control` in `about` names; without a word it is this.
CONTROL = 'none'
# A boot with these words alone has no product in it; its proof must notice.
NO_MODULE = 'lsm=capability'


def as_runs(measured):
    return [{'commit': commit, 'date': date} for commit, date in measured]


class Row:
    """One product and what was measured of it."""

    def __init__(self, work, folder, name):
        self.name = name
        self.control = None
        self.product = Product(folder, name)
        self.results = Results(work, self.product)
        self.title = self.product.one('title')
        self.packages = read_text(os.path.join(work, name, 'packages')).split()
        config = read_text(os.path.join(work, name, 'kernel.config')).splitlines()
        self.kernel = config[2].split()[2] if len(config) > 2 else '?'
        # (commit, date) of each run that measured something of it: more than one with `run.sh -k`.
        self.measured = [tuple(line.split()) for line in
                         read_text(os.path.join(work, name, 'measured')).splitlines()]

    def outcome(self, attack, switched_off=False):
        run = self.results.switched_off if switched_off else self.results.enforcing
        outcome = run.outcome.get(attack.name, NOT_RUN)
        # What has no effect on this kernel without protection shows nothing here.
        if self.control and outcome in (REFUSED, PREVENTED) and self.control.outcome(attack) != EFFECT:
            return UNTRIED
        return outcome

    def outcome_of(self, name):
        """What the attack with this name met there, whatever its control says."""
        return self.results.enforcing.outcome.get(name, NOT_RUN)

    def detail(self, attack):
        return self.results.enforcing.detail.get(attack.name, '')

    def stopped(self, attack, switched_off=False):
        """It had no effect. What an attack needs beforehand may have been refused instead of its last
        step; for Holdfast itself that is not enough."""
        outcome = self.outcome(attack, switched_off)
        return outcome == REFUSED or (outcome == PREVENTED and self.name != HOLDFAST)

    def designed_for(self, attack):
        return self.product.designed_for(attack)[0]

    def switch(self, where):
        """(none, off, on or broken; what was tried) for inside and outside of the confinement."""
        full = self.results.full
        tried, words = full.off.get(where, ('none', ''))
        if tried == 'none':
            return 'none', ''
        verdict = full.prove.get(where, ('broken', ''))[0]
        return {'open': 'off', 'enforced': 'on'}.get(verdict, 'broken'), words


class Matrix:
    def __init__(self, work, products, lab):
        everything = read_attacks(lab)
        self.attacks = [attack for attack in everything if not attack.twin]
        self.twins = [attack for attack in everything if attack.twin]
        self.groups = []
        for attack in self.attacks:
            if attack.group not in self.groups:
                self.groups.append(attack.group)
        names = [name for name in os.listdir(products) if os.path.exists(os.path.join(products, name, 'about'))]
        rows = sorted((Row(work, products, name) for name in names),
                      key=lambda row: (int(row.product.one('order', '50')), row.name))
        by_name = {row.name: row for row in rows}
        self.holdfast = by_name[HOLDFAST]
        controls = {by_name[row.product.one('control', CONTROL)] for row in rows if row.product.one('control') != '-'}
        self.controls_of_kernels = [row for row in rows if row in controls]
        # What was not measured to its end is said, and is not a row of blanks.
        self.missing = [row for row in rows if row is not self.holdfast and not (
            row.results.full.outcome and os.path.exists(os.path.join(work, row.name, 'id')))]
        self.rows = [row for row in rows if row not in controls and row not in self.missing]
        # The control of Holdfast is the control of all: what counts has its effect there.
        self.control = by_name[self.holdfast.product.one('control', CONTROL)]
        for row in self.rows:
            if row is not self.holdfast and row.product.one('control') != '-':
                row.control = by_name[row.product.one('control', CONTROL)]

    def measured(self):
        """The runs in which all of this was measured, each once: (commit, date)."""
        return sorted({run for row in self.controls_of_kernels + self.rows for run in row.measured},
                      key=lambda run: (run[1], run[0]))

    def in_group(self, group):
        return [attack for attack in self.attacks if attack.group == group]

    def count(self, row, attacks, switched_off=False):
        return sum(row.stopped(attack, switched_off) for attack in attacks)

    def tried(self, row, attacks):
        """Those of the attacks that could be tried there."""
        return [attack for attack in attacks if row.outcome(attack) != UNTRIED]

    def share(self, row, attacks, switched_off=False):
        return f'{self.count(row, attacks, switched_off)}/{len(self.tried(row, attacks))}'

    def controls(self):
        return sum(self.control.outcome(attack) == EFFECT for attack in self.attacks)

    def refused_by_holdfast(self):
        return self.count(self.holdfast, self.attacks)

    def failing_twins(self, row):
        return [twin for twin in self.twins if row.outcome(twin) != EFFECT]

    def problems(self, goals):
        """What must not be in a whole run."""
        found = [f'{row.name}: not measured' for row in self.missing]
        for row in self.controls_of_kernels + self.rows:
            found += self.problems_of(row)
        for name, have in (('attacks', len(self.attacks)), ('products', len(self.rows))):
            if have < goals[name]:
                found.append(f'{have} {name}, the goal is {goals[name]}')
        for attack in self.attacks:
            if self.control.outcome(attack) != EFFECT:
                found.append(f'{attack.name}: has no effect without protection '
                             f'({self.control.outcome(attack)}: {self.control.detail(attack)})')
            if not self.holdfast.stopped(attack):
                found.append(f'{attack.name}: Holdfast did not refuse it '
                             f'({self.holdfast.outcome(attack)}: {self.holdfast.detail(attack)})')
        for twin in self.failing_twins(self.holdfast):
            found.append(f'{twin.name}: a neighbour that Holdfast refused')
        for twin in self.failing_twins(self.control):
            found.append(f'{twin.name}: a neighbour that does not work without protection')
        return found

    def problems_of(self, row):
        found = []
        if not row.measured:
            found.append(f'{row.name}: when and of which commit it was measured is not known')
        before = row.results.full.prove.get('before', ('not measured', ''))[0]
        if row in self.controls_of_kernels:
            if before != 'open':
                found.append(f'{row.name}: the control is {before}')
        elif before != 'enforced':
            found.append(f'{row.name}: not proven to be in force: {before}')
        attacks = row.results.attacks
        if attacks and attacks.prove.get('before', ('not measured',))[0] != 'enforced':
            found.append(f'{row.name}: not proven to be in force in the boot without the off switch')
        for boot in row.results.boots:
            verdict = boot.prove.get('before', ('not measured',))[0]
            if verdict not in ('open', 'enforced'):
                found.append(f'{row.name}: booted with {boot.words}: {verdict}')
            if NO_MODULE in boot.words.split() and verdict != 'open':
                found.append(f'{row.name}: its proof does not notice that it is not there')
            if row is self.holdfast and verdict != 'enforced':
                found.append(f'{row.name}: booted with {boot.words}: {verdict}')
        for name in row.product.one('through').split():
            if name not in [attack.name for attack in self.attacks]:
                found.append(f'{row.name}: `through` names {name}, which is no attack')
        known = {'all', *self.groups, *(attack.name for attack in self.attacks)}
        for word in row.product.scope:
            if word.lstrip('-') not in known:
                found.append(f'{row.name}: its scope names {word.lstrip("-")}, which is no attack')
        missing = [attack.name for attack in self.attacks + self.twins if row.outcome(attack) == NOT_RUN]
        if missing:
            found.append(f'{row.name}: {len(missing)} attacks did not run: {" ".join(missing[:5])} ...')
        return found

    def as_json(self):
        return {
            'measured': as_runs(self.measured()),
            'attacks': [{'name': attack.name, 'group': attack.group, 'words': attack.words,
                         'control': self.control.outcome(attack)} for attack in self.attacks],
            'neighbours': [{'name': twin.name, 'words': twin.words} for twin in self.twins],
            'summary': {'attacks': len(self.attacks), 'holdfast_refused': self.refused_by_holdfast(),
                        'controls': self.controls(), 'products': len(self.rows),
                        'not_measured': [row.name for row in self.missing]},
            'products': [self.row_as_json(row) for row in self.controls_of_kernels + self.rows],
        }

    def row_as_json(self, row):
        about = row.product
        return {
            'name': row.name, 'title': row.title, 'attacker': about.one('attacker'),
            'configured': about.all('configured'), 'sources': about.all('source'),
            'measured': as_runs(row.measured),
            'kernel': row.kernel, 'kernel_variant': about.one('kernel'),
            'command_line': about.one('append'), 'packages': row.packages,
            'proof': {when: {'verdict': verdict[0], 'words': verdict[1]}
                      for when, verdict in row.results.full.prove.items()},
            'off_switch': {where: dict(zip(('verdict', 'tried'), row.switch(where)))
                           for where in ('inside', 'outside')},
            'off_boot': [{'command_line': boot.words, 'proof': boot.prove.get('before', ('?', ''))[0]}
                         for boot in row.results.boots],
            'neighbours_that_fail': {twin.name: about.why_not(twin) for twin in self.failing_twins(row)},
            'attacks': {attack.name: self.cell_as_json(row, attack) for attack in self.attacks},
        }

    def cell_as_json(self, row, attack):
        designed, words = row.product.designed_for(attack)
        cell = {'outcome': row.outcome(attack), 'detail': row.detail(attack), 'designed_for': designed}
        if words:
            cell['scope'] = words
        if row.results.switched_off:
            cell['after_off_switch'] = row.outcome(attack, switched_off=True)
        return cell

