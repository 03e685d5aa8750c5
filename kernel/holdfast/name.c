// SPDX-License-Identifier: GPL-2.0-only
/*
 * From a dentry to its name as text, and where names begin.
 *
 * Always from the dentry to the root of its filesystem, never across mounts:
 * binds, chroots and namespaces don't exist here. rename_lock tells when the
 * chain changed under us; names are read under RCU and are always terminated,
 * so a torn one is harmless and thrown away.
 */
#include <linux/magic.h>
#include <linux/rcupdate.h>
#include <linux/seqlock.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "holdfast.h"
#include "name.h"

u64 holdfast_stamp __read_mostly = HOLDFAST_GENERATION;

/*
 * Of a filesystem whose name could not be kept: nothing on it has one, and that is
 * final, or whoever may mount could give it the name he wants.
 */
static struct prefix nameless;

static struct sb_name *sb_name(const struct super_block *sb)
{
	return sb->s_security + holdfast_blobs.lbs_superblock;
}

static bool is_initramfs(const struct super_block *sb)
{
	return !strcmp(sb->s_type->name, "rootfs");
}

/* A name in pieces, in order. */
struct pieces {
	const char *text[4];
	u32 length[4];
	int count;
	u32 state;
	bool has_state;
};

static void add_piece(struct pieces *pieces, const char *text, u32 length)
{
	pieces->text[pieces->count] = text;
	pieces->length[pieces->count++] = length;
}

const char *holdfast_component(const struct dentry *dentry, u32 *length)
{
	/* Pairs with the release in d_move(): the bytes are there when the pointer is. */
	const char *name = (const char *)smp_load_acquire(&dentry->d_name.name);

	*length = strnlen(name, READ_ONCE(dentry->d_name.len));
	return name;
}

/* Files of the kernel's own filesystems: pipes, memfds, event descriptors … */
static void name_internal(struct dentry *root, struct pieces *pieces)
{
	const char *text;
	u32 length;

	text = holdfast_component(root, &length);
	switch (root->d_sb->s_magic) {
	case PIPEFS_MAGIC:
		add_piece(pieces, "@pipe:", 6);
		return;
	case SOCKFS_MAGIC:
		add_piece(pieces, "@socket:", 8);
		return;
	case ANON_INODE_FS_MAGIC:
		add_piece(pieces, "@anon:", 6);
		break;
	case TMPFS_MAGIC:
		if (length >= 6 && !memcmp(text, "memfd:", 6)) {
			add_piece(pieces, "@", 1);
			break;
		}
		add_piece(pieces, "@shm:", 5);
		break;
	default:
		add_piece(pieces, "@", 1);
		add_piece(pieces, root->d_sb->s_type->name, strlen(root->d_sb->s_type->name));
		add_piece(pieces, ":", 1);
	}
	add_piece(pieces, text, length);
}

/*
 * The name of @root, the top of a chain of dentries. False for a top that is not
 * the root of its filesystem: something reached by a file handle, or torn off.
 * Called under RCU.
 */
static bool name_root(struct dentry *root, struct pieces *pieces)
{
	const struct super_block *sb = root->d_sb;
	const struct prefix *prefix;

	if (root != sb->s_root) {
		if (!(sb->s_flags & SB_KERNMOUNT))
			return false;
		name_internal(root, pieces);
		return true;
	}
	prefix = rcu_dereference(sb_name(sb)->prefix);
	if (prefix == &nameless)
		return false;
	if (prefix) {
		add_piece(pieces, prefix->text, prefix->length);
		pieces->state = prefix->state;
		pieces->has_state = true;
	} else if (is_initramfs(sb)) {
		add_piece(pieces, "@initramfs:", 11);
	} else {
		add_piece(pieces, "@", 1);
		add_piece(pieces, sb->s_type->name, strlen(sb->s_type->name));
		add_piece(pieces, ":", 1);
	}
	return true;
}

bool holdfast_root_label(struct dentry *root, u32 *state)
{
	struct pieces pieces = {};

	if (!name_root(root, &pieces))
		return false;
	if (pieces.has_state) {
		*state = pieces.state;
		return true;
	}
	*state = holdfast_root_state();
	for (int i = 0; i < pieces.count; i++)
		*state = holdfast_walk(*state, pieces.text[i], pieces.length[i]);
	return true;
}

/* Text, backwards. */
struct backwards {
	char *start;
	char *at;
	bool full;
};

static void prepend(struct backwards *text, const char *bytes, u32 length)
{
	u32 space = text->at - text->start;

	if (length > space) {
		bytes += length - space;
		length = space;
		text->full = true;
	}
	text->at -= length;
	memcpy(text->at, bytes, length);
}

static bool build_text(struct dentry *dentry, struct backwards *text)
{
	struct pieces pieces = {};
	struct dentry *here;

	for (here = dentry; !IS_ROOT(here); here = READ_ONCE(here->d_parent)) {
		const char *name;
		u32 length;

		if (holdfast_has_aliases(here))
			return false;
		name = holdfast_component(here, &length);
		prepend(text, name, length);
		prepend(text, "/", 1);
	}
	if (!name_root(here, &pieces))
		return false;
	for (int i = pieces.count - 1; i >= 0; i--)
		prepend(text, pieces.text[i], pieces.length[i]);
	return true;
}

char *holdfast_name(struct dentry *dentry, char *buffer, size_t size)
{
	struct backwards text;
	bool named;
	int seq = 0;

	buffer[size - 1] = '\0';
	rcu_read_lock();
	do {
		text = (struct backwards){ .start = buffer + 3, .at = buffer + size - 1 };
		read_seqbegin_or_lock(&rename_lock, &seq);
		named = build_text(dentry, &text);
		if (!need_seqretry(&rename_lock, seq))
			break;
		seq = 1;
	} while (true);
	done_seqretry(&rename_lock, seq);
	rcu_read_unlock();
	if (!named)
		return NULL;
	if (text.full)
		text.at = memcpy(buffer, "...", 3);
	else if (!*text.at)
		*--text.at = '/';
	return text.at;
}

bool holdfast_is_attached(const struct super_block *sb)
{
	return rcu_access_pointer(sb_name(sb)->prefix);
}

int holdfast_sb_alloc(struct super_block *sb)
{
	RCU_INIT_POINTER(sb_name(sb)->prefix, NULL);
	return 0;
}

void holdfast_sb_free(struct super_block *sb)
{
	struct prefix *prefix;

	/* Without memory for its blob it never came to be. */
	if (!sb->s_security)
		return;
	prefix = rcu_dereference_protected(sb_name(sb)->prefix, true);
	if (prefix != &nameless)
		kfree(prefix);
}

/* Without memory it gets no name at all, and is denied: @type: may have been granted. */
static struct prefix *make_prefix(const char *text)
{
	size_t length = text ? strlen(text) : 0;
	struct prefix *prefix = NULL;

	if (text)
		prefix = kmalloc(struct_size(prefix, text, length + 1), GFP_KERNEL);
	if (!prefix)
		return &nameless;
	prefix->provisional = !strncmp(text, "@initramfs:", 11);
	prefix->length = length;
	memcpy(prefix->text, text, length + 1);
	prefix->state = holdfast_walk(holdfast_root_state(), text, length);
	return prefix;
}

/* namespace_sem is held, so there is one of us. */
static void set_prefix(struct super_block *sb, const char *text)
{
	struct prefix __rcu **slot = &sb_name(sb)->prefix;
	struct prefix *old = rcu_dereference_protected(*slot, true);

	rcu_assign_pointer(*slot, make_prefix(text));
	/* The name first, then the generation: pairs with label_one(). */
	smp_wmb();
	if (holdfast_stamp != HOLDFAST_LAST_STAMP)
		WRITE_ONCE(holdfast_stamp, holdfast_stamp + HOLDFAST_GENERATION);
	if (old != &nameless)
		kfree_rcu(old, rcu);
}

void holdfast_attached(struct vfsmount *mnt, struct vfsmount *parent, struct dentry *mountpoint)
{
	struct super_block *sb = mnt->mnt_sb;
	struct prefix *prefix = rcu_dereference_protected(sb_name(sb)->prefix, true);
	bool becomes_root = is_initramfs(parent->mnt_sb) && mountpoint == parent->mnt_sb->s_root;
	char *buffer, *name;

	/* A part of a filesystem gives the whole no name: it stays @type:. */
	if (mnt->mnt_root != sb->s_root || is_initramfs(sb))
		return;
	/* What has its name keeps it, whatever pivot_root makes of it. */
	if (prefix && !prefix->provisional)
		return;
	if (becomes_root) {
		set_prefix(sb, "");
		return;
	}
	buffer = __getname();
	name = buffer ? holdfast_name(mountpoint, buffer, PATH_MAX) : NULL;
	if (name && !strncmp(name, "...", 3))
		name = NULL;
	set_prefix(sb, name && !strcmp(name, "/") ? "" : name);
	if (buffer)
		__putname(buffer);
}
