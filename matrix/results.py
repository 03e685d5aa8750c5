# SPDX-License-Identifier: GPL-2.0-or-later
"""What was measured: reads the outputs that matrix/run.sh collected."""

import glob
import os
import re

EFFECT, REFUSED, PREVENTED = 'effect', 'refused', 'prevented'
BROKEN, NOT_RUN = 'broken', 'not run'
# The lab's operator could not prepare it on this kernel: it shows nothing.
UNTRIED = 'not tried'
NO_OPERATOR = ': the stage '
ENDED_THERE = 'the guest came to its end'
# The status of an attack whose surroundings are broken: something that it needs beforehand was not possible.
STATUS_SURROUNDINGS = 'status=3'


class Attack:
    """One line of the lab's table."""

    def __init__(self, name, group, twin, words):
        self.name, self.group, self.twin, self.words = name, group, twin, words


def read_attacks(lab):
    """The attacks and twins of the lab, in the order in which they run."""
    with open(os.path.join(lab, 'groups'), encoding='utf-8') as file:
        group_of = dict(line.split() for line in file)
    attacks = []
    with open(os.path.join(lab, 'table'), encoding='utf-8') as file:
        for line in file:
            if re.match('[a-z0-9]', line):
                name, _, denial, words = line.split(None, 3)
                attacks.append(Attack(name, group_of[name], denial == 'twin', words.strip()))
    return attacks


class Product:
    """A folder of products/, with what it inherits from the one it is like."""

    def __init__(self, folder, name):
        self.name = name
        self.keys = {}
        chain = []
        while name:
            chain.append(name)
            own = {}
            with open(os.path.join(folder, name, 'about'), encoding='utf-8') as file:
                for line in file:
                    if line.strip():
                        key, _, value = line.strip().partition(' ')
                        own.setdefault(key, []).append(value.strip())
            name = own.pop('like', [None])[0]
            for key, values in own.items():
                self.keys.setdefault(key, values)
        self.scope = {}
        for link in chain:
            path = os.path.join(folder, link, 'scope')
            if os.path.exists(path):
                self.scope = read_scope(path)
                break

    def why_not(self, twin):
        """Why its policy does not let this neighbour work: `neighbour NAME...: WORDS` of `about`."""
        found = ''
        for value in self.all('neighbour'):
            names, _, words = value.partition(':')
            if twin.name in names.split():
                return words.strip()
            if names.strip() == '*':
                found = words.strip()
        return found

    def one(self, key, default=''):
        return ' '.join(self.keys.get(key, [default]))

    def all(self, key):
        return self.keys.get(key, [])

    def designed_for(self, attack):
        """(was it designed for this attack, the words that say why)."""
        if '-' + attack.name in self.scope:
            return False, self.scope['-' + attack.name]
        for key in (attack.name, attack.group, 'all'):
            if key in self.scope:
                return True, self.scope[key]
        return False, ''


def read_scope(path):
    scope = {}
    with open(path, encoding='utf-8') as file:
        for line in file:
            if line.strip() and not line.startswith('#'):
                word, _, words = line.strip().partition(' ')
                scope[word] = words.strip()
    return scope


class Run:
    """What one series of boots said: outcomes of attacks and MATRIX lines."""

    def __init__(self, paths):
        self.paths = paths
        self.outcome, self.detail, self.said = {}, {}, {}
        self.prove, self.off, self.words = {}, {}, ''
        self.setup = self.done = False
        for path in paths:
            self.done = False
            with open(path, encoding='utf-8', errors='replace') as file:
                for line in file:
                    self.take(line.strip())

    def note(self, name, outcome, detail=''):
        if self.outcome.get(name) != EFFECT:
            self.outcome[name], self.detail[name] = outcome, detail

    def take(self, line):
        words = line.split(' ', 4)
        if words[0] == 'RUN':
            # What was measured again counts.
            self.outcome[words[1]], self.detail[words[1]] = BROKEN, ENDED_THERE
        elif words[0] == 'EFFECT':
            self.note(words[1], EFFECT)
        elif words[0] == 'NOEFFECT':
            self.note(words[1], REFUSED, line.split(' ', 2)[2] if len(words) > 2 else '')
        elif words[0] == 'ENDED' and self.detail.get(words[1]) == ENDED_THERE:
            how = words[2] if len(words) > 2 else ''
            outcome = (REFUSED if how.startswith('signal=') else
                       PREVENTED if how == STATUS_SURROUNDINGS else BROKEN)
            detail = self.said.get(words[1]) or line.split(' ', 2)[2]
            if outcome == PREVENTED and NO_OPERATOR in detail:
                outcome = UNTRIED
            self.note(words[1], outcome, detail)
        elif words[0] == 'DONE':
            self.done = True
        elif words[0] == 'MATRIX' and len(words) > 1:
            self.matrix(line.split(' ', 4))
        elif words[0].endswith(':') and words[0][:-1] in self.outcome:
            # What an attack says on standard error when it cannot even be tried.
            self.said[words[0][:-1]] = line

    def matrix(self, words):
        if words[1] == 'prove' and len(words) > 3:
            self.prove[words[2]] = (words[3], words[4] if len(words) > 4 else '')
        elif words[1] == 'off' and len(words) > 3:
            self.off[words[2]] = (words[3], words[4] if len(words) > 4 else '')
        elif words[1] == 'setup':
            self.setup = words[2] == 'done'
        elif words[1] == 'words':
            self.words = ' '.join(words[2:])


class Results:
    """All of a product."""

    def __init__(self, work, product):
        folder = os.path.join(work, product.name)
        self.product = product
        self.folder = folder
        self.full = Run(parts(folder, 'full'))
        self.attacks = Run(parts(folder, 'attacks')) if parts(folder, 'attacks') else None
        self.drop_stale(work)
        self.boots = [Run([path]) for path in
                      sorted(glob.glob(os.path.join(folder, 'boot-*.out')), key=number_in)]

    def drop_stale(self, work):
        """Forgets what was measured of attacks that are not the same any more."""
        now = set(read_text(os.path.join(work, 'lab.digests')).splitlines())
        for name, run in (('full', self.full), ('attacks', self.attacks)):
            known = set(read_text(os.path.join(self.folder, name + '.measured')).splitlines())
            fresh = {line.split()[0] for line in known & now}
            for attack in list(run.outcome) if run else []:
                if attack not in fresh:
                    del run.outcome[attack]

    @property
    def enforcing(self):
        """The run in which nothing was switched off (a switch that does nothing counts as that)."""
        return self.attacks or self.full

    @property
    def switched_off(self):
        """The run after the attacker had switched it off; None if he could not."""
        return self.full if self.attacks else None


def number_in(path):
    return int(re.sub('[^0-9]', '', os.path.basename(path)) or 0)


def parts(folder, name):
    """The outputs of a series: NAME-0.out, NAME-1.out, ..."""
    return sorted(glob.glob(os.path.join(folder, name + '-*.out')), key=number_in)


def read_text(path):
    try:
        with open(path, encoding='utf-8') as file:
            return file.read().strip()
    except FileNotFoundError:
        return ''


def read_goals(path):
    """`NAME NUMBER` lines."""
    with open(path, encoding='utf-8') as file:
        return {name: int(number) for name, number in
                (line.split() for line in file if line.strip() and not line.startswith('#'))}
