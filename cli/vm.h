/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * A guest: a kernel of ours as user-mode Linux or in QEMU, and the one command
 * that its init runs.
 *
 *	vm_uml.c, vm_qemu.c	how a kernel is started
 *	vm_process.c		the process it is then, and the directory it works in
 *	vm_console.c		what the kernel says
 *	vm_terminal.c		the terminal we may stand on, and signals to us
 *	vm_session.c		the conversation with init (vm_protocol.h)
 */
#ifndef HOLDFAST_CLI_VM_H
#define HOLDFAST_CLI_VM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#include "base/text.h"
#include "cli/kernels.h"
#include "cli/vm_protocol.h"

/** struct vm_spec - which machine; strings belong to the caller */
struct vm_spec {
	const char *target;		/* kernel_target() */
	const char *kernel;		/* file to boot */
	const char *disk;		/* not for uml: image of an ext4 file system, left as it is */
	const char *directory;		/* private, on a disk with space; from vm_directory_make() */
	unsigned memory_mib;
	const char *const *kernel_arguments;
	size_t kernel_argument_count;
	bool verbose;			/* show what the kernel says */
};

/** struct vm - a machine that runs */
struct vm {
	pid_t pid;			/* leader of its own process group; 0: none */
	int pidfd;			/* readable when it has ended */
	int line;			/* to init, both ways */
	int console;			/* what the kernel says */
	struct text said;		/* the last of that */
	bool verbose;
};

/**
 * vm_directory_make - a new private directory for a guest's files
 * @memory_mib: what is to fit; 0: nothing much
 *
 * In $TMPDIR, else where there is space in memory. Returns malloc'd text, or NULL
 * after a message that says what to do.
 */
char *vm_directory_make(unsigned memory_mib);
/** vm_directory_remove - with what is in it; frees @directory, which may be NULL */
void vm_directory_remove(char *directory);

/** vm_start - boot; returns enum exit_code, after a message if it is not EXIT_YES */
int vm_start(struct vm *vm, const struct vm_spec *spec);

/** vm_end - stop the machine if it still runs, and everything that belongs to it; frees what @vm holds */
void vm_end(struct vm *vm);

/* The programs and their arguments: NULL-terminated lists, all malloc'd. */
struct vm_arguments {
	char **list;
	size_t count;
};

void vm_argument(struct vm_arguments *arguments, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
void vm_arguments_free(struct vm_arguments *arguments);

/** vm_uml_arguments, vm_qemu_arguments - the command line; @line is the descriptor of init's side */
void vm_uml_arguments(struct vm_arguments *arguments, const struct vm_spec *spec, int line);
int vm_qemu_arguments(struct vm_arguments *arguments, const struct vm_spec *spec, int line);

/* vm_console.c */

/** vm_console_read - take what the kernel said; false once it will say nothing more */
bool vm_console_read(struct vm *vm);
/**
 * vm_console_explain - tell why a machine ended that should not have: the panic, the last lines
 * @given: what init gave as the reason, @length bytes, or NULL
 */
void vm_console_explain(const struct vm *vm, const char *given, size_t length);

/* vm_terminal.c */

/** vm_signals_catch - from now on signals that would end us are kept for vm_signal_next() */
void vm_signals_catch(void);
/** vm_signal_next - a signal that arrived since, or 0; SIGWINCH, too */
int vm_signal_next(void);
/** vm_signal_fatal - the first signal that asked us to end, or 0; it stays */
int vm_signal_fatal(void);
/** vm_signals_fd - readable when vm_signal_next() has something */
int vm_signals_fd(void);

/** vm_terminals - which of our streams 0 to 2 are a terminal: a bit each */
uint8_t vm_terminals(void);
/** vm_terminal_fd - where the guest's terminal appears, or -1 */
int vm_terminal_fd(void);
/** vm_terminal_size - of that terminal */
struct vm_size vm_terminal_size(void);
/** vm_terminal_raw - give every key to the guest; until vm_terminal_restore() */
void vm_terminal_raw(void);
/** vm_terminal_restore - may be called at any time, any number of times */
void vm_terminal_restore(void);
/** vm_terminal_is_raw - a newline needs a carriage return now */
bool vm_terminal_is_raw(void);

/** struct vm_command - what to run */
struct vm_command {
	char *const *arguments;		/* NULL-terminated */
	const char *directory;		/* in the guest */
	unsigned seconds;		/* ended after so long; 0: never */
	struct progress *progress;	/* stopped, and set to NULL, when the command begins */
};

enum vm_result {
	VM_RESULT_OK,
	VM_RESULT_BROKEN,	/* the machine did not do it; a message was printed */
	VM_RESULT_TIMEOUT,
	VM_RESULT_KILLED,	/* by a signal to us: vm_signal_fatal() */
};

/** struct vm_outcome - how it went; free events with text_free() */
struct vm_outcome {
	enum vm_result result;
	struct vm_status status;	/* if result is OK */
	struct text events;		/* complete if events_error is 0 */
	uint32_t events_error;		/* ENOENT: this kernel has no Holdfast */
};

/** vm_session - run one command in a machine that was started, to its end */
void vm_session(struct vm *vm, struct vm_command *command, struct vm_outcome *outcome);

#endif
