// SPDX-License-Identifier: GPL-2.0-only
/* Which variables of an environment inject code. */
#include "engine.h"
#include "environment.h"

enum {
#define X(name) + 1
	INJECTING_COUNT = 0 HF_INJECTING_VARIABLES(X)
#undef X
};

static const char *const injecting[INJECTING_COUNT] = {
#define X(name) name,
	HF_INJECTING_VARIABLES(X)
#undef X
};

/* Does @entry (a name, or a name with "*") cover the @length bytes at @name? */
static bool covers(const char *entry, const char *name, size_t length)
{
	size_t own = strlen(entry);

	if (entry[own - 1] == '*')
		return length >= own - 1 && !memcmp(entry, name, own - 1);
	return length == own && !memcmp(entry, name, own);
}

bool hf_variable_injects(const char *name, size_t length)
{
	size_t low = 0, high = INJECTING_COUNT;

	if (!length || !hf_variable_may_inject(name[0]))
		return false;
	/* The first entry whose first byte is not before the name's. */
	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if ((hf_u8)injecting[mid][0] < (hf_u8)name[0])
			low = mid + 1;
		else
			high = mid;
	}
	for (; low < INJECTING_COUNT && injecting[low][0] == name[0]; low++)
		if (covers(injecting[low], name, length))
			return true;
	return false;
}
