// SPDX-License-Identifier: GPL-2.0-or-later
/* The program that is executed: statically linked, does nothing. */
int main(void)
{
	return 0;
}
