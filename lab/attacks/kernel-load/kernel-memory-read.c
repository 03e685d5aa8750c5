// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Reads the kernel's own memory through /proc/kcore, at an address that /proc/kallsyms
 * gives. Source: root-paths, "/proc/kcore"; kernel_lockdown(7). Control: the kernel's banner is read.
 */
#define _GNU_SOURCE
#include <elf.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "attack.h"

static uint64_t address_of(const char *wanted)
{
	FILE *symbols = fopen("/proc/kallsyms", "re");
	unsigned long long address;
	char line[256], name[128];

	if (!symbols)
		no_effect(errno);
	while (fgets(line, sizeof(line), symbols))
		if (sscanf(line, "%llx %*c %127s", &address, name) == 2 && strcmp(name, wanted) == 0) {
			fclose(symbols);
			return address;
		}
	fclose(symbols);
	no_effect(0);
}

void attack(void)
{
	static Elf64_Phdr segments[64];
	const char *text = "Linux version ";
	const uint64_t address = address_of("linux_banner");
	int fd = open("/proc/kcore", O_RDONLY | O_CLOEXEC);
	char said[32] = "";
	Elf64_Ehdr header;

	if (fd < 0 || read(fd, &header, sizeof(header)) != sizeof(header) || header.e_phnum > 64 ||
	    pread(fd, segments, header.e_phnum * sizeof(*segments), header.e_phoff) < 0)
		no_effect(errno);
	for (int i = 0; i < header.e_phnum; i++)
		if (segments[i].p_type == PT_LOAD && address - segments[i].p_vaddr < segments[i].p_memsz &&
		    pread(fd, said, sizeof(said) - 1,
			  address - segments[i].p_vaddr + segments[i].p_offset) > 0 &&
		    strncmp(said, text, strlen(text)) == 0)
			effect();
	no_effect(errno);
}
