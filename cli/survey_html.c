/* SPDX-License-Identifier: GPL-2.0-or-later */
/* holdfast survey --html: one page that needs nothing else, no script, light and dark. */
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "cli/survey.h"

static const char style[] =
	":root{color-scheme:light dark;--page:#fbfbf9;--text:#1d2327;--soft:#5c6670;--band:#eef0ec;--line:#c8ccc6;"
	"--full:#cfe8cf;--part:#dcebc5;--reports:#fbe9b7;--off:#e4e4e4;--unseen:#e3e0f0;--claim:#f6d5c3;--bad:#b3261e;--root:#3b3f45}"
	"@media(prefers-color-scheme:dark){:root{--page:#15181b;--text:#e6e8e3;--soft:#a0a8ad;--band:#1f2428;--line:#3c444a;"
	"--full:#1f4a2b;--part:#36491f;--reports:#55430f;--off:#33373a;--unseen:#37334f;--claim:#5b3322;--bad:#ff8a80;--root:#d6d9d2}}"
	"*{box-sizing:border-box}body{margin:0 auto;padding:1rem;max-width:60rem;background:var(--page);color:var(--text);"
	"font:1rem/1.45 system-ui,sans-serif;overflow-wrap:anywhere}"
	"h1{font-size:1.35rem;margin:.2rem 0}h2{font-size:1.1rem;margin:1.6rem 0 .5rem}p{margin:.3rem 0}"
	".soft{color:var(--soft)}svg{display:block;width:100%;max-width:44rem;height:auto;margin:0 auto}"
	"svg text{fill:var(--text);font:11px system-ui,sans-serif}svg .name{font-weight:600;font-size:12.5px}svg .layer{fill:var(--soft);stroke:var(--band);stroke-width:4px;paint-order:stroke}"
	"svg .band{fill:var(--band)}svg .box{stroke:var(--line)}svg .root{fill:var(--root)}svg .rootname{fill:var(--page);font-weight:600;font-size:13px}"
	"svg .arrow{stroke:var(--bad);stroke-width:2;fill:none}svg .tip{fill:var(--bad)}svg .way{fill:var(--page);stroke:var(--bad)}"
	"svg .full{fill:var(--full)}svg .part{fill:var(--part)}svg .reports{fill:var(--reports)}svg .off{fill:var(--off)}"
	"svg .unseen{fill:var(--unseen)}svg .claim{fill:var(--claim)}"
	"svg .chain{stroke-dasharray:4 2}svg .reboot{stroke-dasharray:1.5 2}svg .block{stroke:var(--soft);stroke-width:1;fill:none}"
	"svg.key{display:inline-block;width:2.4rem;height:.6rem;margin:0 .3rem 0 0}ul.keys{list-style:none;padding:0}"
	".tag{display:inline-block;padding:0 .45rem;border-radius:.6rem;border:1px solid var(--line);font-size:.85rem}"
	".full{background:var(--full)}.part{background:var(--part)}.reports{background:var(--reports)}.off{background:var(--off)}"
	".unseen{background:var(--unseen)}.claim{background:var(--claim)}.open{color:var(--bad);font-weight:600}"
	"details{border:1px solid var(--line);border-radius:.4rem;margin:.35rem 0;padding:.35rem .6rem}summary{cursor:pointer}"
	"ul{margin:.3rem 0;padding-left:1.2rem}ol.path{list-style:none;padding:0;margin:0}"
	"ol.path li{border:1px solid var(--line);border-radius:.4rem;padding:.4rem .6rem;margin:0 0 1.4rem;position:relative;background:var(--band)}"
	"ol.path li:not(:last-child)::after{content:'\\2193';position:absolute;left:50%;bottom:-1.5rem;color:var(--bad);font-weight:700}"
	"dl{display:grid;grid-template-columns:minmax(7rem,max-content) 1fr;gap:.25rem .8rem;margin:0}dd{margin:0}dt{font-weight:600}"
	"@media(max-width:30rem){body{padding:.6rem}dl{grid-template-columns:1fr}dd{margin:0 0 .5rem}"
	"svg text{font-size:12px}svg .name{font-size:13px}svg .rootname{font-size:14px}}";

static const char *tag_class(const struct finding *finding)
{
	static const char *const classes[] = { "off", "reports", "part", "full", "unseen" };

	return finding->presence == PRESENT_CLAIM ? "claim" : classes[finding->force];
}

static void paragraph(struct text *out, const char *class, const char *head, const char *words)
{
	text_printf(out, "<p class=\"%s\">%s", class, head);
	say_html(out, words);
	text_puts(out, "</p>\n");
}

static void say_head(const struct survey_view *view, struct text *out)
{
	const struct facts *facts = view->survey->facts;
	const char *inside;

	text_printf(out, "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">"
		    "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\"><title>What protects this host</title>\n"
		    "<style>%s</style></head><body>\n<h1>What protects %s</h1>\n", style,
		    facts->host->live ? "this host" : "the machine in these files");
	paragraph(out, "soft", "Linux ", facts->kernel.release ? facts->kernel.release : "(not seen)");
	if (!facts->host->live)
		paragraph(out, "soft", "From files below ", facts->host->root_path);
	else if (!facts->host->is_root)
		paragraph(out, "soft", "", "Not run as root, so much could not be seen; see the end.");
	for (int cursor = 0; (inside = inside_line(view->survey, &cursor));)
		paragraph(out, "soft", "", inside);
}

static void say_questions(const struct survey *survey, struct text *out)
{
	text_puts(out, "<h2>Which questions have an answer that survives root</h2>\n<dl>\n");
	for (int i = 0; i < QUESTIONS; i++) {
		const struct question_answer *answer = &survey->answers[i];
		static const char *const classes[] = {
			[HOLD_NONE] = "off", [HOLD_CONFINED] = "reports", [HOLD_FALLS] = "claim", [HOLD_UNSEEN] = "unseen",
			[HOLD_REBOOT] = "part", [HOLD_REBOOT_UNSEEN] = "part", [HOLD_SURVIVES] = "full",
		};

		text_printf(out, "<dt>%s</dt><dd><span class=\"tag %s\">%s</span> ", question_words[i], classes[answer->hold],
			    hold_words[answer->hold]);
		say_html(out, names_of(survey, answer->by, answer->by_count));
		text_puts(out, "</dd>\n");
	}
	text_puts(out, "</dl>\n");
}

static void say_path(const struct survey *survey, const struct path *path, struct text *out)
{
	text_puts(out, "<ol class=\"path\"><li><b>root over the network</b></li>\n");
	for (size_t i = 0; i < path->hop_count; i++) {
		const struct hop *hop = &path->hops[i];

		text_puts(out, "<li>");
		say_html(out, hop->way ? hop->way->way->step : hop->verdict->step->step);
		text_puts(out, "<br><span class=\"soft\">");
		say_html(out, hop_reason(survey, hop));
		text_puts(out, "<br>no longer in force: ");
		say_html(out, names_of(survey, hop->removes, hop->remove_count));
		text_puts(out, "</span></li>\n");
	}
	text_puts(out, "<li><b>nothing enforces</b></li></ol>\n");
}

static void say_remains(const struct survey *survey, const struct path *path, struct text *out)
{
	if (!path->remain_count) {
		paragraph(out, "", "", "Not known: which LSMs are active was not seen.");
		return;
	}
	paragraph(out, "", path->kind == PATH_NONE ? "No path is known. What stays in force: " :
		  "Not known: steps against these could not be judged from here: ",
		  names_of(survey, path->remains, path->remain_count));
}

static void say_paths(const struct survey *survey, struct text *out)
{
	text_puts(out, "<h2>The weakest path</h2>\n");
	if (survey->path.kind == PATH_NOTHING) {
		paragraph(out, "", "", "Nothing that was seen refuses anything to root on this host.");
	} else if (survey->path.kind == PATH_FOUND) {
		say_path(survey, &survey->path, out);
	} else {
		text_puts(out, "<p><b>Without a reboot</b></p>\n");
		say_remains(survey, &survey->path, out);
		text_puts(out, "<p><b>With a reboot</b></p>\n");
		if (survey->reboot_path.kind == PATH_FOUND)
			say_path(survey, &survey->reboot_path, out);
		else
			say_remains(survey, &survey->reboot_path, out);
	}
}

static void say_open(struct text *out, enum answer open)
{
	text_printf(out, "<span class=\"%s\">%s</span>: ", open == ANSWER_YES ? "open" : "soft", open_word(open));
}

static void say_step(const struct verdict *verdict, struct text *out)
{
	const struct off_step *step = verdict->step;

	text_puts(out, "<li>");
	say_open(out, verdict->open);
	say_html(out, step->step);
	text_puts(out, "<br><span class=\"soft\">by ");
	say_html(out, who_phrase(step));
	text_puts(out, "; ");
	say_html(out, verdict->why);
	text_puts(out, "; what takes it away: ");
	say_html(out, step->removed);
	text_puts(out, "; ");
	say_html(out, step->test ? step->test : "documented, not tested");
	text_puts(out, "; source: ");
	say_html(out, step->source);
	text_puts(out, "</span></li>\n");
}

static void say_list(struct text *out, const char *title, const char *const *lines, size_t count)
{
	if (!count)
		return;
	text_printf(out, "<p class=\"soft\">%s</p><ul>", title);
	for (size_t i = 0; i < count; i++) {
		text_puts(out, "<li>");
		say_html(out, lines[i]);
		text_puts(out, "</li>");
	}
	text_puts(out, "</ul>\n");
}

static void say_finding(const struct finding *finding, struct text *out)
{
	const struct mechanism *mechanism = finding->mechanism;

	text_puts(out, "<details><summary><b>");
	say_html(out, mechanism->name);
	text_printf(out, "</b> <span class=\"tag %s\">%s</span> ", tag_class(finding),
		    state_word(finding));
	say_html(out, finding->summary);
	text_puts(out, "</summary>\n");
	paragraph(out, "", "", mechanism->enforces);
	paragraph(out, "soft", "On: ", mechanism->on);
	if (mechanism->off_count)
		text_puts(out, "<p class=\"soft\">How root switches it off or passes it by</p>");
	text_puts(out, "<ul>");
	for (size_t i = 0; i < mechanism->off_count; i++)
		say_step(&finding->verdicts[i], out);
	text_puts(out, "</ul>\n<p class=\"soft\">Seen</p><ul>");
	for (size_t i = 0; i < finding->evidence_count; i++) {
		text_puts(out, "<li>");
		say_html(out, finding->evidence[i].text);
		text_puts(out, "</li>");
	}
	text_puts(out, "</ul>\n");
	say_list(out, "State", finding->details, finding->detail_count);
	say_list(out, "Notes", mechanism->notes, mechanism->note_count);
	text_puts(out, "</details>\n");
}

static void say_findings(const struct survey_view *view, struct text *out)
{
	int layer = -1;

	for (size_t i = 0; i < view->survey->count; i++) {
		const struct finding *finding = &view->survey->findings[i];

		if (finding->presence < PRESENT_CLAIM || !is_shown(view, finding))
			continue;
		if ((int)finding->mechanism->layer != layer) {
			layer = (int)finding->mechanism->layer;
			text_printf(out, "<h2>%s</h2>\n", layer_heading(view->survey, layer));
		}
		say_finding(finding, out);
	}
}

/* A thing that root can use or not, and what takes it away. */
static void say_use(struct text *out, const struct condition *condition, const char *title, const char *more, const char *removed)
{
	text_puts(out, "<li>");
	say_open(out, condition->answer);
	say_html(out, title);
	text_printf(out, "%s<br><span class=\"soft\">", more);
	say_html(out, condition->why);
	text_puts(out, "; what takes it away: ");
	say_html(out, removed);
	text_puts(out, "</span></li>\n");
}

static void say_ways(const struct survey *survey, struct text *out)
{
	text_puts(out, "<h2>Ways for root below all of this: into the kernel itself, or to another one</h2>\n<ul>");
	for (size_t i = 0; i < way_count; i++)
		say_use(out, &survey->ways[i].condition, ways[i].title,
			ways[i].reboot ? " (needs a reboot)" : ways[i].single ? " (single decisions: no path)" : "", ways[i].removed);
	text_puts(out, "</ul>\n<h2>Kernel options that help root on the way there</h2>\n<ul>");
	/* Those that are a way by themselves were told as that. */
	for (size_t i = 0; i < kernel_option_count; i++)
		if (!kernel_options[i].way)
			say_use(out, &survey->options[i].condition, kernel_options[i].title, "", kernel_options[i].removed);
	text_puts(out, "</ul>\n");
}

static void say_bpf(const struct survey *survey, struct text *out)
{
	size_t count;
	const struct bpf_row *rows = bpf_rows(survey, &count);

	if (!count)
		return;
	text_puts(out, "<h2>BPF programs that are loaded</h2>\n<ul>");
	for (size_t i = 0; i < count; i++) {
		text_puts(out, "<li>");
		say_html(out, rows[i].name);
		text_printf(out, ", %s<br><span class=\"soft\">", rows[i].type);
		say_html(out, rows[i].words);
		text_puts(out, "</span></li>\n");
	}
	text_puts(out, "</ul>\n");
}

/* Signs that are not enough to call it there, each with what was seen. */
static void say_hints(const struct survey_view *view, struct text *out)
{
	size_t count;
	const struct finding **hints = hints_of(view, &count);

	if (!count)
		return;
	text_puts(out, "<h2>Built in or only hinted at, not counted as there</h2>\n<ul>");
	for (size_t i = 0; i < count; i++) {
		text_puts(out, "<li>");
		say_html(out, hints[i]->mechanism->name);
		text_puts(out, " <span class=\"soft\">");
		for (size_t k = 0; k < hints[i]->evidence_count; k++) {
			text_puts(out, k ? "; " : "");
			say_html(out, hints[i]->evidence[k].text);
		}
		text_puts(out, "</span></li>\n");
	}
	text_puts(out, "</ul>\n");
}

static void say_legend(struct text *out)
{
	static const struct { const char *class, *path, *words; } keys[] = {
		{ "arrow", "M2 5H36", "root can switch it off or pass it by on this host now" },
		{ "arrow chain", "M2 5H36", "it falls by chain: by a way below it, or once others have fallen" },
		{ "arrow reboot", "M2 5H36", "only a reboot gets round it, and root can change what boots" },
		{ "block", "M2 5H36M36 1v8", "from what blocks a way to that way" },
	};

	text_puts(out, "<p class=\"soft\">What enforces on a layer cannot be switched off by what only reaches the layers above it.</p>\n"
		  "<ul class=\"soft keys\">");
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		text_printf(out, "<li><svg class=\"key\" viewBox=\"0 0 40 10\" aria-hidden=\"true\"><path class=\"%s\" d=\"%s\"%s/></svg>%s</li>",
			    keys[i].class, keys[i].path, *keys[i].class == 'a' ? " marker-end=\"url(#head)\"" : "", keys[i].words);
	text_puts(out, "</ul>\n");
}

void survey_html(const struct survey_view *view, struct text *out)
{
	const struct survey *survey = view->survey;

	say_head(view, out);
	if (view->only < 0) {
		say_questions(survey, out);
		say_paths(survey, out);
	}
	text_puts(out, "<h2>The layers</h2>\n");
	survey_picture(view, out);
	say_legend(out);
	say_findings(view, out);
	say_hints(view, out);
	if (view->only < 0) {
		say_ways(survey, out);
		say_bpf(survey, out);
	}
	if (survey->facts->unseen_count)
		text_puts(out, "<h2>Not seen, so nothing is said about it</h2>\n");
	say_list(out, "", (const char *const *)survey->facts->unseen, survey->facts->unseen_count);
	text_puts(out, "</body></html>\n");
}
