// SPDX-License-Identifier: GPL-2.0-or-later
/* An approved library, in a directory that the policy gave away for writing. */
__attribute__((aligned(4096))) int helper_answer(void)
{
	return 42;
}
