// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * A small policy as BPF programs on LSM hooks, one look-up in a hash map at each. The benchmark executes it, and is
 * executed again once they are attached. They are held by pins alone, so that the benchmark has the same
 * descriptors as with other modules.
 *
 * What is asked for is looked up by what it is asked of: a file (device and inode), an address (family
 * and port), a family of sockets, a process. Hooks of one sort refuse what the rule found there names; at the others it must
 * be granted by such a rule. Files of the benchmark that come and go have none. A directory's rule may say how names
 * end that are made in it.
 */
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

#include "bench/guest/bench.h"
#include "tests/vm/kernel_bpf.h"

/* Rules that no object has, so that the map is not nearly empty; and its places. */
#define MADE_UP	100
#define PLACES	1024

/* What a rule names. The lowest byte is the kernel's MAY_*; FMODE_READ and FMODE_WRITE are shifted above it. */
enum {
	WRITE_DATA = 2, READ_DATA = 4,
	MODE_SHIFT = 8, OPEN_READ = 1 << MODE_SHIFT, OPEN_WRITE = 2 << MODE_SHIFT,
	LOOK_AT = 0x400, CHANGE = 0x800, CREATE_IN = 0x1000, REMOVE = 0x2000, RUN = 0x4000, USE = 0x8000,
};

struct key {
	uint64_t object;
	uint32_t of;
	enum { A_FILE, AN_ADDRESS, A_FAMILY, A_PROCESS } kind;
};

struct rule {
	uint32_t access;
	char ending[sizeof(ENDING) - 1];
};

#define LETTERS	((int)sizeof(((struct rule *)NULL)->ending))

/* Where a hook finds the object, and how it is called there. */
enum place { OPENED, USED, MAPPED, EXECUTED, DIRECTORY, ENTRY, PATH, ADDRESS, FAMILY, TARGET, OURSELVES };

static const struct hook {
	const char *name;
	enum place place;
	uint32_t access;
	/* What a rule says that names it; without one all but what must be granted is done. */
	enum { REFUSED, GRANTED, ENDS } rule_says;
} hooks[] = {
	/* What is asked for stands in the file, or beside it. */
	{ "file_open", OPENED, 0, REFUSED },
	{ "file_permission", USED, 0, REFUSED },
	{ "mmap_file", MAPPED, RUN, GRANTED },
	{ "bprm_check_security", EXECUTED, RUN, GRANTED },
	{ "inode_create", DIRECTORY, CREATE_IN, ENDS },
	{ "inode_mkdir", DIRECTORY, CREATE_IN, REFUSED },
	{ "inode_unlink", ENTRY, REMOVE, REFUSED },
	{ "inode_rmdir", ENTRY, REMOVE, REFUSED },
	{ "inode_rename", ENTRY, REMOVE, REFUSED },
	{ "inode_setattr", ENTRY, CHANGE, REFUSED },
	{ "inode_getattr", PATH, LOOK_AT, REFUSED },
	{ "socket_create", FAMILY, USE, GRANTED },
	{ "socket_bind", ADDRESS, USE, GRANTED },
	{ "socket_connect", ADDRESS, USE, GRANTED },
	{ "socket_accept", OURSELVES, USE, REFUSED },
	{ "unix_stream_connect", OURSELVES, USE, REFUSED },
	{ "task_kill", TARGET, USE, REFUSED },
};

static int rules;
static struct bpf_insn code[96];
static unsigned length;

static void emit(uint8_t operation, uint8_t to, uint8_t from, uint32_t offset, int32_t value)
{
	code[length++] = (struct bpf_insn){ .code = operation, .dst_reg = to, .src_reg = from,
					    .off = (int16_t)offset, .imm = value };
}

/* Registers: 1 the hook's arguments, 10 the stack, 0 results; 7 what is asked for. */
#define KEY(member)	(uint32_t)((int)offsetof(struct key, member) - (int)sizeof(struct key))

static void load_from(unsigned size, uint8_t to, uint8_t from, uint32_t offset)
{
	emit((uint8_t)(BPF_LDX | BPF_MEM | size), to, from, offset, 0);
}

static void argument(uint8_t to, unsigned number)
{
	load_from(BPF_DW, to, 1, 8 * number);
}

static void follow(uint8_t pointer, const char *type, const char *member)
{
	load_from(BPF_DW, pointer, pointer, member_offset(type, member));
}

static void into_key(unsigned size, uint32_t offset, uint8_t from)
{
	emit((uint8_t)(BPF_STX | BPF_MEM | size), 10, from, offset, 0);
}

static void leave(int32_t result)
{
	emit(BPF_ALU64 | BPF_MOV | BPF_K, 0, 0, 0, result);
	emit(BPF_JMP | BPF_EXIT, 0, 0, 0, 0);
}

/* The key of the inode in register 2. */
static void key_of_inode(void)
{
	load_from(BPF_DW, 3, 2, member_offset("inode", "i_ino"));
	into_key(BPF_DW, KEY(object), 3);
	follow(2, "inode", "i_sb");
	load_from(BPF_W, 3, 2, member_offset("super_block", "s_dev"));
	into_key(BPF_W, KEY(of), 3);
}

static void key_of_file(void)
{
	follow(2, "file", "f_inode");
	key_of_inode();
}

static void key_of_entry(void)
{
	follow(2, "dentry", "d_inode");
	key_of_inode();
}

/*
 * Memory of no file has no rule that could grant it. Linux 6.12 does not know that the hook's file may be NULL, and takes
 * away the comparison of the pointer: so a plain number is compared.
 */
static void key_of_mapped(void)
{
	argument(2, 2);
	emit(BPF_JMP | BPF_JSET | BPF_K, 2, 0, 2, PROT_EXEC);
	leave(0);
	emit(BPF_ALU64 | BPF_MOV | BPF_X, 6, 1, 0, 0);
	emit(BPF_ALU64 | BPF_MOV | BPF_K, 2, 0, 0, 0);
	emit(BPF_ALU64 | BPF_MOV | BPF_X, 3, 10, 0, 0);
	emit(BPF_ALU64 | BPF_ADD | BPF_K, 3, 0, 0, (int)KEY(object));
	emit(BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_get_func_arg);
	load_from(BPF_DW, 2, 10, KEY(object));
	emit(BPF_JMP | BPF_JNE | BPF_K, 2, 0, 2, 0);
	leave(-EACCES);
	load_from(BPF_DW, 2, 6, 0);
	key_of_file();
}

/* Family and port; for unix(7) the family alone. */
static void key_of_address(void)
{
	argument(2, 1);
	load_from(BPF_H, 3, 2, 0);
	into_key(BPF_DW, KEY(object), 3);
	emit(BPF_ALU64 | BPF_MOV | BPF_K, 5, 0, 0, 0);
	emit(BPF_JMP | BPF_JEQ | BPF_K, 3, 0, 4, AF_UNIX);
	load_from(BPF_B, 5, 2, 2);
	load_from(BPF_B, 4, 2, 3);
	emit(BPF_ALU64 | BPF_LSH | BPF_K, 5, 0, 0, 8);
	emit(BPF_ALU64 | BPF_OR | BPF_X, 5, 4, 0, 0);
	into_key(BPF_W, KEY(of), 5);
}

static void key_of_number(uint8_t from)
{
	into_key(BPF_DW, KEY(object), from);
	emit(BPF_ST | BPF_MEM | BPF_W, 10, 0, KEY(of), 0);
}

static void key_of_target(void)
{
	load_from(BPF_W, 2, 2, member_offset("task_struct", "tgid"));
	key_of_number(2);
}

static void key_of_ourselves(void)
{
	emit(BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_get_current_pid_tgid);
	emit(BPF_ALU64 | BPF_RSH | BPF_K, 0, 0, 0, 32);
	key_of_number(0);
}

/* Register 7, where it is not the same each time; 2 is the file. */
static void access_of(enum place place)
{
	if (place == OPENED) {
		load_from(BPF_W, 7, 2, member_offset("file", "f_mode"));
		emit(BPF_ALU64 | BPF_LSH | BPF_K, 7, 0, 0, MODE_SHIFT);
		emit(BPF_ALU64 | BPF_AND | BPF_K, 7, 0, 0, OPEN_READ | OPEN_WRITE);
	} else {
		argument(7, 1);
	}
}

static int make_key(const struct hook *hook)
{
	if (hook->access)
		emit(BPF_ALU64 | BPF_MOV | BPF_K, 7, 0, 0, (int)hook->access);
	if (hook->place != MAPPED && hook->place != OURSELVES && hook->place != ADDRESS)
		argument(2, hook->place == ENTRY);
	switch (hook->place) {
	case OPENED: case USED: access_of(hook->place); key_of_file(); return A_FILE;
	case MAPPED: key_of_mapped(); return A_FILE;
	case EXECUTED: follow(2, "linux_binprm", "file"); key_of_file(); return A_FILE;
	case DIRECTORY: key_of_inode(); return A_FILE;
	case ENTRY: key_of_entry(); return A_FILE;
	case PATH: follow(2, "path", "dentry"); key_of_entry(); return A_FILE;
	case ADDRESS: key_of_address(); return AN_ADDRESS;
	case FAMILY: key_of_number(2); return A_FAMILY;
	case TARGET: key_of_target(); return A_PROCESS;
	default: key_of_ourselves(); return A_PROCESS;
	}
}

static void look_up(void)
{
	emit(BPF_LD | BPF_DW | BPF_IMM, 1, BPF_PSEUDO_MAP_FD, 0, rules);
	emit(0, 0, 0, 0, 0);
	emit(BPF_ALU64 | BPF_MOV | BPF_X, 2, 10, 0, 0);
	emit(BPF_ALU64 | BPF_ADD | BPF_K, 2, 0, 0, -(int)sizeof(struct key));
	emit(BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_map_lookup_elem);
}

/*
 * Refuses what does not end like the rule in register 8 says; 6 the hook's arguments. The length stands before the
 * pointer to the name, in a union without a name.
 */
static void decide_by_ending(void)
{
	uint32_t name = member_offset("dentry", "d_name");

	load_from(BPF_DW, 2, 6, 8);
	load_from(BPF_W, 4, 2, name + member_offset("qstr", "name") - (uint32_t)sizeof(uint32_t));
	load_from(BPF_DW, 3, 2, name + member_offset("qstr", "name"));
	emit(BPF_JMP | BPF_JGE | BPF_K, 4, 0, 2, LETTERS);
	leave(-EACCES);
	emit(BPF_ALU64 | BPF_ADD | BPF_X, 3, 4, 0, 0);
	emit(BPF_ALU64 | BPF_SUB | BPF_K, 3, 0, 0, LETTERS);
	emit(BPF_ALU64 | BPF_MOV | BPF_X, 1, 10, 0, 0);
	emit(BPF_ALU64 | BPF_ADD | BPF_K, 1, 0, 0, (int)KEY(object));
	emit(BPF_ALU64 | BPF_MOV | BPF_K, 2, 0, 0, LETTERS);
	emit(BPF_JMP | BPF_CALL, 0, 0, 0, BPF_FUNC_probe_read_kernel);
	load_from(BPF_W, 1, 10, KEY(object));
	load_from(BPF_W, 2, 8, offsetof(struct rule, ending));
	emit(BPF_JMP | BPF_JEQ | BPF_X, 1, 2, 2, 0);
	leave(-EACCES);
	leave(0);
}

/* A rule is found, and names something of what is asked for. */
static void decide(const struct hook *hook)
{
	const int otherwise = hook->rule_says == GRANTED ? -EACCES : 0;

	emit(BPF_JMP | BPF_JNE | BPF_K, 0, 0, 2, 0);
	leave(otherwise);
	if (hook->rule_says == ENDS)
		emit(BPF_ALU64 | BPF_MOV | BPF_X, 8, 0, 0, 0);
	load_from(BPF_W, 0, 0, offsetof(struct rule, access));
	emit(BPF_JMP | BPF_JSET | BPF_X, 0, 7, 2, 0);
	leave(otherwise);
	if (hook->rule_says == ENDS)
		decide_by_ending();
	else
		leave(hook->rule_says == GRANTED ? 0 : -EACCES);
}

static void attach(const struct hook *hook)
{
	char name[64];
	int program, link;

	length = 0;
	if (hook->rule_says == ENDS)
		emit(BPF_ALU64 | BPF_MOV | BPF_X, 6, 1, 0, 0);
	emit(BPF_ST | BPF_MEM | BPF_W, 10, 0, KEY(kind), make_key(hook));
	look_up();
	decide(hook);
	snprintf(name, sizeof(name), "bpf_lsm_%s", hook->name);
	program = load_program(BPF_PROG_TYPE_LSM, BPF_LSM_MAC, function_id(name), hook->name, code, length);
	link = attach_program(program, NULL);
	if (link < 0)
		stop(name);
	snprintf(name, sizeof(name), BPFFS "/%s", hook->name);
	pin(link, name);
	close(link);
	close(program);
}

static void add(struct key key, struct rule rule)
{
	union bpf_attr request;

	memset(&request, 0, sizeof(request));
	request.map_fd = (uint32_t)rules;
	request.key = (uint64_t)(uintptr_t)&key;
	request.value = (uint64_t)(uintptr_t)&rule;
	if (bpf_call(BPF_MAP_UPDATE_ELEM, &request))
		stop("a rule");
}

/* A device's number as the kernel has it inside. */
static void add_file(const char *path, struct rule rule)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0755);
	struct stat about;

	if (fd < 0)
		fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0 || fstat(fd, &about))
		stop(path);
	close(fd);
	add((struct key){ about.st_ino, major(about.st_dev) << 20 | minor(about.st_dev), A_FILE }, rule);
}

/* Programs and libraries, a line each. */
static void add_code(void)
{
	FILE *list = fopen("/lsm/code", "re");
	char path[256];

	if (!list)
		stop("the list of what is executable");
	while (fscanf(list, "%255s", path) == 1)
		add_file(path, (struct rule){ .access = RUN });
	fclose(list);
}

static void make_rules(void)
{
	static const uint16_t families[] = { AF_UNIX, AF_INET, AF_INET6, AF_NETLINK };
	static const struct rule used = { .access = USE };
	union bpf_attr request;

	memset(&request, 0, sizeof(request));
	request.map_type = BPF_MAP_TYPE_HASH;
	request.key_size = sizeof(struct key);
	request.value_size = sizeof(struct rule);
	request.max_entries = PLACES;
	rules = bpf_call(BPF_MAP_CREATE, &request);
	if (rules < 0)
		stop("the map");
	for (unsigned i = 0; i < MADE_UP; i++)
		add((struct key){ i, UINT32_MAX, A_FILE }, (struct rule){ .access = OPEN_READ | REMOVE });
	add_file(FORBIDDEN, (struct rule){ .access = OPEN_READ | READ_DATA | REMOVE });
	add_file(NAMED, (struct rule){ .access = CREATE_IN, .ending = ENDING });
	add_code();
	for (unsigned i = 0; i < sizeof(families) / sizeof(*families); i++)
		add((struct key){ families[i], 0, A_FAMILY }, used);
	add((struct key){ AF_UNIX, 0, AN_ADDRESS }, used);
	add((struct key){ AF_INET, 5353, AN_ADDRESS }, used);
	add((struct key){ AF_INET, 7000, AN_ADDRESS }, used);
	add((struct key){ AF_INET6, 7000, AN_ADDRESS }, used);
}

int main(void)
{
	static char *const benchmark[] = { "/bench", NULL };

	if (mkdir("/sys", 0755) || mount("sysfs", "/sys", "sysfs", 0, NULL) || mount("bpf", BPFFS, "bpf", 0, NULL))
		stop("sysfs and bpffs");
	make_rules();
	for (unsigned i = 0; i < sizeof(hooks) / sizeof(*hooks); i++)
		attach(&hooks[i]);
	close(rules);
	execv(benchmark[0], benchmark);
	stop(benchmark[0]);
}
