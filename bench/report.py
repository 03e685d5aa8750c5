#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-2.0-or-later
"""Compares what bench/run.sh measured with the goals and prints the table.

Boots come in pairs: the plain kernel and the sealed one with the same memory and the same
random numbers. What Holdfast adds is the median over the pairs of the difference, each
boot's cost being the median over its batches. Half of the spread between the pairs is the
noise of the operation: no smaller difference means anything. A goal of 0 is met by fewer
than 10 instructions, one of x % by x %, both give or take the noise and 0.1 % of the operation.
"""
import argparse
import json
import statistics
import sys
from pathlib import Path

import pages
import plot

FEW = 10
PRECISION = 0.001
QUICK_TOLERANCE = 0.5


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


def compare(goal, none, holdfast):
    name, percent, cheapest, lsm = goal
    if len(none[name]) != len(holdfast[name]):
        sys.exit(f"bench: {name}: boots without a partner")
    pairs = [within - without for without, within in zip(none[name], holdfast[name])]
    without, added = statistics.median(none[name]), statistics.median(pairs)
    unsure = (max(pairs) - min(pairs)) / 2
    row = {"operation": name, "none": without, "holdfast": without + added, "added": added,
           "percent": 100 * added / without, "noise": unsure, "goal": percent,
           "cheapest": cheapest, "cheapest_lsm": lsm, "met": None}
    if percent is not None:
        allowed = max(without * percent / 100, FEW - 1)
        row["met"] = added <= allowed + unsure + PRECISION * without
    if cheapest is not None and added > max(cheapest, unsure):
        row["met"] = False
    return row


def too_dear(row):
    """So far over its goal that `make check` fails"""
    if row["goal"] is None:
        return False
    allowed = max(row["none"] * row["goal"] / 100, FEW - 1)
    return row["added"] > allowed + row["none"] * QUICK_TOLERANCE / 100


def print_table(rows, rules):
    print(f"\n{'instructions per operation':30} {'none':>11} {rules + ' rules':>11} "
          f"{'added':>8} {'noise':>7} {'percent':>9} {'goal':>6}")
    for row in rows:
        goal = "" if row["goal"] is None else f"{row['goal']:g} %"
        met = {None: "", True: "met", False: "MISSED"}[row["met"]]
        print(f"{row['operation']:30} {row['none']:11.0f} {row['holdfast']:11.0f} "
              f"{row['added']:+8.0f} {row['noise']:7.0f} {row['percent']:+8.2f} % "
              f"{goal:>6} {met}")


def read_policy(work, rules):
    """What is known of the policy of so many rules and of its sealing"""
    policy = json.loads((Path(work) / f"{rules}.seal").read_text())
    policy["compile_seconds"] = float((Path(work) / f"{rules}.compile").read_text())
    return policy


def collect(options):
    goals = read_goals(options.goals)
    none = read_variant(options.work, "none", False)
    sizes = {rules: read_variant(options.work, f"holdfast-{rules}", True)
             for rules in options.rules}
    rows = [compare(goal, none, sizes[options.rules[0]]) for goal in goals]
    return {"unit": "instructions", "rules": options.rules[0], "operations": rows,
            "none": none, "holdfast": sizes,
            "policies": {rules: read_policy(options.work, rules) for rules in sizes},
            "facts": dict(line.split(": ", 1) for line in
                          (Path(options.work) / "facts").read_text().splitlines())}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--work", required=True, help="where the results are")
    parser.add_argument("--goals", required=True)
    parser.add_argument("--json", help="write everything here, too")
    parser.add_argument("--page", help="renew the measured parts of this page and its plot")
    parser.add_argument("--check", action="store_true",
                        help="one line an operation for `make check`, and its exit status")
    parser.add_argument("rules", nargs="+", help="sizes of policies; the first is the table's")
    options = parser.parse_args()

    results = collect(options)
    rows = results["operations"]
    if options.check:
        for row in rows:
            print(f"{'not ok' if too_dear(row) else 'ok'} cost of {row['operation']}: "
                  f"{row['added']:+.0f} instructions, {row['percent']:+.2f} %")
        sys.exit(any(too_dear(row) for row in rows))
    print_table(rows, options.rules[0])
    if options.json:
        Path(options.json).write_text(json.dumps(results, indent=1) + "\n")
    if options.page:
        plot.write(Path(options.page).with_suffix(".svg"), rows)
        pages.renew(Path(options.page), results)
    judged = [row for row in rows if row["met"] is not None]
    worst = max(judged, key=lambda row: row["percent"])
    print(f"\nbench: {sum(row['met'] for row in judged)}/{len(judged)} goals met, "
          f"worst {worst['operation']} {worst['percent']:+.1f} %")


if __name__ == "__main__":
    main()
