// SPDX-License-Identifier: GPL-2.0-only
/*
 * From a dentry to its name, as a state of the automaton or as text.
 *
 * Both walk from the dentry to the root of its filesystem, never across
 * mounts: binds, chroots and namespaces don't exist here. rename_lock tells
 * when the chain changed under us; names are read under RCU and are always
 * terminated, so a torn one is harmless and thrown away.
 */
#include <linux/magic.h>
#include <linux/rcupdate.h>
#include <linux/seqlock.h>
#include <linux/slab.h>
#include <linux/string.h>

#include "holdfast.h"
#include "name.h"

/* How many dentries are remembered on the way up, to be walked down again. */
#define CHAIN	16

u32 holdfast_generation __read_mostly = 1;

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

/* The bytes of a component, safe against a concurrent rename: see the top. */
static const char *component(const struct dentry *dentry, u32 *length)
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

	text = component(root, &length);
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

/*
 * Where another spelling of a component finds the same file, its name says
 * nothing: no name then. (procfs compares too, but not spellings.)
 */
static bool has_aliases(const struct dentry *dentry)
{
	return dentry->d_flags & (DCACHE_OP_COMPARE | DCACHE_OP_HASH) &&
	       dentry->d_sb->s_magic != PROC_SUPER_MAGIC;
}

static bool root_state(struct dentry *root, u32 *state)
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

/*
 * One climb: from @from to the next labelled ancestor or the root, or to @stop.
 * Leaves the last CHAIN dentries seen, topmost last, and the state behind the top.
 */
static bool climb(struct dentry *from, struct dentry **chain, int *depth, u32 *state,
		  struct dentry *known, u32 known_state)
{
	struct dentry *here = from;

	for (*depth = 0; ; here = READ_ONCE(here->d_parent)) {
		const struct inode *inode = d_inode_rcu(here);
		u64 word = inode ? READ_ONCE(inode->i_holdfast) : 0;

		if (here == known) {
			*state = known_state;
			return true;
		}
		if (here != from && holdfast_label_is_current(word)) {
			*state = word & LABEL_STATE;
			return true;
		}
		if (IS_ROOT(here))
			return root_state(here, state);
		if (has_aliases(here) || *depth >= HF_MAX_NAME_WALK)
			return false;
		chain[(*depth)++ % CHAIN] = here;
	}
}

/* A deep chain that nobody has labelled is walked down CHAIN components at a time. */
static bool walk_name(struct dentry *dentry, u32 *state)
{
	struct dentry *chain[CHAIN], *known = NULL;
	u32 known_state = 0;
	int depth;

	do {
		int bottom;

		if (!climb(dentry, chain, &depth, state, known, known_state))
			return false;
		bottom = max(depth - CHAIN, 0);
		while (depth > bottom) {
			const char *text;
			u32 length;

			known = chain[--depth % CHAIN];
			text = component(known, &length);
			*state = holdfast_walk(holdfast_walk(*state, "/", 1), text, length);
		}
		known_state = *state;
	} while (depth);
	return true;
}

/* Most often the directory is labelled, and nothing is being renamed just now. */
static bool walk_from_parent(struct dentry *dentry, u32 *state)
{
	unsigned int seq = raw_read_seqcount(&rename_lock.seqcount);
	struct dentry *parent = READ_ONCE(dentry->d_parent);
	const struct inode *inode = d_inode_rcu(parent);
	u64 word = inode ? READ_ONCE(inode->i_holdfast) : 0;
	const char *text;
	u32 length;

	if (parent == dentry || !holdfast_label_is_current(word) || has_aliases(dentry) || seq & 1)
		return false;
	text = component(dentry, &length);
	*state = holdfast_walk(holdfast_walk(word & LABEL_STATE, "/", 1), text, length);
	return !read_seqcount_retry(&rename_lock.seqcount, seq);
}

static bool compute_state(struct dentry *dentry, u32 *state)
{
	int seq = 0;
	bool named;

	rcu_read_lock();
	if (likely(walk_from_parent(dentry, state))) {
		rcu_read_unlock();
		return true;
	}
	do {
		read_seqbegin_or_lock(&rename_lock, &seq);
		named = walk_name(dentry, state);
		if (!need_seqretry(&rename_lock, seq))
			break;
		seq = 1;
	} while (true);
	done_seqretry(&rename_lock, seq);
	rcu_read_unlock();
	return named;
}

/*
 * May the label of this inode be remembered? Only where this kernel alone
 * renames, and only for an inode with just one name: nlink 0 can be linked
 * again, nlink 2 has names that we don't know.
 */
static bool may_cache(const struct dentry *dentry, const struct inode *inode)
{
	switch (inode->i_sb->s_magic) {
	case EXT4_SUPER_MAGIC:
	case XFS_SUPER_MAGIC:
	case BTRFS_SUPER_MAGIC:
	case F2FS_SUPER_MAGIC:
	case EROFS_SUPER_MAGIC_V1:
	case SQUASHFS_MAGIC:
	case TMPFS_MAGIC:
	case RAMFS_MAGIC:
	case OVERLAYFS_SUPER_MAGIC:
		break;
	default:
		return false;
	}
	if (S_ISDIR(inode->i_mode))
		return dentry == dentry->d_sb->s_root || !d_unhashed(dentry);
	return inode->i_nlink == 1 && !d_unhashed(dentry);
}

static bool label_one(struct dentry *dentry, struct inode *inode, u64 word, u32 *state)
{
	u32 now = READ_ONCE(holdfast_generation);

	/* Pairs with set_prefix(): an old name is never kept under a new generation. */
	smp_rmb();
	if (!compute_state(dentry, state))
		return false;
	if (!inode || word & LABEL_NEVER || !now || !may_cache(dentry, inode))
		return true;
	/* Fails, rightly, if holdfast_forget_label() came between. */
	cmpxchg64(&inode->i_holdfast, word, (u64)now << 32 | LABEL_KNOWN | *state);
	return true;
}

/*
 * The directory first: whoever asks for one name in it will ask for more, and with
 * its label each is a single step. RCU keeps it there if it is renamed away just now.
 */
static void label_directory(const struct dentry *dentry)
{
	struct dentry *parent;
	struct inode *inode;
	u32 state;
	u64 word;

	rcu_read_lock();
	parent = READ_ONCE(dentry->d_parent);
	inode = d_inode_rcu(parent);
	if (parent != dentry && inode && may_cache(parent, inode)) {
		word = READ_ONCE(inode->i_holdfast);
		if (!holdfast_label_is_current(word))
			label_one(parent, inode, word, &state);
	}
	rcu_read_unlock();
}

static noinline bool label_slowly(struct dentry *dentry, struct inode *inode, u64 word, u32 *state)
{
	label_directory(dentry);
	return label_one(dentry, inode, word, state);
}

bool holdfast_label(struct dentry *dentry, u32 *state)
{
	struct inode *inode = d_inode(dentry);
	u64 word = inode ? READ_ONCE(inode->i_holdfast) : 0;

	if (likely(holdfast_label_is_current(word))) {
		*state = word & LABEL_STATE;
		return true;
	}
	return label_slowly(dentry, inode, word, state);
}

void holdfast_forget_label(struct inode *inode)
{
	xchg(&inode->i_holdfast, (u64)LABEL_NEVER);
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

		if (has_aliases(here))
			return false;
		name = component(here, &length);
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
	/* The name first, then the generation: pairs with label_slowly(). */
	smp_wmb();
	if (holdfast_generation)
		WRITE_ONCE(holdfast_generation, holdfast_generation + 1);
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
