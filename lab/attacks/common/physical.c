// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"
#include "physical.h"

off_t physical_address(volatile char *byte)
{
	const uint64_t present = 1ull << 63, frame = (1ull << 55) - 1;
	const uintptr_t address = (uintptr_t)byte;
	int fd = open("/proc/self/pagemap", O_RDONLY | O_CLOEXEC);
	uint64_t entry;

	/* Is there, and is not the page of zeroes that others have, too. */
	*byte = *byte;
	if (fd < 0 || pread(fd, &entry, sizeof(entry), address / 4096 * sizeof(entry)) != sizeof(entry))
		no_effect(errno);
	close(fd);
	if (!(entry & present) || !(entry & frame))
		broken("the page has no address");
	return (entry & frame) * 4096 + address % 4096;
}
