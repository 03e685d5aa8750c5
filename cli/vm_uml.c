/* SPDX-License-Identifier: GPL-2.0-or-later */
/* How user-mode Linux is started: the kernel is an ordinary program. */
#include "cli/vm.h"

void vm_uml_arguments(struct vm_arguments *arguments, const struct vm_spec *spec, int line)
{
	vm_argument(arguments, "%s", spec->kernel);
	vm_argument(arguments, "mem=%uM", spec->memory_mib);
	/* Its console is our pipe; no other console or line leads anywhere. */
	vm_argument(arguments, "con0=null,fd:1");
	vm_argument(arguments, "con=null");
	vm_argument(arguments, "ssl=null");
	vm_argument(arguments, "ssl0=fd:%d", line);
	vm_argument(arguments, "uml_dir=%s", spec->directory);
	vm_argument(arguments, "umid=guest");
	vm_argument(arguments, "HOLDFAST_LINE=ttyS0");
	vm_argument(arguments, "HOLDFAST_TYPE=hostfs");
	vm_argument(arguments, "HOLDFAST_SOURCE=none");
	vm_argument(arguments, "HOLDFAST_OPTIONS=/");
	vm_argument(arguments, "loglevel=%u", spec->verbose ? 7 : 6);
	for (size_t i = 0; i < spec->kernel_argument_count; i++)
		vm_argument(arguments, "%s", spec->kernel_arguments[i]);
}
