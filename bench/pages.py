# SPDX-License-Identifier: GPL-2.0-or-later
"""The measured parts of docs/performance.md, each between two comments that name it."""
import re
import statistics
import sys

FEW = 10


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|---" + "|--:" * (len(head) - 1) + "|"]
    return "\n".join(lines + ["| " + " | ".join(row) + " |" for row in rows])


def percent(none, added):
    """As the other columns: what is next to nothing is a plain 0."""
    share = 100 * added / none
    return "0" if abs(added) < FEW else f"{share:+.1f} %" if abs(share) < 100 else f"{share:+.0f} %"


def side_by_side(results):
    rows = [[f"{row['operation']} ({row['none']:,.0f})", f"**{percent(row['none'], row['added'])}**"]
            + [percent(row["without"][name], row["others"][name]) + ("" if name in row["decided_by"] or name == "empty" else " °")
               for name in results["titles"]]
            for row in results["operations"]]
    return table(["operation (instructions without any module)", "**Holdfast**", *results["titles"].values()], rows)


def goals(results):
    rows = []
    for row in results["operations"]:
        goal = "" if row["goal"] is None else f"{row['goal']:g} %"
        met = {None: "", True: "met", False: "**missed**"}[row["met"]]
        name = row["cheapest"]
        cheapest = f"{row['others'][name]:+,.0f} {results['titles'][name]}" if name else ""
        rows.append([row["operation"], f"{row['none']:,.0f}", f"{row['added']:+,.0f}",
                     f"{row['noise']:,.0f}", f"{row['percent']:+.2f} %", goal, met, cheapest])
    return table(["operation", "none", "added", "noise", "percent", "goal", "",
                  "cheapest other that decides it"], rows)


def sizes(results):
    none = results["own_kernel"]["none"]
    variants = {count: boots for count, boots in results["own_kernel"].items() if count != "none"}
    rows = []
    for row in results["operations"]:
        name = row["operation"]
        rows.append([name] + [f"{statistics.median(boots[seed][name] - none[seed][name] for seed in boots):+,.0f}"
                              for boots in variants.values()])
    return table(["added, by rules in force"] + [f"{int(count):,}" for count in variants], rows)


def policies(results):
    rows = []
    for count, policy in results["policies"].items():
        image, domains = policy["image_bytes"], policy["domains"]
        rows.append([f"{int(count):,}", f"{domains:,}", f"{image:,}", f"{image / domains:,.0f}",
                     f"{policy['kernel_bytes']:,}", f"{policy['compile_seconds']:.2f}",
                     "linked before" if policy["reused"] else f"{policy['seconds']:.1f}"])
    return table(["rules", "domains", "bytes of the image", "for each domain", "of the bzImage",
                  "s to compile", "s to seal, linking included"], rows)


def other_kernels(results):
    """What kernels that a module needs cost more, without any module: {words: words}"""
    found = {}
    for name, kernel in results["kernels"].items():
        if kernel != "lsms":
            more = [100 * (row["without"][name] / row["none"] - 1) for row in results["operations"]]
            found[f"{kernel}, the kernel of {results['titles'][name]}"] = (
                f"without any module operations cost {min(more):+.1f} to {max(more):+.1f} %, "
                f"half of them more than {statistics.median(more):+.1f} %, against lsms without any")
    return found


def facts(results):
    boots = "; ".join(f"{results['titles'].get(name, name)} {len(seeds)}" for name, seeds in results["boots"].items())
    return "\n".join(f"- {name}: {value}" for name, value in
                     (results["facts"] | other_kernels(results) | {"boots": boots}).items())


def outcome(results):
    judged = [row for row in results["operations"] if row["met"] is not None]
    missed = [row["operation"] for row in judged if not row["met"]]
    words = f"{len(judged) - len(missed)} of {len(judged)} goals are met."
    return words + (f" Missed: {'; '.join(missed)}." if missed else "")


def renew(path, results):
    """Puts new text between `<!-- NAME -->` and `<!-- /NAME -->`, for each NAME there is."""
    text = path.read_text()
    for part in (facts, side_by_side, goals, outcome, sizes, policies):
        name = part.__name__
        if part in (sizes, policies) and "policies" not in results:
            continue
        text, found = re.subn(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)",
                              lambda match: match[1] + part(results) + "\n" + match[2],
                              text, flags=re.S)
        if not found:
            sys.exit(f"bench: {path} has no place for: {name}")
    path.write_text(text)
