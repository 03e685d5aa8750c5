/* SPDX-License-Identifier: GPL-2.0-or-later */
#include "cli/kernels.h"

#include <errno.h>
#include <libgen.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/sha256.h"
#include "base/text.h"
#include "cli/commands.h"
#include "cli/message.h"
#include "core/engine.h"

/* The guest's first process, by the name that policies know it by. */
#define INIT_NAME "@initramfs:/init"

static const char default_target[] = "uml";

const char *kernel_target(const char *given)
{
	return given ? given : default_target;
}

bool kernel_target_is_uml(const char *target)
{
	return !strcmp(target, default_target);
}

char *kernels_directory(const char *given)
{
	char own[PATH_MAX];
	ssize_t length = readlink("/proc/self/exe", own, sizeof(own) - 1);
	struct text path = { 0 };

	if (!given || !*given)
		given = getenv("HOLDFAST_KERNELS");
	if (given && *given)
		return xstrdup(given);
	if (length > 0) {
		own[length] = '\0';
		text_printf(&path, "%s/kernel", dirname(own));
		if (access(path.bytes, F_OK) == 0)
			return path.bytes;
		text_free(&path);
	}
	return xstrdup(HOLDFAST_LIBDIR "/kernel");
}

char *kernel_path(const char *directory, const char *target, const char *build)
{
	struct text path = { 0 };

	text_printf(&path, "%s/%s-%s/%s", directory, target, build,
		    kernel_target_is_uml(target) ? "linux" : "bzImage");
	if (access(path.bytes, R_OK) == 0)
		return path.bytes;
	message_error("no kernel %s: %s; in Holdfast's sources, run: kernel/build.sh %s-%s",
		      path.bytes, strerror(errno), target, build);
	text_free(&path);
	return NULL;
}

/* What the kernel will decide about its first process. */
static enum hf_reason ask_about_init(const struct hf_image *image, const uint8_t digest[32])
{
	hf_u32 state = hf_walk(image, hf_le32(image->header->root_state), INIT_NAME,
			       strlen(INIT_NAME));
	struct hf_content content = { .known = 1u << HF_DIGEST_SHA256 };
	struct hf_request request = {
		.kind = HF_REQ_EXEC,
		.domain = 0,
		.class = hf_class(image, state),
		.content = &content,
	};
	struct hf_verdict verdict;

	memcpy(content.sha256, digest, sizeof(content.sha256));
	hf_decide(image, &request, &verdict);
	return verdict.reason;
}

static void explain_init(enum hf_reason reason, const uint8_t digest[32])
{
	char hex[65];

	sha256_hex(digest, hex);
	if (reason == HF_WHY_WRONG_CONTENT)
		message_error("this kernel could not start: the policy has another digest for its first "
			      "process; write `program init = " INIT_NAME " sha256:%s`, or learn "
			      "again with these kernels", hex);
	else
		message_error("this kernel could not start its first process (%s); write `program "
			      "init = " INIT_NAME " sha256:%s`, `domain kernel { execute init }` and "
			      "a `domain init { ... }`",
			      hf_reason_text(reason), hex);
}

int kernel_could_start(const char *directory, const void *image, size_t length)
{
	struct text path = { 0 };
	struct hf_image opened;
	struct hf_fault fault;
	enum hf_reason reason;
	uint8_t digest[32];
	int status = EXIT_YES;

	text_printf(&path, "%s/initramfs/init", directory);
	if (!sha256_file(path.bytes, digest)) {
		message_error("cannot read %s: %s; the kernels are not built: in Holdfast's sources, "
			      "run: make kernels", path.bytes, strerror(errno));
		status = EXIT_BROKEN;
	} else if (!hf_image_verify(&opened, image, length, sha256, &fault)) {
		message_error("the compiler made an image that does not verify: %s at byte %llu; "
			      "please report this", fault.what, (unsigned long long)fault.offset);
		status = EXIT_BROKEN;
	} else if ((reason = ask_about_init(&opened, digest)) != HF_WHY_GRANTED) {
		explain_init(reason, digest);
		status = EXIT_INPUT;
	}
	text_free(&path);
	return status;
}
