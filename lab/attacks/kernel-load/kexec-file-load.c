// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * G4. The same by kexec_file_load(2), from a file that only has the header of a kernel.
 * Source: 6.12 survey, "kexec_file_load". Control: the kernel says that it has it
 * (/sys/kernel/kexec_loaded).
 */
#define _GNU_SOURCE
#include <asm/bootparam.h>
#include <fcntl.h>
#include <linux/kexec.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "attack.h"

/* As little as the loader of bzImage asks for: documentation of the boot protocol, 2.12. */
static struct {
	struct boot_params head;
	char code[8192];
} image = {
	.head.hdr = {
		.setup_sects = sizeof(struct boot_params) / 512 - 1,
		.boot_flag = 0xaa55,
		.jump = 0x66eb,
		.header = 0x53726448,	/* HdrS */
		.version = 0x020f,
		.loadflags = LOADED_HIGH,
		.kernel_alignment = 0x200000,
		.relocatable_kernel = 1,
		.xloadflags = XLF_KERNEL_64 | XLF_CAN_BE_LOADED_ABOVE_4G | XLF_5LEVEL | XLF_5LEVEL_ENABLED,
		.cmdline_size = 255,
		.pref_address = 0x1000000,
		.init_size = 0x100000,
	},
};

void attack(void)
{
	const char *path = "/tmp/lab-kernel";
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool done;

	if (fd < 0 || write(fd, &image, sizeof(image)) != sizeof(image) || close(fd))
		no_effect(errno);
	/* A kernel that somebody could write to is not taken. */
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		no_effect(errno);
	if (syscall(SYS_kexec_file_load, fd, -1, 1, "", KEXEC_FILE_NO_INITRAMFS))
		no_effect(errno);
	done = file_begins("/sys/kernel/kexec_loaded", "1");
	if (syscall(SYS_kexec_file_load, -1, -1, 0, NULL, KEXEC_FILE_UNLOAD))
		broken("the image stays");
	if (done)
		effect();
	no_effect(0);
}
