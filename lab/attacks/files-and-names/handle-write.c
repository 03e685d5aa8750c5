// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G2. Opens a protected file by its handle: no path is walked, and whoever has CAP_DAC_READ_SEARCH may
 * make up the handle. Source: open_by_handle_at(2); root-paths, "open_by_handle_at"; the container
 * escape "shocker" (2014). Control: the text is in the file.
 */
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"
#include "files.h"

void attack(void)
{
	struct {
		struct file_handle handle;
		unsigned char bytes[128];
	} named = { .handle.handle_bytes = 128 };
	int place, fd, id, error = 0;
	struct kept kept;

	stage("files");
	kept = keep(SHM_PROTECTED);
	place = open(SHM, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (place < 0 || name_to_handle_at(AT_FDCWD, SHM_PROTECTED, &named.handle, &id, 0))
		broken("name_to_handle_at");
	fd = open_by_handle_at(place, &named.handle, O_WRONLY | O_CLOEXEC);
	if (fd < 0 || pwrite(fd, "intruder", 8, 0) != 8)
		error = errno;
	judge_change(&kept, error);
}
