/* SPDX-License-Identifier: GPL-2.0-or-later */
#ifndef LAB_FAULT_H
#define LAB_FAULT_H

/*
 * Fills a private, readable and executable mapping of a memory file, which nothing may write to,
 * with code by userfaultfd @fd and runs it. Ends the process.
 */
_Noreturn void fault_in_code(int fd);

#endif
