#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes docs/bypass-matrix.{md,json,svg} from what matrix/run.sh measured.

--line PRODUCT only says in a line how one product did. Exit status 1: Holdfast let
something through, a control failed, or something was not measured as it should be.
"""

import argparse
import json
import os
import sys

import markdown
import picture
import results
from matrix import Matrix


def line_of(args):
    """How one product did, for the one who waits."""
    attacks = results.read_attacks(args.lab)
    product = results.Product(args.products, args.line)
    measured = results.Results(args.work, product)
    run = measured.enforcing
    outcomes = [run.outcome.get(attack.name, results.NOT_RUN) for attack in attacks if not attack.twin]
    kinds = (results.REFUSED, results.PREVENTED, results.EFFECT, results.BROKEN, results.NOT_RUN)
    parts = [', '.join(f'{outcomes.count(kind)} {kind}' for kind in kinds if outcomes.count(kind))]
    parts.append(', '.join(f'{when} {verdict[0]}' for when, verdict in measured.full.prove.items()))
    if measured.boots:
        parts.append('boots: ' + ', '.join(f'{boot.words}: {boot.prove.get("before", ("?",))[0]}'
                                           for boot in measured.boots))
    twins = [attack.name for attack in attacks
             if attack.twin and run.outcome.get(attack.name) != results.EFFECT]
    if twins:
        parts.append('neighbours that fail: ' + ' '.join(twins))
    print('; '.join(parts))


def write(path, text):
    """Beside, then renamed: a reader sees the old or the new."""
    with open(path + '.new', 'w', encoding='utf-8') as file:
        file.write(text)
    os.rename(path + '.new', path)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ('work', 'products', 'lab', 'goals', 'docs', 'line'):
        parser.add_argument('--' + option)
    args = parser.parse_args()
    if args.line:
        line_of(args)
        return 0
    matrix = Matrix(args.work, args.products, args.lab)
    base = os.path.join(args.docs, 'bypass-matrix')
    write(base + '.json', json.dumps(matrix.as_json(), indent=1, ensure_ascii=False) + '\n')
    write(base + '.svg', picture.draw(matrix))
    write(base + '.md', markdown.render(matrix))
    problems = matrix.problems(results.read_goals(args.goals))
    for problem in problems:
        print(f'matrix: {problem}', file=sys.stderr)
    sys.stderr.flush()
    count = len(matrix.attacks)
    print(f'matrix: holdfast refused {matrix.refused_by_holdfast()}/{count}, '
          f'controls {matrix.controls()}/{count}, products {len(matrix.rows)}')
    return 1 if problems else 0


if __name__ == '__main__':
    sys.exit(main())
