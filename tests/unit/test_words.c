/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Words of a policy: network prefixes, and what a misspelled one may have been. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "compiler/words.h"

static void prefixes_become_ranges(void **state)
{
	struct address_range range;
	static const hf_u8 ten_low[16] = { [10] = 0xff, 0xff, 10 }, ten_high[16] = { [10] = 0xff, 0xff, 10, 255, 255, 255 };

	(void)state;
	assert_int_equal(word_prefix("10.0.0.0/8", &range), PREFIX_GOOD);
	assert_memory_equal(range.low, ten_low, 16);
	assert_memory_equal(range.high, ten_high, 16);
	assert_int_equal(word_prefix("10.1.0.0/8", &range), PREFIX_HOST_BITS);
	assert_int_equal(word_prefix("0.0.0.0/0", &range), PREFIX_GOOD);
	assert_int_equal(range.low[11], 0xff);
	assert_int_equal(range.low[12], 0);
	assert_int_equal(range.high[15], 255);
	assert_int_equal(word_prefix("2001:db8::/33", &range), PREFIX_GOOD);
	assert_int_equal(range.high[4], 0x7f);
	assert_int_equal(range.high[5], 0xff);
	assert_int_equal(word_prefix("::", &range), PREFIX_GOOD);
	assert_int_equal(word_prefix("::/0", &range), PREFIX_MAPPED);
	assert_int_equal(word_prefix("::/80", &range), PREFIX_MAPPED);
	assert_int_equal(word_prefix("::ffff:0:0/96", &range), PREFIX_MAPPED);
	assert_int_equal(word_prefix("::ffff:1.2.3.4", &range), PREFIX_MAPPED);
	assert_int_equal(word_prefix("2000::/3", &range), PREFIX_GOOD);
	assert_int_equal(word_prefix("1.2.3.4/33", &range), PREFIX_BAD_LENGTH);
	assert_int_equal(word_prefix("1.2.3", &range), PREFIX_NO_ADDRESS);
	assert_int_equal(word_prefix("01.2.3.4", &range), PREFIX_NO_ADDRESS);
}

static void misspelled_words_find_their_neighbours(void **state)
{
	static const char *const list[] = { "read", "write", "execute", "bpf", NULL };

	(void)state;
	assert_string_equal(word_nearest("raed", list), "read");
	assert_string_equal(word_nearest("WRITE", list), "write");
	assert_string_equal(word_nearest("exeute", list), "execute");
	assert_null(word_nearest("connect", list));
	assert_null(word_nearest("a-word-that-is-longer-than-all-of-them", list));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(prefixes_become_ranges),
		cmocka_unit_test(misspelled_words_find_their_neighbours),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
