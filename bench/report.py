#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Compares what bench/run.sh measured with the goals and prints the table.

A cost is the median over the boots of a variant, each boot's own being the median
over its batches. Half of the spread between the boots is the noise of the operation:
no smaller difference means anything. A goal of 0 is met by fewer than 10 instructions,
one of x % by x %, both give or take the noise and 0.1 % of the operation.
"""
import argparse
import json
import statistics
import sys
from pathlib import Path

FEW = 10
PRECISION = 0.001


def read_goals(path):
    """[(operation, percent or None, the cheapest LSM's instructions or None, its name)]"""
    goals = []
    for line in Path(path).read_text().splitlines():
        if not line or line.startswith("#"):
            continue
        name, goal, other = (word.strip() for word in line.split("|"))
        count, _, lsm = other.partition(" ")
        goals.append((name, None if goal == "-" else float(goal),
                      None if count == "-" else int(count), lsm))
    return goals


def read_boot(path):
    """({operation: instructions}, {trial: outcome}) of one boot"""
    costs, proofs = {}, {}
    for line in Path(path).read_text().splitlines():
        fields = line.split("|")
        if fields[0] == "cost":
            costs[fields[1]] = int(fields[2])
        elif fields[0] == "proof":
            proofs[fields[1]] = fields[2]
    return costs, proofs


def read_variant(work, variant, enforces):
    """{operation: [instructions of each boot]}, after a look at whether it enforced"""
    wanted = "refused" if enforces else "done"
    boots = []
    for path in sorted(Path(work).glob(f"{variant}.boot-*.results")):
        costs, proofs = read_boot(path)
        wrong = [trial for trial, outcome in proofs.items() if outcome != wanted]
        if wrong or not proofs:
            sys.exit(f"bench: {path}: not {wanted}: {', '.join(wrong) or 'nothing was tried'}")
        boots.append(costs)
    if not boots:
        sys.exit(f"bench: {work} has no results of {variant}")
    return {name: [boot[name] for boot in boots] for name in boots[0]}


def noise(boots):
    return (max(boots) - min(boots)) / 2


def compare(goal, none, holdfast):
    name, percent, cheapest, lsm = goal
    without, within = statistics.median(none[name]), statistics.median(holdfast[name])
    added = within - without
    unsure = max(noise(none[name]), noise(holdfast[name]))
    row = {"operation": name, "none": without, "holdfast": within, "added": added,
           "percent": 100 * added / without, "noise": unsure, "goal": percent,
           "cheapest": cheapest, "cheapest_lsm": lsm, "met": None}
    if percent is not None:
        allowed = without * percent / 100 or FEW - 1
        row["met"] = added <= allowed + unsure + PRECISION * without
    if cheapest is not None and added > max(cheapest, unsure):
        row["met"] = False
    return row


def print_table(rows, rules):
    print(f"\n{'instructions per operation':28} {'none':>10} {rules + ' rules':>12} "
          f"{'added':>8} {'noise':>7} {'percent':>9} {'goal':>6}")
    for row in rows:
        goal = "" if row["goal"] is None else f"{row['goal']:g} %"
        met = {None: "", True: "met", False: "MISSED"}[row["met"]]
        print(f"{row['operation']:28} {row['none']:10.0f} {row['holdfast']:12.0f} "
              f"{row['added']:+8.0f} {row['noise']:7.0f} {row['percent']:+8.2f} % "
              f"{goal:>6} {met}")


def print_sizes(goals, none, sizes):
    print(f"\n{'added, by rules in force':28}" + "".join(f" {size:>10}" for size in sizes))
    for name, *_ in goals:
        without = statistics.median(none[name])
        added = [statistics.median(variant[name]) - without for variant in sizes.values()]
        print(f"{name:28}" + "".join(f" {one:+10.0f}" for one in added))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", required=True, help="where the results are")
    parser.add_argument("--goals", required=True)
    parser.add_argument("--json", help="write everything here, too")
    parser.add_argument("rules", nargs="+", help="sizes of policies; the first is the table's")
    options = parser.parse_args()

    goals = read_goals(options.goals)
    none = read_variant(options.work, "none", False)
    sizes = {rules: read_variant(options.work, f"holdfast-{rules}", True)
             for rules in options.rules}
    rows = [compare(goal, none, sizes[options.rules[0]]) for goal in goals]
    print_table(rows, options.rules[0])
    if len(sizes) > 1:
        print_sizes(goals, none, dict(sorted(sizes.items(), key=lambda item: int(item[0]))))
    if options.json:
        seals = {rules: json.loads((Path(options.work) / f"{rules}.seal").read_text())
                 for rules in sizes}
        Path(options.json).write_text(json.dumps(
            {"unit": "instructions", "operations": rows, "none": none, "holdfast": sizes,
             "policies": seals}, indent=1) + "\n")
    judged = [row for row in rows if row["met"] is not None]
    worst = max(judged, key=lambda row: row["percent"])
    print(f"\nbench: {sum(row['met'] for row in judged)}/{len(judged)} goals met, "
          f"worst {worst['operation']} {worst['percent']:+.1f} %")


if __name__ == "__main__":
    main()
