# SPDX-License-Identifier: GPL-2.0-or-later
"""The measured parts of docs/performance.md, each between two comments that name it."""
import re
import statistics
import sys


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|---" + "|--:" * (len(head) - 1) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def operations(results):
    rows = []
    for row in results["operations"]:
        goal = "" if row["goal"] is None else f"{row['goal']:g} %"
        met = {None: "", True: "met", False: "**missed**"}[row["met"]]
        cheapest = f"{row['cheapest']:+,} {row['cheapest_lsm']}" if row["cheapest"] else ""
        rows.append([row["operation"], f"{row['none']:,.0f}", f"{row['added']:+,.0f}",
                     f"{row['noise']:,.0f}", f"{row['percent']:+.2f} %", goal, met, cheapest])
    return table(["operation", "none", "added", "noise", "percent", "goal", "",
                  "cheapest other that decides it"], rows)


def sizes(results):
    variants = dict(sorted(results["holdfast"].items(), key=lambda item: int(item[0])))
    rows = []
    for row in results["operations"]:
        name = row["operation"]
        added = [statistics.median(within - without for without, within in
                                   zip(results["none"][name], costs[name]))
                 for costs in variants.values()]
        rows.append([name] + [f"{one:+,.0f}" for one in added])
    return table(["added, by rules in force"] + [f"{int(rules):,}" for rules in variants], rows)


def policies(results):
    rows = []
    for rules, policy in sorted(results["policies"].items(), key=lambda item: int(item[0])):
        image, domains = policy["image_bytes"], policy["domains"]
        rows.append([f"{int(rules):,}", f"{domains:,}", f"{image:,}", f"{image / domains:,.0f}",
                     f"{policy['kernel_bytes']:,}", f"{policy['compile_seconds']:.2f}",
                     f"{policy['seconds']:.1f}"])
    return table(["rules", "domains", "bytes of the image", "a domain", "of the bzImage",
                  "s to compile", "s to seal, linking included"], rows)


def facts(results):
    return "\n".join(f"- {name}: {value}" for name, value in results["facts"].items())


def outcome(results):
    judged = [row for row in results["operations"] if row["met"] is not None]
    missed = [row["operation"] for row in judged if not row["met"]]
    words = f"{len(judged) - len(missed)} of {len(judged)} goals are met."
    return words + (f" Missed: {', '.join(missed)}." if missed else "")


def renew(path, results):
    """Puts new text between `<!-- NAME -->` and `<!-- /NAME -->`, for each NAME there is."""
    text = path.read_text()
    for part in (facts, operations, outcome, sizes, policies):
        name = part.__name__
        if part is sizes and len(results["holdfast"]) == 1:
            continue
        text, found = re.subn(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)",
                              lambda match: match[1] + part(results) + "\n" + match[2],
                              text, flags=re.S)
        if not found:
            sys.exit(f"bench: {path} has no place for: {name}")
    path.write_text(text)
