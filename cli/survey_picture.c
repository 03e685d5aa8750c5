/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The picture: layers from the hardware at the bottom to agents at the top, what was seen on its layer, and
 * arrows from root to what it can switch off now. Two boxes a row, a lane for arrows on either side: it
 * stays readable on a phone.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/survey.h"

#define WIDTH 440
#define BOX_WIDTH 180
#define BOX_HEIGHT 38
#define ROW 46
#define HEAD 22
#define LEFT_BOX 34
#define RIGHT_BOX (WIDTH - LEFT_BOX - BOX_WIDTH)
#define NAME_COLUMNS 21

/* Drawing goes down the page. */
struct picture {
	const struct survey_view *view;
	struct text *out;
	int y;
	int left_end, right_end;	/* how far the lanes of arrows go down */
};

static const char *class_of(const struct finding *finding)
{
	static const char *const classes[] = { "off", "reports", "part", "full", "unseen" };

	return finding->presence == PRESENT_CLAIM ? "claim" : classes[finding->force];
}

static const char *state_of(const struct finding *finding)
{
	return finding->presence == PRESENT_CLAIM ? "only a claim" : force_words[finding->force];
}

/* Can root switch it off, or pass it by, on this host now? */
static bool falls_now(const struct finding *finding)
{
	for (size_t i = 0; is_active(finding) && i < finding->mechanism->off_count; i++)
		if (finding->verdicts[i].open == ANSWER_YES && finding->verdicts[i].step->who != WHO_REBOOT &&
		    finding->verdicts[i].step->effect != EFFECT_PART)
			return true;
	return false;
}

static void say_cut(struct text *out, const char *name)
{
	struct text clean = { 0 };
	size_t used = 0, length = 0;

	say_clean(&clean, name);
	while (clean.bytes && clean.bytes[length] && used < NAME_COLUMNS) {
		length++;
		while (((unsigned char)clean.bytes[length] & 0xc0) == 0x80)
			length++;
		used++;
	}
	if (clean.bytes) {
		bool cut = clean.bytes[length] != '\0';

		clean.bytes[length] = '\0';
		say_html(out, clean.bytes);
		text_puts(out, cut ? "…" : "");
	}
	text_free(&clean);
}

static void draw_box(struct picture *picture, const struct finding *finding, int x, bool right)
{
	struct text *out = picture->out;
	int middle = picture->y + BOX_HEIGHT / 2;

	text_printf(out, "<g><title>");
	say_html(out, finding->mechanism->name);
	text_puts(out, ": ");
	say_html(out, *finding->summary ? finding->summary : state_of(finding));
	text_printf(out, "</title><rect class=\"box %s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"5\"/>",
		    class_of(finding), x, picture->y, BOX_WIDTH, BOX_HEIGHT);
	text_printf(out, "<text class=\"name\" x=\"%d\" y=\"%d\">", x + 8, picture->y + 16);
	say_cut(out, finding->mechanism->name);
	text_printf(out, "</text><text class=\"state\" x=\"%d\" y=\"%d\">%s</text></g>\n", x + 8, picture->y + 30, state_of(finding));
	if (!falls_now(finding))
		return;
	text_printf(out, "<path class=\"arrow\" d=\"M%d %dH%d\" marker-end=\"url(#head)\"/>\n", right ? WIDTH - 14 : 14, middle,
		    right ? x + BOX_WIDTH + 3 : x - 3);
	if (right)
		picture->right_end = middle;
	else
		picture->left_end = middle;
}

static size_t draw_boxes(struct picture *picture, int layer)
{
	const struct survey *survey = picture->view->survey;
	size_t drawn = 0;

	for (size_t i = 0; i < survey->count; i++) {
		const struct finding *finding = &survey->findings[i];

		if ((int)finding->mechanism->layer != layer || finding->presence < PRESENT_CLAIM || !is_shown(picture->view, finding))
			continue;
		if (drawn && drawn % 2 == 0)
			picture->y += ROW;
		draw_box(picture, finding, drawn % 2 ? RIGHT_BOX : LEFT_BOX, drawn % 2);
		drawn++;
	}
	if (drawn)
		picture->y += ROW;
	return drawn;
}

static size_t boxes_on(const struct survey_view *view, int layer)
{
	size_t count = 0;

	for (size_t i = 0; i < view->survey->count; i++)
		count += (int)view->survey->findings[i].mechanism->layer == layer &&
			 view->survey->findings[i].presence >= PRESENT_CLAIM && is_shown(view, &view->survey->findings[i]);
	return count;
}

static void draw_layer(struct picture *picture, int layer)
{
	size_t boxes = boxes_on(picture->view, layer);
	int height = HEAD + (int)((boxes + 1) / 2) * ROW + (boxes ? 2 : 0);

	text_printf(picture->out, "<rect class=\"band\" x=\"24\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n", picture->y,
		    WIDTH - 48, height);
	text_printf(picture->out, "<text class=\"layer\" x=\"34\" y=\"%d\">%s%s: %s%s</text>\n", picture->y + 15,
		    layer == LAYER_ADJACENT ? "" : "layer ", layer == LAYER_ADJACENT ? "adjacent" : layer_words[layer],
		    layer == LAYER_ADJACENT ? "other questions" : layer_titles[layer], boxes ? "" : ": nothing seen");
	picture->y += HEAD;
	draw_boxes(picture, layer);
	picture->y += boxes ? 8 : 6;
}

/* The ways below everything: one box, and where one is open an arrow up past all above. */
static void draw_ways(struct picture *picture, int top)
{
	struct text open = { 0 };
	struct text *out = picture->out;
	int middle = picture->y + BOX_HEIGHT / 2;

	for (size_t i = 0; i < way_count; i++)
		if (picture->view->survey->ways[i].condition.answer == ANSWER_YES)
			text_printf(&open, "%s%s", open.length ? ", " : "", ways[i].id);
	text_printf(out, "<rect class=\"box %s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"5\"/>", open.length ? "way" : "off",
		    LEFT_BOX, picture->y, WIDTH - 2 * LEFT_BOX, BOX_HEIGHT);
	text_printf(out, "<text class=\"name\" x=\"%d\" y=\"%d\">ways below everything above</text>", LEFT_BOX + 8, picture->y + 16);
	text_printf(out, "<text class=\"state\" x=\"%d\" y=\"%d\">%s%s</text>\n", LEFT_BOX + 8, picture->y + 30,
		    open.length ? "open: " : "none is seen open", open.length ? open.bytes : "");
	if (open.length) {
		text_printf(out, "<path class=\"arrow\" d=\"M14 %dH%d\" marker-end=\"url(#head)\"/>\n", middle, LEFT_BOX - 3);
		text_printf(out, "<path class=\"arrow\" d=\"M%d %dV%d\" marker-end=\"url(#head)\"/>\n", WIDTH - 29, picture->y - 2, top);
		picture->left_end = middle;
	}
	picture->y += BOX_HEIGHT + 8;
	text_free(&open);
}

static void draw_root(struct picture *picture)
{
	text_printf(picture->out, "<rect class=\"root\" x=\"4\" y=\"4\" width=\"%d\" height=\"26\" rx=\"5\"/>"
		    "<text class=\"rootname\" x=\"%d\" y=\"21\" text-anchor=\"middle\">root over the network</text>\n", WIDTH - 8, WIDTH / 2);
	picture->y = 42;
}

static void draw_lanes(struct picture *picture)
{
	if (picture->left_end)
		text_printf(picture->out, "<path class=\"arrow\" d=\"M14 30V%d\"/>\n", picture->left_end);
	if (picture->right_end)
		text_printf(picture->out, "<path class=\"arrow\" d=\"M%d 30V%d\"/>\n", WIDTH - 14, picture->right_end);
}

void survey_picture(const struct survey_view *view, struct text *out)
{
	struct text body = { 0 };
	struct picture picture = { .view = view, .out = &body };

	draw_root(&picture);
	for (int layer = LAYER_ADJACENT; layer >= LAYER_HARDWARE; layer--) {
		if (layer == LAYER_HARDWARE)
			draw_ways(&picture, 46);
		draw_layer(&picture, layer);
	}
	draw_lanes(&picture);
	text_printf(out, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"What protects this host, layer by layer, and what root can switch off\">\n"
		    "<defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\">"
		    "<path class=\"tip\" d=\"M0 0L8 4L0 8z\"/></marker></defs>\n", WIDTH, picture.y + 4);
	text_add(out, body.bytes, body.length);
	text_puts(out, "</svg>\n");
	text_free(&body);
}
