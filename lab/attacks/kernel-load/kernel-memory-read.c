// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G3. Reads the kernel's own memory through /proc/kcore, at an address that /proc/kallsyms
 * gives. Source: 6.12 survey, "/proc/kcore"; kernel_lockdown(7). Control: code of the kernel is
 * read.
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

/* Of a kernel that does not let its memory be read there come zeroes. */
static bool tells(const char *bytes, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (bytes[i])
			return true;
	return false;
}

void attack(void)
{
	static Elf64_Phdr segments[64];
	const uint64_t address = address_of("commit_creds");
	int fd = open("/proc/kcore", O_RDONLY | O_CLOEXEC);
	char code[32] = "";
	Elf64_Ehdr header;

	if (fd < 0 || read(fd, &header, sizeof(header)) != sizeof(header) || header.e_phnum > 64 ||
	    pread(fd, segments, header.e_phnum * sizeof(*segments), header.e_phoff) < 0)
		no_effect(errno);
	for (int i = 0; i < header.e_phnum; i++)
		if (segments[i].p_type == PT_LOAD && address - segments[i].p_vaddr < segments[i].p_memsz &&
		    pread(fd, code, sizeof(code), address - segments[i].p_vaddr + segments[i].p_offset) > 0 &&
		    tells(code, sizeof(code)))
			effect();
	no_effect(errno);
}
