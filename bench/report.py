#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Compares what bench/run.sh measured with the goals and prints the table.

Boots come in pairs: without and with Holdfast, with the same memory and the same random
numbers. What Holdfast adds is the median over the pairs of the difference, each boot's
cost being the median over its batches. Half of the spread between the pairs is the noise of
the operation: no smaller difference means anything. A goal of 0 is met by fewer than 10
instructions, one of x % by x %, both give or take the noise and 0.1 % of the operation.

Another module decides an operation if bench/goals says that its documentation has it so, and
if it costs at least 10 instructions there, and more than half of what two boots without any
module differ by. An operation that costs more than the cheapest of these misses its goal, too.
A module that was measured in another kernel is compared with that kernel without any module.
"""
import argparse
import collections
import json
import statistics
import sys
from pathlib import Path

import pages
import plot

FEW = 10
PRECISION = 0.001
QUICK_TOLERANCE = 0.5
# What bench/variants says of a module: which trials must be refused, and in which kernel.
Module = collections.namedtuple("Module", "title refused kernel")
# Its boots, and those of the same kernel without any module
Measured = collections.namedtuple("Measured", "boots none")


def read_fields(path, separator="|"):
    """The lines of a file that are no comments, as lists of words"""
    for line in Path(path).read_text().splitlines():
        if line and not line.startswith("#"):
            yield [field.strip() for field in line.split(separator)]


def read_goals(path):
    """[(operation, percent or None, [names of modules that decide it])]"""
    return [(name, None if goal == "-" else float(goal), others.split())
            for name, goal, others in read_fields(path)]


def read_modules(path):
    """{name: Module} of the other modules"""
    return {name: Module(title, set() if refused == "-" else {one.strip() for one in refused.split(",")},
                         kernel[0] if kernel else "lsms")
            for name, title, _, _, refused, *kernel in read_fields(path)}


def read_boot(path):
    """({operation: instructions}, {trial: outcome}) of one boot"""
    costs, proofs = {}, {}
    for fields in read_fields(path):
        if fields[0] == "cost":
            costs[fields[1]] = int(fields[2])
        elif fields[0] == "proof":
            proofs[fields[1]] = fields[2]
    return costs, proofs


def read_variant(work, variant, refused):
    """{seed: {operation: instructions}}, after a look at what was refused: a set, or "all" """
    boots = {}
    for path in Path(work).glob(f"{variant}.boot-*.results"):
        costs, proofs = read_boot(path)
        wanted = set(proofs) if refused == "all" else refused
        found = {trial for trial, outcome in proofs.items() if outcome == "refused"}
        if not proofs or wanted != found:
            sys.exit(f"bench: {path}: refused were: {', '.join(sorted(found)) or 'nothing'}; "
                     f"should be: {', '.join(sorted(wanted)) or 'nothing'}")
        boots[int(path.name.split("boot-")[1].split(".")[0])] = costs
    if not boots:
        sys.exit(f"bench: {work} has no results of {variant}")
    return boots


def added_by(none, module, name):
    """[instructions that a module adds, of each pair of boots with the same seed]"""
    pairs = [module[seed][name] - none[seed][name] for seed in sorted(module) if seed in none]
    if not pairs:
        sys.exit(f"bench: {name}: boots without a partner")
    return pairs


def half_of_spread(values):
    return (max(values) - min(values)) / 2


def compare(goal, none, holdfast, others):
    """One line of the table; @others: {name: Measured} of the other modules"""
    name, percent, deciding = goal
    pairs = added_by(none, holdfast, name)
    costs = [boot[name] for boot in none.values()]
    without, added, noise = statistics.median(costs), statistics.median(pairs), half_of_spread(pairs)
    beside = {other: statistics.median(added_by(of.none, of.boots, name)) for other, of in others.items()}
    bases = {other: [boot[name] for boot in of.none.values()] for other, of in others.items()}
    real = {other: beside[other] for other in deciding
            if other in beside and beside[other] >= max(FEW, half_of_spread(bases[other]))}
    cheapest = min(real, key=real.get) if real else None
    row = {"operation": name, "none": without, "holdfast": without + added, "added": added,
           "percent": 100 * added / without, "noise": noise, "goal": percent, "others": beside,
           "without": {other: statistics.median(base) for other, base in bases.items()},
           "decided_by": sorted(real), "cheapest": cheapest, "met": None}
    if percent is not None:
        allowed = max(without * percent / 100, FEW - 1)
        row["met"] = added <= allowed + noise + PRECISION * without
    if cheapest is not None and added > max(real[cheapest], noise):
        row["met"] = False
    return row


def too_dear(row):
    """So far over its goal that `make check PARTS=bench` fails"""
    if row["goal"] is None:
        return False
    allowed = max(row["none"] * row["goal"] / 100, FEW - 1)
    return row["added"] > allowed + row["none"] * QUICK_TOLERANCE / 100


def print_table(rows):
    print(f"\n{'instructions per operation':30} {'none':>11} {'Holdfast':>11} "
          f"{'added':>8} {'noise':>7} {'percent':>9} {'goal':>6}")
    for row in rows:
        goal = "" if row["goal"] is None else f"{row['goal']:g} %"
        met = {None: "", True: "met", False: "MISSED"}[row["met"]]
        print(f"{row['operation']:30} {row['none']:11.0f} {row['holdfast']:11.0f} "
              f"{row['added']:+8.0f} {row['noise']:7.0f} {row['percent']:+8.2f} % "
              f"{goal:>6} {met}")


def read_policy(work, variant):
    """What is known of a policy and of its sealing"""
    policy = json.loads((Path(work) / f"{variant}.seal").read_text())
    policy["compile_seconds"] = float((Path(work) / f"{variant}.compile").read_text())
    return policy


def collect(options):
    """Everything, as it is written as JSON"""
    goals, modules = read_goals(options.goals), read_modules(options.variants)
    none = read_variant(options.work, "none", set())
    holdfast = read_variant(options.work, "holdfast", "all")
    bases = {"lsms": none} | {module.kernel: read_variant(options.work, f"{module.kernel}-none", set())
                              for module in modules.values() if module.kernel != "lsms"}
    others = {name: Measured(read_variant(options.work, name, module.refused), bases[module.kernel])
              for name, module in modules.items()}
    results = {"unit": "instructions", "operations": [compare(goal, none, holdfast, others) for goal in goals],
               "titles": {name: module.title for name, module in modules.items()},
               "kernels": {name: module.kernel for name, module in modules.items()},
               "boots": {"none": none, "holdfast": holdfast}
               | {f"{kernel}-none": boots for kernel, boots in bases.items() if kernel != "lsms"}
               | {name: of.boots for name, of in others.items()},
               "facts": dict(line.split(": ", 1) for line in
                             (Path(options.work) / "facts").read_text().splitlines())}
    if options.sizes:
        own = read_variant(options.work, "x86-none", set())
        rules = options.sizes.split()
        results["own_kernel"] = {"none": own} | {
            count: read_variant(options.work, f"x86-{count}", "all") for count in rules}
        results["policies"] = {count: read_policy(options.work, f"x86-{count}") for count in rules}
    return results


def check(options):
    """One line an operation; exit status 1 if one is too dear"""
    none = read_variant(options.work, "x86-none", set())
    holdfast = read_variant(options.work, "x86-5000", "all")
    rows = [compare(goal, none, holdfast, {}) for goal in read_goals(options.goals)]
    for row in rows:
        print(f"{'not ok' if too_dear(row) else 'ok'} cost of {row['operation']}: "
              f"{row['added']:+.0f} instructions, {row['percent']:+.2f} %")
    return any(too_dear(row) for row in rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", required=True, help="where the results are")
    parser.add_argument("--goals", required=True)
    parser.add_argument("--variants", required=True, help="the other modules")
    parser.add_argument("--json", help="write everything here, too")
    parser.add_argument("--page", help="renew the measured parts of this page and its plot")
    parser.add_argument("--sizes", help="numbers of rules that were measured, too")
    parser.add_argument("--check", action="store_true",
                        help="one line an operation for `make check`, and its exit status")
    options = parser.parse_args()
    if options.check:
        sys.exit(check(options))

    results = collect(options)
    rows = results["operations"]
    print_table(rows)
    if options.json:
        Path(options.json).write_text(json.dumps(results, indent=1) + "\n")
    if options.page:
        plot.write(Path(options.page).with_suffix(".svg"), rows, results["titles"])
        pages.renew(Path(options.page), results)
    judged = [row for row in rows if row["met"] is not None]
    met = sum(row["met"] for row in judged)
    worst = max((row for row in judged if row["goal"] is not None), key=lambda row: row["percent"])
    print(f"\nbench: {met}/{len(judged)} goals met, "
          f"worst {worst['operation']} {worst['percent']:+.1f} %")
    sys.exit(met != len(judged))


if __name__ == "__main__":
    main()
