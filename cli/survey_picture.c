/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The picture: layers from the hardware at the bottom to agents at the top, what was seen on its layer, and
 * arrows from root to what it can get rid of. Two boxes a row; a lane for root's arrows on either side, and one
 * in the middle from what blocks a way below everything to that way. It stays readable on a phone.
 */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/survey.h"

#define WIDTH 400
#define BOX_WIDTH 170
#define BOX_HEIGHT 54
#define ROW 61
#define WAY_HEIGHT 38
#define WAY_ROW 44
#define HEAD 22
#define LEFT_BOX 24
#define RIGHT_BOX (WIDTH - LEFT_BOX - BOX_WIDTH)
#define LANE 9			/* of root's arrows, from either edge */
#define UP (WIDTH - 18)		/* of the arrow from the ways past everything above */
#define NAME_COLUMNS 19
#define STATE_COLUMNS 27

/* How root gets rid of something; as classes of arrows. */
enum arrow { ARROW_NONE, ARROW_REBOOT, ARROW_CHAIN, ARROW_NOW };

static const char *const arrow_classes[] = { "", "arrow reboot", "arrow chain", "arrow" };

/* Drawing goes down the page. */
struct picture {
	const struct survey_view *view;
	struct text bands, lines, front;	/* what is drawn first lies below */
	int y;
	int *places;			/* of each finding's box: its middle, negative on the right; 0: it has none */
	int left_end, right_end;	/* how far the lanes of arrows go down */
};

static const char *class_of(const struct finding *finding)
{
	static const char *const classes[] = { "off", "reports", "part", "full", "unseen" };

	return finding->presence == PRESENT_CLAIM ? "claim" : classes[finding->force];
}

static enum arrow arrow_of(const struct finding *finding)
{
	if (!is_active(finding))
		return ARROW_NONE;
	for (size_t i = 0; i < finding->mechanism->off_count; i++)
		if (finding->verdicts[i].open == ANSWER_YES && finding->verdicts[i].step->who != WHO_REBOOT &&
		    finding->verdicts[i].step->effect != EFFECT_PART)
			return ARROW_NOW;
	return finding->fate == FATE_FALLS ? ARROW_CHAIN : finding->fate == FATE_REBOOT ? ARROW_REBOOT : ARROW_NONE;
}

static const char *state_words(const struct survey *survey, const struct finding *finding)
{
	static const char *const fates[] = {
		[FATE_NONE] = "", [FATE_FALLS] = " · falls", [FATE_UNSEEN] = " · falls?", [FATE_REBOOT] = " · falls by reboot",
		[FATE_REBOOT_UNSEEN] = " · reboot?", [FATE_SURVIVES] = " · survives root",
	};

	return arena_printf(survey->arena, "%s%s%s", state_word(finding), is_active(finding) ? fates[finding->fate] : "",
			    arrow_of(finding) == ARROW_CHAIN ? " by chain" : "");
}

/* How many bytes of a clean UTF-8 text are so many columns. */
static size_t bytes_of(const char *clean, size_t wanted)
{
	size_t length = 0;

	while (clean[length] && wanted--)
		do
			length++;
		while (((unsigned char)clean[length] & 0xc0) == 0x80);
	return length;
}

/* Where a name is parted in two lines: behind the last word that fits; 0 if all of it does. */
static size_t parting(const char *clean)
{
	size_t most = bytes_of(clean, NAME_COLUMNS), at = most;

	if (!clean[most])
		return 0;
	while (at && clean[at] != ' ')
		at--;
	return at ? at : most;
}

static void say_part(struct text *out, const char *class, int x, int y, const char *clean, size_t length, size_t most)
{
	size_t fitting = bytes_of(clean, most);
	struct text part = { 0 };

	if (length > fitting)
		fitting = bytes_of(clean, most - 1);
	text_add(&part, clean, length < fitting ? length : fitting);
	text_printf(out, "<text class=\"%s\" x=\"%d\" y=\"%d\">", class, x, y);
	say_html(out, part.bytes ? part.bytes : "");
	text_printf(out, "%s</text>", length > fitting ? "…" : "");
	text_free(&part);
}

static void say_name(struct text *out, int x, int y, const char *name)
{
	struct text clean = { 0 };
	size_t first;

	say_clean(&clean, name);
	if (clean.bytes) {
		first = parting(clean.bytes);
		say_part(out, "name", x, y + (first ? 0 : 7), clean.bytes, first ? first : clean.length, NAME_COLUMNS);
		if (first)
			say_part(out, "name", x, y + 15, clean.bytes + first + strspn(clean.bytes + first, " "),
				 strlen(clean.bytes + first + strspn(clean.bytes + first, " ")), NAME_COLUMNS);
	}
	text_free(&clean);
}

/* From root's lane, which goes down as far as its last arrow, to a box. */
static void draw_arrow(struct picture *picture, enum arrow arrow, bool right, int middle)
{
	if (arrow == ARROW_NONE)
		return;
	text_printf(&picture->lines, "<path class=\"%s\" d=\"M%d %dH%d\" marker-end=\"url(#head)\"/>\n", arrow_classes[arrow],
		    right ? WIDTH - LANE : LANE, middle, right ? WIDTH - LEFT_BOX + 3 : LEFT_BOX - 3);
	if (right)
		picture->right_end = middle;
	else
		picture->left_end = middle;
}

static void draw_box(struct picture *picture, size_t index, bool right)
{
	const struct survey *survey = picture->view->survey;
	const struct finding *finding = &survey->findings[index];
	const char *state = state_words(survey, finding);
	struct text *out = &picture->front;
	int x = right ? RIGHT_BOX : LEFT_BOX, middle = picture->y + BOX_HEIGHT / 2;

	text_puts(out, "<g><title>");
	say_html(out, finding->mechanism->name);
	text_puts(out, ": ");
	say_html(out, *finding->summary ? finding->summary : state);
	text_printf(out, "</title><rect class=\"box %s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"5\"/>",
		    class_of(finding), x, picture->y, BOX_WIDTH, BOX_HEIGHT);
	say_name(out, x + 7, picture->y + 16, finding->mechanism->name);
	say_part(out, "state", x + 7, picture->y + 47, state, strlen(state), STATE_COLUMNS);
	text_puts(out, "</g>\n");
	picture->places[index] = right ? -middle : middle;
	draw_arrow(picture, arrow_of(finding), right, middle);
}

static bool is_on(const struct survey_view *view, const struct finding *finding, int layer)
{
	return (int)finding->mechanism->layer == layer && finding->presence >= PRESENT_CLAIM && is_shown(view, finding);
}

static void draw_boxes(struct picture *picture, int layer)
{
	const struct survey *survey = picture->view->survey;
	size_t drawn = 0;

	for (size_t i = 0; i < survey->count; i++) {
		if (!is_on(picture->view, &survey->findings[i], layer))
			continue;
		if (drawn && drawn % 2 == 0)
			picture->y += ROW;
		draw_box(picture, i, drawn % 2);
		drawn++;
	}
	if (drawn)
		picture->y += ROW;
}

static void draw_band(struct picture *picture, const char *class, const char *words, const char *more, int height)
{
	text_printf(&picture->bands, "<rect class=\"%s\" x=\"16\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"6\"/>\n", class, picture->y,
		    WIDTH - 32, height);
	text_printf(&picture->front, "<text class=\"layer\" x=\"%d\" y=\"%d\">%s%s</text>\n", LEFT_BOX, picture->y + 15, words, more);
	picture->y += HEAD;
}

static void draw_layer(struct picture *picture, int layer)
{
	const struct survey *survey = picture->view->survey;
	size_t boxes = 0;

	for (size_t i = 0; i < survey->count; i++)
		boxes += is_on(picture->view, &survey->findings[i], layer);
	draw_band(picture, "band", layer_heading(survey, layer), boxes ? "" : ": nothing seen",
		  HEAD + (int)((boxes + 1) / 2) * ROW + (boxes ? 2 : 0));
	draw_boxes(picture, layer);
	picture->y += boxes ? 8 : 6;
}

/* From what blocks a way to that way: by the lane in the middle, with a bar at its end. */
static void draw_blockers(struct picture *picture, const struct way_verdict *verdict, bool right, int middle)
{
	const struct survey *survey = picture->view->survey;
	int end = right ? RIGHT_BOX - 2 : LEFT_BOX + BOX_WIDTH + 2;

	for (size_t i = 0; i < verdict->blocker_count; i++) {
		const struct finding *finding = survey_find(survey, verdict->blockers[i]);
		int place = finding ? picture->places[finding - survey->findings] : 0;

		if (place)
			text_printf(&picture->lines, "<path class=\"block\" d=\"M%d %dH%dV%dH%dM%d %dv10\"/>\n",
				    place < 0 ? RIGHT_BOX : LEFT_BOX + BOX_WIDTH, place < 0 ? -place : place, WIDTH / 2, middle, end, end,
				    middle - 5);
	}
}

static void draw_way(struct picture *picture, const struct way_verdict *verdict, bool right)
{
	const struct survey *survey = picture->view->survey;
	int x = right ? RIGHT_BOX : LEFT_BOX, middle = picture->y + WAY_HEIGHT / 2;
	bool open = verdict->condition.answer == ANSWER_YES;
	char *words = arena_printf(survey->arena, "%s", open_word(verdict->condition.answer));

	for (size_t i = 0; i < verdict->blocker_count; i++)
		words = arena_printf(survey->arena, "%s%s%s", words, i ? ", " : " by ", verdict->blockers[i]);
	if (verdict->way->reboot)
		words = arena_printf(survey->arena, "%s · needs a reboot", words);
	text_puts(&picture->front, "<g><title>");
	say_html(&picture->front, verdict->way->title);
	text_puts(&picture->front, ": ");
	say_html(&picture->front, verdict->condition.why);
	text_printf(&picture->front, "</title><rect class=\"box %s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"5\"/>",
		    open ? "way" : verdict->condition.answer == ANSWER_UNSEEN ? "unseen" : "off", x, picture->y, BOX_WIDTH, WAY_HEIGHT);
	say_part(&picture->front, "name", x + 7, picture->y + 16, verdict->way->id, strlen(verdict->way->id), NAME_COLUMNS);
	say_part(&picture->front, "state", x + 7, picture->y + 31, words, strlen(words), STATE_COLUMNS);
	text_puts(&picture->front, "</g>\n");
	draw_arrow(picture, !open ? ARROW_NONE : verdict->way->reboot ? ARROW_REBOOT : ARROW_NOW, right, middle);
	draw_blockers(picture, verdict, right, middle);
}

/* The ways below everything and, where one is open, an arrow up past all above. */
static void draw_ways(struct picture *picture, int top)
{
	int begin = picture->y;
	enum arrow up = ARROW_NONE;

	draw_band(picture, "band", "Ways below all of this", "", HEAD + (int)((way_count + 1) / 2) * WAY_ROW + 2);
	for (size_t i = 0; i < way_count; i++) {
		const struct way_verdict *verdict = &picture->view->survey->ways[i];
		enum arrow arrow = verdict->condition.answer != ANSWER_YES ? ARROW_NONE : verdict->way->reboot ? ARROW_REBOOT : ARROW_NOW;

		up = arrow > up && !verdict->way->single ? arrow : up;
		draw_way(picture, verdict, i % 2);
		if (i % 2 || i + 1 == way_count)
			picture->y += WAY_ROW;
	}
	if (up != ARROW_NONE)
		text_printf(&picture->lines, "<path class=\"%s\" d=\"M%d %dV%d\" marker-end=\"url(#head)\"/>\n", arrow_classes[up], UP, begin, top);
	picture->y += 8;
}

static void draw_root(struct picture *picture)
{
	text_printf(&picture->front, "<rect class=\"root\" x=\"4\" y=\"4\" width=\"%d\" height=\"26\" rx=\"5\"/>"
		    "<text class=\"rootname\" x=\"%d\" y=\"21\" text-anchor=\"middle\">root over the network</text>\n", WIDTH - 8, WIDTH / 2);
	picture->y = 42;
}

static void draw_lanes(struct picture *picture)
{
	if (picture->left_end)
		text_printf(&picture->lines, "<path class=\"arrow\" d=\"M%d 30V%d\"/>\n", LANE, picture->left_end);
	if (picture->right_end)
		text_printf(&picture->lines, "<path class=\"arrow\" d=\"M%d 30V%d\"/>\n", WIDTH - LANE, picture->right_end);
}

static void add_and_free(struct text *out, struct text *part)
{
	if (part->length)
		text_add(out, part->bytes, part->length);
	text_free(part);
}

void survey_picture(const struct survey_view *view, struct text *out)
{
	struct picture picture = { .view = view };

	picture.places = arena_alloc(view->survey->arena, (view->survey->count + 1) * sizeof(*picture.places));
	draw_root(&picture);
	for (int layer = LAYER_ADJACENT; layer >= LAYER_HARDWARE; layer--) {
		if (layer == LAYER_HARDWARE)
			draw_ways(&picture, 46);
		draw_layer(&picture, layer);
	}
	draw_lanes(&picture);
	text_printf(out, "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"What protects this host, layer by layer, and what root can switch off\">\n"
		    "<defs><marker id=\"head\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"7\" markerHeight=\"7\" "
		    "markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path class=\"tip\" d=\"M0 0L8 4L0 8z\"/></marker></defs>\n", WIDTH, picture.y + 4);
	add_and_free(out, &picture.bands);
	add_and_free(out, &picture.lines);
	add_and_free(out, &picture.front);
	text_puts(out, "</svg>\n");
}
