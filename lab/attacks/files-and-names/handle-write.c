// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Opens a protected file by its handle: no path is walked, and whoever has CAP_DAC_READ_SEARCH
 * may make up the handle. Source: open_by_handle_at(2); 6.12 survey, "open_by_handle_at"; the
 * container escape "shocker" (2014). Control: the text is in the file.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	struct handle *named;
	int fd, error = 0;
	struct kept kept;

	stage("files");
	kept = keep(SHM_PROTECTED);
	named = handle_of(SHM, SHM_PROTECTED);
	fd = open_handle(named, O_WRONLY);
	if (fd < 0 || pwrite(fd, "intruder", 8, 0) != 8)
		error = errno;
	judge_change(&kept, error);
}
