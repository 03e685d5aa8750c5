// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G1, G3. Puts a breakpoint into the code of an approved program, in every process, by tracefs.
 * Source: 6.12 survey, "uprobes". Control: the program has come by it.
 */
#define _GNU_SOURCE
#include <elf.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "attack.h"
#include "tracing.h"

/* Where in the file the program begins to run. */
static unsigned long entry_offset(const char *program)
{
	static Elf64_Phdr segments[32];
	int fd = open(program, O_RDONLY | O_CLOEXEC);
	Elf64_Ehdr header;

	if (fd < 0 || read(fd, &header, sizeof(header)) != sizeof(header) || header.e_phnum > 32 ||
	    pread(fd, segments, header.e_phnum * sizeof(*segments), header.e_phoff) < 0)
		no_effect(errno);
	close(fd);
	for (int i = 0; i < header.e_phnum; i++)
		if (segments[i].p_type == PT_LOAD &&
		    header.e_entry - segments[i].p_vaddr < segments[i].p_filesz)
			return header.e_entry - segments[i].p_vaddr + segments[i].p_offset;
	broken("the program begins nowhere");
}

void attack(void)
{
	const struct start start = { .path = lab_path("open/helper"), .argv = { "helper" } };
	char definition[4096];

	snprintf(definition, sizeof(definition), "p:lab/probe %s:0x%lx", start.path,
		 entry_offset(start.path));
	probe_set("uprobe", definition);
	if (!runs(&start, HELPER_TEXT))
		broken("the approved program does not run");
	if (probe_hits("uprobe"))
		effect();
	no_effect(0);
}
