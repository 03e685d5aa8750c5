/* SPDX-License-Identifier: GPL-2.0-or-later */
/* Descriptors that go from one process to another. */
#ifndef LAB_PASS_H
#define LAB_PASS_H

#include <stdbool.h>

/* Sends descriptor @fd through unix socket @through; false with errno. */
bool send_descriptor(int through, int fd);
/* Takes a descriptor out of unix socket @through; -1 with errno. */
int receive_descriptor(int through);

#endif
