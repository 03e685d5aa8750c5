// SPDX-License-Identifier: GPL-2.0-only
/* securityfs holdfast/events and holdfast/policy of the sealed build. */
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/utsname.h>

#include "sealed.h"

/* A snapshot: what was there at open, and room to print one. */
struct reader {
	u64 count;
	u64 lost;
	struct denial *denials;
	char line[HF_DENIAL_LINE];
};

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

static void show_head(struct seq_file *seq, const struct reader *reader)
{
	seq_printf(seq, "holdfast-events version=1 build=sealed target=%s kernel=\"%s\" lost=%llu count=%llu\n",
		   IS_ENABLED(CONFIG_UML) ? "uml" : "x86", utsname()->release,
		   reader->lost, reader->count);
}

static int events_show(struct seq_file *seq, void *v)
{
	struct reader *reader = seq->private;
	u64 line = *(loff_t *)v;

	if (!line) {
		show_head(seq, reader);
		return 0;
	}
	holdfast_print_denial(&reader->denials[line - 1], reader->line, sizeof(reader->line));
	seq_printf(seq, "%s\n", reader->line);
	return 0;
}

static const struct seq_operations events_ops = {
	.start = events_start,
	.next = events_next,
	.stop = events_stop,
	.show = events_show,
};

/* What newer denials push out while this copies is lost to this reader, and counted. */
static int events_open(struct inode *inode, struct file *file)
{
	struct reader *reader = __seq_open_private(file, &events_ops, sizeof(*reader));
	u64 kept, end;

	if (!reader)
		return -ENOMEM;
	end = holdfast_denials(&kept);
	reader->denials = kvmalloc_array(kept + 1, sizeof(*reader->denials), GFP_KERNEL);
	if (!reader->denials) {
		seq_release_private(inode, file);
		return -ENOMEM;
	}
	for (u64 seq = end - kept; seq < end; seq++)
		if (holdfast_denial(seq, &reader->denials[reader->count]))
			reader->count++;
	reader->lost = end - reader->count;
	return 0;
}

static int events_release(struct inode *inode, struct file *file)
{
	struct seq_file *seq = file->private_data;
	struct reader *reader = seq->private;

	kvfree(reader->denials);
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
	const struct hf_section_head *text = &holdfast_policy.header->section[HF_SEC_TEXT];

	return simple_read_from_buffer(buffer, size, pos, holdfast_policy.TEXT,
				       hf_le32(text->count));
}

const struct file_operations holdfast_policy_fops = {
	.read = policy_read,
	.llseek = default_llseek,
};
