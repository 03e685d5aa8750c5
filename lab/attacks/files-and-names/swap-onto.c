// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Has the kernel swap to a protected file, over what is in it. Source: swapon(2). Control: a page
 * that was swapped out is in the file.
 */
#define _GNU_SOURCE
#include <sys/mman.h>
#include <sys/swap.h>

#include "attack.h"
#include "files.h"

enum { PAGES = 256, PAGE = 4096 };

/* Memory with a text that is nowhere else, and has to leave. */
static void swap_out(void)
{
	char *memory = mmap(NULL, PAGES * PAGE, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		broken("mmap");
	for (int i = 0; i < PAGES * PAGE; i++)
		memory[i] = (char)('a' + i % 23);
	madvise(memory, PAGES * PAGE, MADV_PAGEOUT);
}

/* Blocks below the page cache: swapping goes to the disk. */
void attack(void)
{
	struct kept kept;
	int error;

	stage("disk");
	kept = keep(DISK_SWAP);
	if (swapon(DISK_SWAP, 0))
		no_effect(errno);
	swap_out();
	error = swapoff(DISK_SWAP) ? errno : 0;
	stage("drop");
	judge_change(&kept, error);
}
