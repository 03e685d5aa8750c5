/* SPDX-License-Identifier: GPL-2.0-or-later */
/* holdfast run: one command on this machine's own files, in a kernel of ours. */
#include <errno.h>
#include <fcntl.h>
#include <libgen.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "cli/run.h"
#include "cli/vm.h"

#define DEFAULT_MIB	512u
#define MIN_MIB		64u
#define MAX_MIB		(1u << 20)
#define MAX_SECONDS	(7u * 24 * 3600)

/* As the shell, env(1) and nohup(1) have it. */
#define EXIT_CANNOT_EXECUTE	126
#define EXIT_NOT_FOUND		127

/* What one call of `run` is about; strings are the options' or malloc'd as said. */
struct run {
	struct options options;
	struct vm_spec spec;
	const char *learn;		/* --learn, or NULL */
	bool sealed, quiet;		/* --policy; --quiet */
	char *kernel, *directory;	/* malloc'd */
	const char **kernel_arguments;	/* malloc'd */
	struct vm_command command;
	char *working_directory;	/* malloc'd */
};

/* A number in [@low, @high], @otherwise if it was not given; 0 after a message. */
static unsigned number_option(const struct run *run, enum option_id id, const char *name,
			      unsigned low, unsigned high, unsigned otherwise)
{
	const char *value = option_value(&run->options, id);
	unsigned long number;
	char *end;

	if (!value)
		return otherwise;
	errno = 0;
	number = strtoul(value, &end, 10);
	if (*value >= '0' && *value <= '9' && !*end && !errno && number >= low && number <= high)
		return (unsigned)number;
	message_error("run: --%s needs a number from %u to %u, not `%s`", name, low, high, value);
	return 0;
}

static bool one_kernel_chosen(const struct options *options)
{
	static const enum option_id choices[] = { OPT_LEARN, OPT_POLICY, OPT_PLAIN, OPT_KERNEL };
	unsigned given = 0;

	for (size_t i = 0; i < sizeof(choices) / sizeof(*choices); i++)
		given += option_given(options, choices[i]);
	if (given == 1)
		return true;
	message_error("run: which kernel? give %s: --learn EVENTS to record what the command does, "
		      "--policy POLICY to enforce one, --plain for a kernel without Holdfast, or "
		      "--kernel FILE", given ? "only one" : "one");
	return false;
}

static bool disk_fits(const struct vm_spec *spec)
{
	bool uml = kernel_target_is_uml(spec->target);

	if (!uml && !spec->disk)
		message_error("run: --target %s needs --disk IMAGE, an ext4 image with the programs "
			      "(lab/disk.sh makes one)", spec->target);
	else if (uml && spec->disk)
		message_error("run: --disk is not for --target uml: user-mode Linux uses this machine's files");
	else
		return true;
	return false;
}

/* A recording that cannot be kept is better noticed before the command than behind it. */
static bool writable(const char *path)
{
	char *copy;
	bool good;

	if (!path)
		return true;
	if (!strcmp(path, "-")) {
		message_error("run: events need a file of their own: standard output is the command's");
		return false;
	}
	copy = xstrdup(path);
	good = access(dirname(copy), W_OK) == 0;
	if (!good)
		message_error("run: cannot write %s: %s", path, strerror(errno));
	free(copy);
	return good;
}

/* Everything that the command line says. Returns enum exit_code. */
static int understand(struct run *run)
{
	const struct options *options = &run->options;
	const char *value;
	size_t cursor = 0;

	run->learn = option_value(options, OPT_LEARN);
	run->sealed = option_given(options, OPT_POLICY);
	run->quiet = option_given(options, OPT_QUIET);
	run->spec.target = kernel_target(option_value(options, OPT_TARGET));
	run->spec.disk = option_value(options, OPT_DISK);
	run->spec.verbose = option_given(options, OPT_VERBOSE);
	run->spec.memory_mib = number_option(run, OPT_MEMORY, "memory", MIN_MIB, MAX_MIB, DEFAULT_MIB);
	run->command.seconds = number_option(run, OPT_TIMEOUT, "timeout", 1, MAX_SECONDS, 0);
	run->kernel_arguments = xcalloc(options->use_count + 1, sizeof(char *));
	while ((value = option_next(options, OPT_KERNEL_ARG, &cursor)))
		run->kernel_arguments[run->spec.kernel_argument_count++] = value;
	run->spec.kernel_arguments = run->kernel_arguments;
	run->command.arguments = options->words;
	if (!run->spec.memory_mib || (option_given(options, OPT_TIMEOUT) && !run->command.seconds) ||
	    !one_kernel_chosen(options) || !disk_fits(&run->spec))
		return EXIT_INPUT;
	return writable(run->learn) && writable(option_value(options, OPT_EVENTS)) ?
	       EXIT_YES : EXIT_INPUT;
}

/* Runs `holdfast seal` to its end; its messages are ours. */
static int seal(const struct run *run, const char *kernel)
{
	struct vm_arguments arguments = { 0 };
	int wait_status = 0;
	const char *policy;
	size_t cursor = 0;
	pid_t pid;

	vm_argument(&arguments, "holdfast");
	vm_argument(&arguments, "seal");
	vm_argument(&arguments, "--target=%s", run->spec.target);
	vm_argument(&arguments, "--output=%s", kernel);
	if (run->quiet)
		vm_argument(&arguments, "--quiet");
	vm_argument(&arguments, "--");
	while ((policy = option_next(&run->options, OPT_POLICY, &cursor)))
		vm_argument(&arguments, "%s", policy);
	fflush(NULL);
	pid = fork();
	if (pid == 0) {
		int null = open("/dev/null", O_WRONLY);

		dup2(null, STDOUT_FILENO);
		execv("/proc/self/exe", arguments.list);
		_exit(EXIT_BROKEN);
	}
	vm_arguments_free(&arguments);
	while (pid > 0 && waitpid(pid, &wait_status, 0) < 0 && errno == EINTR)
		if (vm_signal_fatal())
			kill(pid, SIGTERM);
	if (pid > 0 && WIFEXITED(wait_status))
		return WEXITSTATUS(wait_status);
	if (!vm_signal_fatal())
		message_error("run: sealing failed: %s", pid < 0 ? strerror(errno) : "it was killed");
	return EXIT_BROKEN;
}

static char *given_kernel(const struct run *run)
{
	const char *file = option_value(&run->options, OPT_KERNEL);
	struct text path = { 0 };

	if (access(file, kernel_target_is_uml(run->spec.target) ? X_OK : R_OK) < 0) {
		message_error("run: cannot use the kernel %s: %s", file, strerror(errno));
		return NULL;
	}
	/* A name without a slash would be looked for in $PATH. */
	text_printf(&path, "%s%s", strchr(file, '/') ? "" : "./", file);
	return path.bytes;
}

/* The kernel to boot, made if need be. Returns enum exit_code. */
static int find_kernel(struct run *run)
{
	char *directory = kernels_directory(NULL);
	int status = EXIT_YES;

	if (run->sealed) {
		struct text path = { 0 };

		text_printf(&path, "%s/kernel", run->directory);
		run->kernel = path.bytes;
		status = seal(run, run->kernel);
	} else if (option_given(&run->options, OPT_KERNEL)) {
		run->kernel = given_kernel(run);
		status = run->kernel ? EXIT_YES : EXIT_INPUT;
	} else {
		run->kernel = kernel_path(directory, run->spec.target, run->learn ? "learn" : "plain");
		status = run->kernel ? EXIT_YES : EXIT_BROKEN;
	}
	free(directory);
	run->spec.kernel = run->kernel;
	return status;
}

/* The command's end as our exit status. */
static int status_of(const struct run *run, const struct vm_status *status)
{
	const char *name = run->command.arguments[0];

	switch (status->end) {
	case VM_EXITED:
		return (int)(status->value & 255);
	case VM_SIGNALLED:
		return 128 + (int)(status->value & 127);
	case VM_NOT_ENTERED:
		message_error("run: cannot enter %s in the guest: %s; start from another directory",
			      run->command.directory, strerror((int)status->value));
		return EXIT_BROKEN;
	case VM_NOT_EXECUTED:
		message_error("run: cannot execute %s: %s", name, strerror((int)status->value));
		return status->value == ENOENT ? EXIT_NOT_FOUND : EXIT_CANNOT_EXECUTE;
	case VM_VANISHED:
		message_error("run: %s switched its machine off", name);
		return EXIT_BROKEN;
	default:
		message_error("run: the guest said nonsense about the end of %s", name);
		return EXIT_BROKEN;
	}
}

static int conclude(const struct run *run, const struct vm_outcome *outcome)
{
	int status, told;

	switch (outcome->result) {
	case VM_RESULT_OK:
		break;
	case VM_RESULT_TIMEOUT:
		message_error("run: %s was not done after %u s", run->command.arguments[0], run->command.seconds);
		return EXIT_BROKEN;
	case VM_RESULT_KILLED:
		return 128 + vm_signal_fatal();
	default:
		return EXIT_BROKEN;
	}
	status = status_of(run, &outcome->status);
	if (run->learn)
		told = run_events_learned(outcome, run->learn, run->quiet);
	else
		told = run_events_refused(outcome, option_value(&run->options, OPT_EVENTS),
					  run->sealed, run->quiet);
	/* A recording that was not kept must be noticed, but not hide a failure. */
	return status ? status : told;
}

static int boot(struct run *run)
{
	struct vm_outcome outcome = { 0 };
	struct vm vm;
	int status;

	run->spec.directory = run->directory;
	status = vm_start(&vm, &run->spec);
	if (status != EXIT_YES)
		return status;
	if (!run->quiet && !run->spec.verbose)
		run->command.progress = progress_start("booting the guest");
	vm_session(&vm, &run->command, &outcome);
	vm_end(&vm);
	status = conclude(run, &outcome);
	text_free(&outcome.events);
	return status;
}

/* In QEMU the disk is another world, in which our directory need not exist. */
static char *directory_in_guest(const char *target)
{
	char *directory = kernel_target_is_uml(target) ? getcwd(NULL, 0) : NULL;

	return directory ? directory : xstrdup("/");
}

static int prepare_and_boot(struct run *run)
{
	bool uml = kernel_target_is_uml(run->spec.target);
	int status;

	run->working_directory = directory_in_guest(run->spec.target);
	run->command.directory = run->working_directory;
	vm_signals_catch();
	run->directory = vm_directory_make(uml ? run->spec.memory_mib : 0);
	if (!run->directory)
		return EXIT_BROKEN;
	status = find_kernel(run);
	if (vm_signal_fatal())
		return 128 + vm_signal_fatal();
	return status == EXIT_YES ? boot(run) : status;
}

/* Descriptors 0 to 2 that our caller closed must not become something else. */
static void fill_standard_descriptors(void)
{
	int fd;

	do
		fd = open("/dev/null", O_RDWR);
	while (fd >= 0 && fd <= STDERR_FILENO);
	if (fd > STDERR_FILENO)
		close(fd);
}

int cmd_run(int argc, char **argv)
{
	struct run run = { 0 };
	int status;

	fill_standard_descriptors();
	if (!options_parse(&run.options, argc, argv, &status))
		return status;
	status = understand(&run);
	if (status == EXIT_YES)
		status = prepare_and_boot(&run);
	vm_directory_remove(run.directory);
	free(run.kernel);
	free(run.working_directory);
	free(run.kernel_arguments);
	options_free(&run.options);
	return status;
}
