// SPDX-License-Identifier: GPL-2.0-only
/*
 * Registration. LSM_ORDER_LAST and no flags: neither lsm= nor security= can
 * leave it out, and it only sees what all others have allowed. Everything that
 * enforcement needs is set up here, not in an initcall, because initcalls can
 * be skipped with initcall_blacklist=.
 */
#include <linux/lsm_hooks.h>
#include <uapi/linux/lsm.h>

#include "holdfast.h"
#include "name.h"

const struct lsm_id holdfast_lsmid = {
	.name = "holdfast",
	.id = LSM_ID_HOLDFAST,
};

struct lsm_blob_sizes holdfast_blobs __ro_after_init = {
	.lbs_superblock = sizeof(struct sb_name),
	.lbs_ipc = sizeof(u32),
};

static int __init holdfast_init(void)
{
	holdfast_setup();
	holdfast_add_exec_hooks();
	holdfast_add_memory_hooks();
	holdfast_add_file_hooks();
	holdfast_add_name_hooks();
	holdfast_add_mount_hooks();
	holdfast_add_socket_hooks();
	holdfast_add_task_hooks();
	holdfast_add_ipc_hooks();
	holdfast_add_facility_hooks();
	holdfast_add_control_hooks();
	return 0;
}

DEFINE_LSM(holdfast) = {
	.name = "holdfast",
	.order = LSM_ORDER_LAST,
	.blobs = &holdfast_blobs,
	.init = holdfast_init,
};
