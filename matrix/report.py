#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes docs/bypass-matrix.{md,json,svg} from what matrix/run.sh measured.

--line PRODUCT only says in a line how one product did.
"""

import argparse
import sys

import results


def line_of(args):
    """How one product did, for the one who waits."""
    attacks = results.read_attacks(args.lab)
    product = results.Product(args.products, args.line)
    measured = results.Results(args.work, product)
    run = measured.enforcing
    outcomes = [run.outcome.get(attack.name, results.NOT_RUN) for attack in attacks if not attack.twin]
    twins = [attack.name for attack in attacks
             if attack.twin and run.outcome.get(attack.name) != results.EFFECT]
    counts = ', '.join(f'{outcomes.count(kind)} {kind}' for kind in
                       (results.REFUSED, results.EFFECT, results.BROKEN, results.NOT_RUN)
                       if outcomes.count(kind))
    proofs = ', '.join(f'{when} {verdict[0]}' for when, verdict in measured.full.prove.items())
    boots = ', '.join(f'{boot.words}: {boot.prove.get("before", ("?",))[0]}' for boot in measured.boots)
    print(f'{counts}; {proofs}' + (f'; boots: {boots}' if boots else '') +
          (f'; twins that fail: {" ".join(twins)}' if twins else ''))


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    for option in ('work', 'products', 'lab', 'goals', 'docs', 'line'):
        parser.add_argument('--' + option)
    args = parser.parse_args()
    if args.line:
        line_of(args)
        return 0
    return 1


if __name__ == '__main__':
    sys.exit(main())
