// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reading and changing what execve was given. Where nothing has to be taken out, which
 * is nearly always, the strings are looked at in their pages and nothing is allocated.
 */
#include <linux/highmem.h>
#include <linux/mm.h>
#include <linux/slab.h>
#include <asm/word-at-a-time.h>

#include "arguments.h"
#include "core/engine.h"
#include "core/environment.h"

/**
 * struct strings - a place in the strings of an exec
 * @bprm: whose strings
 * @pos: address of the byte that is next
 * @page: that @pos is in, or NULL
 * @base: @page, mapped
 */
struct strings {
	struct linux_binprm *bprm;
	unsigned long pos;
	struct page *page;
	const char *base;
};

static void leave_page(struct strings *s)
{
	if (!s->page)
		return;
	kunmap_local(s->base);
	put_page(s->page);
	s->page = NULL;
}

/* The bytes from @pos to the end of its page: how many there are, or an error. */
static int enter_page(struct strings *s)
{
	struct mm_struct *mm = s->bprm->mm;
	long got;

	if (s->pos >= s->bprm->exec)
		return -EFAULT;
	if (!s->page) {
		mmap_read_lock(mm);
		got = get_user_pages_remote(mm, s->pos, 1, FOLL_FORCE, &s->page, NULL);
		mmap_read_unlock(mm);
		if (got != 1) {
			s->page = NULL;
			return -EFAULT;
		}
		s->base = kmap_local_page(s->page);
	}
	return PAGE_SIZE - offset_in_page(s->pos);
}

static const char *here(const struct strings *s)
{
	return s->base + offset_in_page(s->pos);
}

static void advance(struct strings *s, size_t bytes)
{
	s->pos += bytes;
	if (!offset_in_page(s->pos))
		leave_page(s);
}

/* How many bytes come before the next NUL byte, @most at most: a word at a time. */
static size_t until_nul(const char *bytes, size_t most)
{
	const struct word_at_a_time constants = WORD_AT_A_TIME_CONSTANTS;
	unsigned long word, found;
	size_t at = 0;

	for (; at < most && !IS_ALIGNED((unsigned long)bytes + at, sizeof(word)); at++)
		if (!bytes[at])
			return at;
	for (; at + sizeof(word) <= most; at += sizeof(word)) {
		word = *(const unsigned long *)(bytes + at);
		if (has_zero(word, &found, &constants)) {
			found = prep_zero_mask(word, found, &constants);
			return at + find_zero(create_zero_mask(found));
		}
	}
	for (; at < most; at++)
		if (!bytes[at])
			return at;
	return most;
}

/* To behind the next NUL byte. */
static int skip_string(struct strings *s)
{
	for (;;) {
		int left = enter_page(s);
		size_t length;

		if (left < 0)
			return left;
		length = until_nul(here(s), left);
		if (length < left) {
			advance(s, length + 1);
			return 0;
		}
		advance(s, length);
	}
}

/* Its name, up to "=" or its end, as far as there is room for it; then to behind it. */
static int read_variable(struct strings *s, struct environment_variable *variable)
{
	int error;

	variable->at = s->pos;
	variable->length = 0;
	while (variable->length < sizeof(variable->name)) {
		error = enter_page(s);
		if (error < 0)
			return error;
		if (*here(s) == '=' || !*here(s))
			break;
		variable->name[variable->length++] = *here(s);
		advance(s, 1);
	}
	error = skip_string(s);
	variable->end = s->pos;
	return error;
}

static int look_at(struct strings *s, holdfast_variable_fn *wanted, void *context,
		   struct environment_variable *variable)
{
	int error = enter_page(s);

	if (error < 0)
		return error;
	if (!hf_variable_may_inject(*here(s)))
		return skip_string(s);
	error = read_variable(s, variable);
	if (error)
		return error;
	return hf_variable_injects(variable->name, variable->length) &&
	       wanted(variable, context);
}

int holdfast_find_variable(struct linux_binprm *bprm, holdfast_variable_fn *wanted,
			   void *context, struct environment_variable *variable)
{
	struct strings s = { .bprm = bprm, .pos = bprm->p };
	int result = 0;

	for (int i = 0; i < bprm->argc && !result; i++)
		result = skip_string(&s);
	for (int i = 0; i < bprm->envc && !result; i++)
		result = look_at(&s, wanted, context, variable);
	leave_page(&s);
	return result;
}

static int copy_whole(struct mm_struct *mm, unsigned long at, void *buffer, int bytes,
		      unsigned int flags)
{
	return access_remote_vm(mm, at, buffer, bytes, flags | FOLL_FORCE) == bytes ? 0 : -EFAULT;
}

/* What is before it moves up to where it ended. */
int holdfast_drop_variable(struct linux_binprm *bprm,
			   const struct environment_variable *variable)
{
	unsigned long distance = variable->end - variable->at, at = variable->at;
	char *buffer = kmalloc(PAGE_SIZE, GFP_KERNEL);
	int error = 0;

	if (!buffer)
		return -ENOMEM;
	while (at > bprm->p && !error) {
		int bytes = min(at - bprm->p, PAGE_SIZE);

		at -= bytes;
		error = copy_whole(bprm->mm, at, buffer, bytes, 0);
		if (!error)
			error = copy_whole(bprm->mm, at + distance, buffer, bytes, FOLL_WRITE);
	}
	kfree(buffer);
	if (error)
		return error;
	bprm->p += distance;
	bprm->envc--;
	return 0;
}

ssize_t holdfast_read_argument(struct linux_binprm *bprm, int index, char *text)
{
	struct strings s = { .bprm = bprm, .pos = bprm->p };
	size_t length = 0;
	int left = 0;

	if (index >= bprm->argc)
		return -ENOENT;
	for (int i = 0; i < index && left >= 0; i++)
		left = skip_string(&s);
	while (left >= 0) {
		left = length < PATH_MAX ? enter_page(&s) : -ENAMETOOLONG;
		if (left < 0)
			break;
		text[length] = *here(&s);
		if (!text[length])
			break;
		length++;
		advance(&s, 1);
	}
	leave_page(&s);
	return left < 0 ? left : length;
}
