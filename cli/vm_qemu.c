/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How an x86-64 kernel is started: in QEMU, by software emulation, so that it needs no rights. */
#include "cli/vm.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/commands.h"
#include "cli/message.h"

/* QEMU's guess of a format trusts what the guest wrote into the image, so it is not asked to. */
static const char *disk_format(const char *path)
{
	static const char qcow2[] = { 'Q', 'F', 'I', '\xfb' };
	char magic[sizeof(qcow2)];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t got;

	if (fd < 0)
		return NULL;
	got = read(fd, magic, sizeof(magic));
	close(fd);
	if (got < 0)
		return NULL;
	return got == sizeof(magic) && !memcmp(magic, qcow2, sizeof(magic)) ? "qcow2" : "raw";
}

/* In QEMU's options a comma in a value is written twice. */
static void add_doubled(struct text *out, const char *value)
{
	for (; *value; value++)
		text_printf(out, *value == ',' ? ",%c" : "%c", *value);
}

static void add_disk(struct vm_arguments *arguments, const char *path, const char *format)
{
	struct text drive = { 0 };

	text_printf(&drive, "if=virtio,snapshot=on,format=%s,file=", format);
	add_doubled(&drive, path);
	vm_argument(arguments, "-drive");
	vm_argument(arguments, "%s", drive.bytes);
	text_free(&drive);
}

static void add_kernel(struct vm_arguments *arguments, const struct vm_spec *spec)
{
	struct text line = { 0 };

	/* On a busy host the emulated timer may come too late for the kernel's test of it. */
	text_printf(&line, "console=ttyS0 panic=-1 no_timer_check loglevel=%u HOLDFAST_LINE=vport0p1 "
		    "HOLDFAST_TYPE=ext4 HOLDFAST_SOURCE=/dev/vda HOLDFAST_OPTIONS=noload",
		    spec->verbose ? 7 : 6);
	for (size_t i = 0; i < spec->kernel_argument_count; i++)
		text_printf(&line, " %s", spec->kernel_arguments[i]);
	vm_argument(arguments, "-kernel");
	vm_argument(arguments, "%s", spec->kernel);
	vm_argument(arguments, "-append");
	vm_argument(arguments, "%s", line.bytes);
	text_free(&line);
}

int vm_qemu_arguments(struct vm_arguments *arguments, const struct vm_spec *spec, int line)
{
	static const char *const fixed[] = {
		"qemu-system-x86_64", "-M", "pc", "-accel", "tcg", "-cpu", "max", "-smp", "1",
		"-nodefaults", "-no-user-config", "-display", "none", "-no-reboot",
		/* The first virtio device, so that its port is vport0p1. */
		"-device", "virtio-serial-pci,addr=2",
		"-device", "virtserialport,chardev=line,nr=1,name=holdfast",
		"-device", "virtio-rng-pci,addr=3", "-serial", "stdio",
	};
	const char *format = disk_format(spec->disk);

	if (!format) {
		message_error("run: cannot read the disk %s: %s", spec->disk, strerror(errno));
		return EXIT_INPUT;
	}
	for (size_t i = 0; i < sizeof(fixed) / sizeof(*fixed); i++)
		vm_argument(arguments, "%s", fixed[i]);
	vm_argument(arguments, "-chardev");
	vm_argument(arguments, "socket,id=line,fd=%d", line);
	vm_argument(arguments, "-m");
	vm_argument(arguments, "%uM", spec->memory_mib);
	add_disk(arguments, spec->disk, format);
	add_kernel(arguments, spec);
	return EXIT_YES;
}
