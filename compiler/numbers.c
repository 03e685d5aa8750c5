// SPDX-License-Identifier: GPL-2.0-or-later
#include "compiler/numbers.h"

#include <stdlib.h>

/* Shorter lists, which most are, are sorted by insertion. */
#define SHORT_SORT	24u

static int compare_numbers(const void *a, const void *b)
{
	uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

	return x < y ? -1 : x > y;
}

void numbers_sort(uint32_t *numbers, size_t count)
{
	if (count > SHORT_SORT) {
		qsort(numbers, count, sizeof(*numbers), compare_numbers);
		return;
	}
	for (size_t i = 1; i < count; i++) {
		uint32_t number = numbers[i];
		size_t at = i;

		for (; at && numbers[at - 1] > number; at--)
			numbers[at] = numbers[at - 1];
		numbers[at] = number;
	}
}

size_t numbers_unite(uint32_t *numbers, size_t count)
{
	size_t kept = 0;

	numbers_sort(numbers, count);
	for (size_t i = 0; i < count; i++)
		if (!kept || numbers[kept - 1] != numbers[i])
			numbers[kept++] = numbers[i];
	return kept;
}

static int compare_ports(const void *a, const void *b)
{
	const struct hf_ports *x = a, *y = b;

	return x->low != y->low ? (x->low < y->low ? -1 : 1) : (x->high > y->high) - (x->high < y->high);
}

size_t ports_unite(struct hf_ports *ports, size_t count)
{
	size_t kept = 0;

	if (count)
		qsort(ports, count, sizeof(*ports), compare_ports);
	for (size_t i = 0; i < count; i++) {
		if (kept && ports[i].low <= ports[kept - 1].high + 1u) {
			if (ports[i].high > ports[kept - 1].high)
				ports[kept - 1].high = ports[i].high;
		} else {
			ports[kept++] = ports[i];
		}
	}
	return kept;
}
