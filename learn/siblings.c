/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * Many names in one place become one pattern: a whole directory when a domain
 * read many of its files, a whole tree when it went through the directories
 * below. What is written is generalised only where the domain makes files itself.
 */
#include <stdlib.h>
#include <string.h>

#include "learn/model.h"

#define MANY_NAMES 8u
#define MANY_DIRECTORIES 4u
#define MANY_LIBRARIES 2u

/* Grant @index is in the directory that is the first @length bytes of its pattern, or further below. */
struct place {
	const char *pattern;
	size_t length;
	size_t index;
};

struct places {
	struct place *list;
	size_t count, space;
};

/* What is to become one pattern, and how. */
struct aim {
	hf_u32 wanted;		/* grants that have this count */
	bool output;		/* names that are created: all that was done to them goes along */
	unsigned note;
};

static const struct aim reading = { .wanted = HF_READ, .note = GRANT_SIBLINGS };
static const struct aim writing = { .wanted = HF_CREATE, .output = true, .note = GRANT_OUTPUT };

static int compare_places(const void *left, const void *right)
{
	const struct place *a = left, *b = right;
	size_t least = a->length < b->length ? a->length : b->length;
	int order = memcmp(a->pattern, b->pattern, least);

	if (order)
		return order;
	if (a->length != b->length)
		return a->length < b->length ? -1 : 1;
	return a->index < b->index ? -1 : a->index > b->index;
}

static bool same_place(const struct place *a, const struct place *b)
{
	return a->length == b->length && !memcmp(a->pattern, b->pattern, a->length);
}

static bool is_whole_tree(const char *pattern)
{
	size_t length = strlen(pattern);

	return length >= 3 && !strcmp(pattern + length - 3, "/**");
}

/* The directories that hold the names of @grants with @wanted: all above each, or the next one only. */
static struct places find_places(const struct grants *grants, hf_u32 wanted, bool all)
{
	struct places places = { 0 };

	for (size_t i = 0; i < grants->count; i++) {
		const char *pattern = grants->list[i].pattern;
		size_t at = strlen(pattern);

		if (!(grants->list[i].access & wanted) || pattern[0] != '/' || is_whole_tree(pattern))
			continue;
		while (at--) {
			if (pattern[at] != '/')
				continue;
			learn_grow(&places.list, places.count, &places.space, sizeof(*places.list));
			places.list[places.count++] = (struct place){ pattern, at, i };
			if (!all)
				break;
		}
	}
	if (places.count)
		qsort(places.list, places.count, sizeof(*places.list), compare_places);
	return places;
}

/* How many are in the same directory as @first. */
static size_t group_size(const struct places *places, size_t first)
{
	size_t end = first + 1;

	while (end < places->count && same_place(&places->list[first], &places->list[end]))
		end++;
	return end - first;
}

/* Do the names spread over directories, and is this where their ways part? */
static bool is_tree(const struct place *group, size_t count)
{
	struct table directories = { 0 }, branches = { 0 };
	bool tree;

	for (size_t i = 0; i < count; i++) {
		const char *pattern = group[i].pattern;
		const char *branch = pattern + group[i].length + 1;

		table_add(&directories, pattern, (size_t)(strrchr(pattern, '/') - pattern), NULL);
		table_add(&branches, branch, strcspn(branch, "/"), NULL);
	}
	tree = directories.count >= MANY_DIRECTORIES && branches.count >= 2;
	table_free(&directories);
	table_free(&branches);
	return tree;
}

static const char *join(struct learn *learn, const struct place *place, const char *tail)
{
	struct text text = { 0 };
	const char *pattern;

	text_add(&text, place->pattern, place->length);
	text_puts(&text, tail);
	pattern = learn_string(learn, text.bytes);
	text_free(&text);
	return pattern;
}

static bool allowed(const struct learn *learn, const struct aim *aim, const struct place *place,
		    const char *pattern)
{
	return aim->output ? place_allows_write(learn, place->pattern, place->length, pattern)
			   : place_allows_read(place->pattern, place->length, pattern);
}

/* Replaces @count grants by one for @pattern. */
static void replace(struct domain *domain, const struct aim *aim,
		    const struct place *group, size_t count, const char *pattern)
{
	hf_u32 access = aim->wanted;

	for (size_t i = 0; i < count && aim->output; i++)
		access |= domain->grants.list[group[i].index].access & (HF_WRITE_SET | HF_READ);
	for (size_t i = 0; i < count; i++)
		domain->grants.list[group[i].index].access &= ~access;
	grant_add(&domain->grants, pattern, access, aim->note);
}

static bool still_wanted(const struct domain *domain, const struct place *group, size_t count,
			 hf_u32 wanted)
{
	for (size_t i = 0; i < count; i++)
		if (!(domain->grants.list[group[i].index].access & wanted))
			return false;
	return true;
}

/* From the top down: a directory whose names were replaced already is passed over. */
static void find_trees(struct learn *learn, struct domain *domain, const struct aim *aim)
{
	struct places places = find_places(&domain->grants, aim->wanted, true);
	size_t size;

	for (size_t first = 0; first < places.count; first += size) {
		const struct place *group = &places.list[first];
		const char *pattern;

		size = group_size(&places, first);
		if (size < MANY_NAMES || !still_wanted(domain, group, size, aim->wanted) ||
		    !is_tree(group, size))
			continue;
		pattern = join(learn, group, "/**");
		if (allowed(learn, aim, group, pattern))
			replace(domain, aim, group, size, pattern);
	}
	free(places.list);
	grants_sort(&domain->grants);
}

static void find_directories(struct learn *learn, struct domain *domain, const struct aim *aim)
{
	struct places places = find_places(&domain->grants, aim->wanted, false);
	size_t size;

	for (size_t first = 0; first < places.count; first += size) {
		const struct place *group = &places.list[first];
		const char *pattern;

		size = group_size(&places, first);
		if (size < MANY_NAMES)
			continue;
		pattern = join(learn, group, "/*");
		if (allowed(learn, aim, group, pattern))
			replace(domain, aim, group, size, pattern);
	}
	free(places.list);
	grants_sort(&domain->grants);
}

/* Pinned files may be mapped by pattern, since only pinned content can be: and they are read to be mapped. */
static void find_libraries(struct learn *learn, struct domain *domain)
{
	struct places places = find_places(&domain->grants, HF_MAP, false);
	size_t kept = 0, size;

	for (size_t i = 0; i < places.count; i++)
		if (table_find(&learn->library_paths, places.list[i].pattern,
			       strlen(places.list[i].pattern)) != TABLE_NONE)
			places.list[kept++] = places.list[i];
	places.count = kept;
	for (size_t first = 0; first < places.count; first += size) {
		const struct place *group = &places.list[first];
		const char *pattern;
		hf_u32 access = 0;

		size = group_size(&places, first);
		pattern = join(learn, group, "/*");
		if (size < MANY_LIBRARIES || !place_allows_read(group->pattern, group->length, pattern))
			continue;
		for (size_t i = 0; i < size; i++) {
			hf_u32 *old = &domain->grants.list[group[i].index].access;

			access |= *old & (HF_MAP | HF_READ);
			*old &= ~(hf_u32)(HF_MAP | HF_READ);
		}
		grant_add(&domain->grants, pattern, access, GRANT_CODE);
	}
	free(places.list);
	grants_sort(&domain->grants);
}

void siblings_generalise(struct learn *learn, struct domain *domain)
{
	find_libraries(learn, domain);
	find_trees(learn, domain, &writing);
	find_directories(learn, domain, &writing);
	find_trees(learn, domain, &reading);
	find_directories(learn, domain, &reading);
}

/* Takes from a grant what the grant for @directory + @tail, if there is one, says already. */
static void drop_if_covered(struct grants *grants, const struct table *patterns, size_t index,
			    struct text *directory, const char *tail)
{
	size_t length = directory->length;
	size_t number;

	text_puts(directory, tail);
	number = table_find(patterns, directory->bytes, directory->length);
	directory->length = length;
	if (number != TABLE_NONE && number != index)
		grants->list[index].access &= ~grants->list[number].access;
}

static void drop_covered(struct grants *grants, const struct table *patterns, size_t index)
{
	const char *pattern = grants->list[index].pattern;
	struct text directory = { 0 };
	bool parent = true;

	text_puts(&directory, pattern);
	drop_if_covered(grants, patterns, index, &directory, "/**");
	while (directory.length--) {
		if (pattern[directory.length] != '/')
			continue;
		drop_if_covered(grants, patterns, index, &directory, "/**");
		if (parent && strcmp(pattern + directory.length, "/*"))
			drop_if_covered(grants, patterns, index, &directory, "/*");
		parent = false;
	}
	text_free(&directory);
}

void siblings_drop_covered(struct grants *grants)
{
	struct table patterns = { 0 };

	for (size_t i = 0; i < grants->count; i++)
		table_add(&patterns, grants->list[i].pattern, strlen(grants->list[i].pattern), NULL);
	for (size_t i = 0; i < grants->count; i++)
		if (!is_whole_tree(grants->list[i].pattern))
			drop_covered(grants, &patterns, i);
	table_free(&patterns);
	grants_sort(grants);
}
