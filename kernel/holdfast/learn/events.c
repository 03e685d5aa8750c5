// SPDX-License-Identifier: GPL-2.0-only
/* securityfs holdfast/events and holdfast/policy of the learn build. */
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/utsname.h>

#include "../print.h"
#include "learn.h"

#define LINE_BYTES	(2 * 4 * PATH_MAX + 1024)

/* A snapshot: how many entries there were at open. */
struct reader {
	u64 count;
	u64 lost;
	char *text;
};

static const char *type_word(u32 mode)
{
	switch (mode) {
	case S_IFREG:
		return "file";
	case S_IFDIR:
		return "dir";
	case S_IFLNK:
		return "link";
	case S_IFIFO:
		return "fifo";
	case S_IFSOCK:
		return "socket";
	case S_IFCHR:
		return "chr";
	case S_IFBLK:
		return "blk";
	}
	return "anon";
}

static void put_name(struct line *line, const char *key, const char *bytes, size_t length)
{
	holdfast_put(line, " %s=", key);
	holdfast_put_quoted(line, bytes, length);
}

static void put_code(struct line *line, const struct entry *entry)
{
	static const char *const kinds[] = { "program", "script", "library" };

	holdfast_put(line, "code kind=%s", kinds[entry->key.value]);
	put_name(line, "name", entry->names, entry->key.name_length);
	holdfast_put(line, " sha256=%*phN fsverity=", HF_DIGEST_BYTES, entry->key.sha256);
	if (entry->key.has_fsverity)
		holdfast_put(line, "%*phN", HF_DIGEST_BYTES, entry->key.fsverity);
	else
		holdfast_put(line, "-");
}

static void put_subject(struct line *line, const struct entry *entry)
{
	holdfast_put(line, "subject id=%u parent=%u", entry->key.subject, entry->key.second);
	put_name(line, "program", entry->names, entry->key.name_length);
	put_name(line, "script", entry->names + entry->key.name_length,
		 entry->key.target_length);
}

static void put_two_names(struct line *line, const struct entry *entry, const char *word)
{
	holdfast_put(line, "%s", word);
	put_name(line, "name", entry->names, entry->key.name_length);
	holdfast_put(line, " type=%s", type_word(entry->key.file_type));
	put_name(line, "target", entry->names + entry->key.name_length,
		 entry->key.target_length);
}

static void put_named(struct line *line, const struct entry *entry)
{
	const struct entry_key *key = &entry->key;

	switch (key->kind) {
	case ENTRY_RENAME:
		put_two_names(line, entry, "rename");
		holdfast_put(line, " replaced=%u", key->second);
		return;
	case ENTRY_LINK:
		put_two_names(line, entry, "link");
		return;
	case ENTRY_EXECUTE:
		holdfast_put(line, "execute");
		put_name(line, "name", entry->names, key->name_length);
		holdfast_put(line, " to=%u", key->second);
		return;
	case ENTRY_MOUNT:
		holdfast_put(line, "mount");
		put_name(line, "name", entry->names, key->name_length);
		put_name(line, "fstype", entry->names + key->name_length, key->target_length);
		return;
	}
	holdfast_put_accesses(line, key->value);
	put_name(line, "name", entry->names, key->name_length);
	holdfast_put(line, " type=%s", type_word(key->file_type));
}

static void put_fact(struct line *line, const struct entry *entry)
{
	const struct entry_key *key = &entry->key;
	struct hf_request request = {
		.netop = key->value, .proto = key->second, .port = key->third,
		.family = key->value, .type = key->second, .protocol = key->third,
	};

	holdfast_put(line, "fact subject=%u access=", key->subject);
	switch (key->kind) {
	case ENTRY_NET:
		memcpy(request.address, key->address, sizeof(request.address));
		holdfast_put_net(line, &request);
		break;
	case ENTRY_SOCKET:
		holdfast_put_socket(line, &request);
		break;
	case ENTRY_CAPABILITY:
		holdfast_put_capability(line, key->value);
		holdfast_put(line, " quiet=%u", key->second);
		break;
	case ENTRY_PEER:
		holdfast_put(line, "%s peer=%u", holdfast_peerop_word(key->value), key->second);
		break;
	case ENTRY_FACILITY:
		holdfast_put_facility(line, key->value);
		break;
	case ENTRY_VARIABLE:
		holdfast_put_variable(line, entry->names, key->name_length);
		break;
	default:
		put_named(line, entry);
	}
}

static void *events_start(struct seq_file *seq, loff_t *pos)
{
	struct reader *reader = seq->private;

	return *pos <= reader->count ? pos : NULL;
}

static void *events_next(struct seq_file *seq, void *v, loff_t *pos)
{
	++*pos;
	return events_start(seq, pos);
}

static void events_stop(struct seq_file *seq, void *v)
{
}

static int events_show(struct seq_file *seq, void *v)
{
	struct reader *reader = seq->private;
	struct line line = { .text = reader->text, .size = LINE_BYTES };
	u64 number = *(loff_t *)v;
	const struct entry *entry;

	if (!number) {
		seq_printf(seq, "holdfast-events version=1 build=learn target=%s kernel=\"%s\" lost=%llu count=%llu\n",
			   IS_ENABLED(CONFIG_UML) ? "uml" : "x86", utsname()->release,
			   reader->lost, reader->count);
		return 0;
	}
	entry = holdfast_learn_entry(number - 1);
	if (entry->key.kind == ENTRY_SUBJECT)
		put_subject(&line, entry);
	else if (entry->key.kind == ENTRY_CODE)
		put_code(&line, entry);
	else
		put_fact(&line, entry);
	seq_printf(seq, "%s\n", line.text);
	return 0;
}

static const struct seq_operations events_ops = {
	.start = events_start,
	.next = events_next,
	.stop = events_stop,
	.show = events_show,
};

static int events_open(struct inode *inode, struct file *file)
{
	struct reader *reader = __seq_open_private(file, &events_ops, sizeof(*reader));

	if (!reader)
		return -ENOMEM;
	reader->text = kvmalloc(LINE_BYTES, GFP_KERNEL);
	if (!reader->text) {
		seq_release_private(inode, file);
		return -ENOMEM;
	}
	reader->count = holdfast_learn_count();
	reader->lost = holdfast_learn_lost();
	return 0;
}

static int events_release(struct inode *inode, struct file *file)
{
	struct seq_file *seq = file->private_data;
	struct reader *reader = seq->private;

	kvfree(reader->text);
	return seq_release_private(inode, file);
}

const struct file_operations holdfast_events_fops = {
	.open = events_open,
	.read = seq_read,
	.llseek = seq_lseek,
	.release = events_release,
};

static ssize_t policy_read(struct file *file, char __user *buffer, size_t size, loff_t *pos)
{
	return 0;
}

const struct file_operations holdfast_policy_fops = {
	.read = policy_read,
	.llseek = default_llseek,
};

void holdfast_show_status(struct seq_file *seq)
{
	seq_puts(seq, "build: learn\n");
	seq_printf(seq, "facts: %llu\n", holdfast_learn_count());
	seq_printf(seq, "lost: %llu\n", holdfast_learn_lost());
}
