// SPDX-License-Identifier: GPL-2.0-or-later
#define _GNU_SOURCE
#include <fcntl.h>
#include <linux/kexec.h>
#include <linux/perf_event.h>
#include <string.h>
#include <sys/io.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

#include "attack.h"
#include "levers.h"

_Noreturn void load_module(bool by_descriptor)
{
	int fd = open(lab_path("foreign/module.ko"), O_RDONLY | O_CLOEXEC);
	static char image[1 << 20];
	ssize_t size;
	bool done;

	if (fd < 0)
		no_effect(errno);
	size = read(fd, image, sizeof(image));
	if (size <= 0)
		broken("the module cannot be read");
	if (by_descriptor ? syscall(SYS_finit_module, fd, "", 0) :
			    syscall(SYS_init_module, image, size, ""))
		no_effect(errno);
	done = file_begins("/proc/lab-module", FOREIGN_TEXT);
	if (syscall(SYS_delete_module, "lab_module", O_NONBLOCK))
		broken("the module stays");
	if (done)
		effect();
	no_effect(0);
}

char *setting_of(const char *path)
{
	static char value[256];
	int fd = open(path, O_RDONLY | O_CLOEXEC);

	if (fd < 0 || read(fd, value, sizeof(value) - 1) <= 0)
		no_effect(errno);
	close(fd);
	return value;
}

_Noreturn void judge_setting(const char *path, const char *value)
{
	const char *before = setting_of(path);
	bool changed;

	write_text(path, value);
	changed = file_begins(path, value);
	write_text(path, before);
	if (changed && strncmp(before, value, strlen(value)) != 0)
		effect();
	no_effect(0);
}

_Noreturn void judge_clock(void)
{
	struct timespec before, later, after;

	clock_gettime(CLOCK_REALTIME, &before);
	later = before;
	later.tv_sec += 86400;
	if (clock_settime(CLOCK_REALTIME, &later))
		no_effect(errno);
	clock_gettime(CLOCK_REALTIME, &after);
	clock_settime(CLOCK_REALTIME, &before);
	if (after.tv_sec >= later.tv_sec)
		effect();
	no_effect(0);
}

_Noreturn void judge_port(void)
{
	const unsigned char before = inb(SCRATCH_PORT), other = before ^ 0x55;
	bool done;

	outb(other, SCRATCH_PORT);
	done = inb(SCRATCH_PORT) == other;
	outb(before, SCRATCH_PORT);
	if (done)
		effect();
	no_effect(0);
}

_Noreturn void load_kernel(void)
{
	static char page[4096] = { (char)0xf4 };	/* hlt */
	/* Any place in the machine's memory: it is copied there only when the image is started. */
	const struct kexec_segment segment = { .buf = page, .bufsz = sizeof(page),
		.mem = (void *)0x4000000, .memsz = sizeof(page) };
	bool done;

	if (syscall(SYS_kexec_load, segment.mem, 1, &segment, KEXEC_ARCH_DEFAULT))
		no_effect(errno);
	done = file_begins("/sys/kernel/kexec_loaded", "1");
	if (syscall(SYS_kexec_load, 0, 0, NULL, KEXEC_ARCH_DEFAULT))
		broken("the image stays");
	if (done)
		effect();
	no_effect(0);
}

/* Keeps the kernel busy for a moment. */
static void work(void)
{
	const clock_t end = clock() + CLOCKS_PER_SEC / 2;
	char link[64];

	while (clock() < end)
		if (readlink("/proc/self/exe", link, sizeof(link)) < 0)
			broken("readlink");
}

/* Is there a sample that tells an address of the kernel? */
static bool has_kernel_address(const char *ring)
{
	const struct perf_event_mmap_page *control = (const void *)ring;
	const char *data = ring + control->data_offset;

	for (uint64_t at = 0; at + 16 <= control->data_head && at + 16 <= control->data_size;) {
		const struct perf_event_header *record = (const void *)(data + at);
		uint64_t address;

		if (!record->size)
			break;
		memcpy(&address, record + 1, sizeof(address));
		if (record->type == PERF_RECORD_SAMPLE && address >> 63)
			return true;
		at += record->size;
	}
	return false;
}

_Noreturn void sample_kernel(void)
{
	struct perf_event_attr event = { .type = PERF_TYPE_SOFTWARE, .size = sizeof(event),
		.config = PERF_COUNT_SW_CPU_CLOCK, .sample_period = 1000000,
		.sample_type = PERF_SAMPLE_IP, .exclude_user = 1 };
	int fd = (int)syscall(SYS_perf_event_open, &event, 0, -1, -1, PERF_FLAG_FD_CLOEXEC);
	char *ring;

	if (fd < 0)
		no_effect(errno);
	ring = mmap(NULL, 9 * 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (ring == MAP_FAILED)
		no_effect(errno);
	work();
	if (has_kernel_address(ring))
		effect();
	no_effect(0);
}
