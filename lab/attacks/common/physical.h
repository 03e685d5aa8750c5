/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef LAB_PHYSICAL_H
#define LAB_PHYSICAL_H

#include <sys/types.h>

/* Where @byte of this process is in the machine's memory, by /proc/self/pagemap. */
off_t physical_address(volatile char *byte);

#endif
