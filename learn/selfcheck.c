/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The proof of the pudding: the policy is compiled, and the engine that will
 * be in the kernel is asked about every fact that was to be allowed.
 */
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/sha256.h"
#include "compiler/compile.h"
#include "core/engine.h"
#include "learn/words.h"
#include "learn/model.h"

struct check {
	struct learn *learn;
	struct hf_image image;
	hf_u32 *domains;	/* numbers in the image, by domain */
	struct text *failures;
	size_t failed;
};

static void image_sha256(const void *data, size_t length, hf_u8 out[HF_DIGEST_BYTES])
{
	sha256(data, length, out);
}

static void fail(struct check *check, const struct fact *fact, const char *what, const char *why)
{
	const struct event *event = &fact->event;

	check->failed++;
	if (!check->failures)
		return;
	text_printf(check->failures, "domain %s: %s", check->learn->domains[event->subject].name, what);
	if (event->name) {
		text_puts(check->failures, " ");
		text_quote(check->failures, event->name, strlen(event->name));
	}
	if (event->target) {
		text_puts(check->failures, " to ");
		text_quote(check->failures, event->target, strlen(event->target));
	}
	text_printf(check->failures, ": %s\n", why);
}

static hf_u32 class_of(const struct check *check, const char *name)
{
	return hf_class(&check->image, hf_walk(&check->image, check->image.root_state, name, strlen(name)));
}

static struct hf_request ask(const struct check *check, const struct fact *fact, enum hf_request_kind kind)
{
	return (struct hf_request){ .kind = kind, .domain = check->domains[fact->event.subject] };
}

static void decide(struct check *check, const struct fact *fact, const struct hf_request *request,
		   const char *what)
{
	struct hf_verdict verdict;

	if (!hf_decide(&check->image, request, &verdict))
		fail(check, fact, what, hf_reason_text(verdict.reason));
}

static void check_name(struct check *check, const struct fact *fact, const char *name, hf_u32 want,
		       const char *what)
{
	struct hf_request request = ask(check, fact, HF_REQ_NAME);

	request.class = class_of(check, name);
	request.want = want;
	decide(check, fact, &request, what);
}

/* One content that was pinned for a file, any of them: the first. */
static struct hf_content content_of(const struct digests *digests)
{
	struct hf_content content = { 0 };

	content.known = 1u << digests->list[0].kind;
	memcpy(digests->list[0].kind == HF_DIGEST_SHA256 ? content.sha256 : content.fsverity,
	       digests->list[0].value, HF_DIGEST_BYTES);
	return content;
}

static const struct digests *digests_of(const struct learn *learn, const char *path)
{
	size_t library = table_find(&learn->library_paths, path, strlen(path));

	if (library != TABLE_NONE && learn->libraries[library].digests.count)
		return &learn->libraries[library].digests;
	return &learn->programs[table_find(&learn->program_paths, path, strlen(path))].digests;
}

static void check_access(struct check *check, const struct fact *fact)
{
	const struct event *event = &fact->event;
	hf_u32 names = event->access & ~(hf_u32)HF_MAP;

	if (names)
		check_name(check, fact, event->name, names, access_word(names) ? access_word(names) : "access");
	if (event->access & HF_MAP) {
		struct hf_request request = ask(check, fact, HF_REQ_MAP);
		struct hf_content content = content_of(digests_of(check->learn, event->name));

		request.class = class_of(check, event->name);
		request.content = &content;
		decide(check, fact, &request, "map");
	}
}

static void check_interpreter(struct check *check, const struct fact *fact, const struct program *script,
			      hf_u32 code)
{
	const struct learn *learn = check->learn;
	size_t by = table_find(&learn->program_paths, script->by, strlen(script->by));
	struct hf_content content = content_of(&learn->programs[by].digests);
	struct hf_request request = ask(check, fact, HF_REQ_INTERPRETER);

	request.class = class_of(check, script->by);
	request.content = &content;
	request.script = code;
	decide(check, fact, &request, "interpreter of");
}

static void check_execute(struct check *check, const struct fact *fact)
{
	const struct program *program = &check->learn->programs[fact->program];
	struct hf_request request = ask(check, fact, HF_REQ_EXEC);
	struct hf_content content = content_of(&program->digests);
	struct hf_verdict verdict;

	request.class = class_of(check, program->path);
	request.content = &content;
	if (!hf_decide(&check->image, &request, &verdict)) {
		fail(check, fact, "execute", hf_reason_text(verdict.reason));
		return;
	}
	if (verdict.domain != check->domains[fact->event.to])
		fail(check, fact, "execute", "it enters another domain");
	if (program->script)
		check_interpreter(check, fact, program, verdict.code);
}

static void check_mount(struct check *check, const struct fact *fact)
{
	char *type = arena_printf(check->learn->arena, "@fs:%s", fact->event.fstype);

	check_name(check, fact, fact->event.name, HF_MOUNT, "mount");
	check_name(check, fact, type, HF_MOUNT, "mount, of this type");
}

static void check_net(struct check *check, const struct fact *fact)
{
	const struct event *event = &fact->event;
	struct hf_request request = ask(check, fact, HF_REQ_NET);
	char address[46];

	request.netop = event->netop;
	request.proto = event->proto;
	memcpy(request.address, event->address, sizeof(request.address));
	request.port = event->port;
	address_print(event->address, address);
	decide(check, fact, &request, arena_printf(check->learn->arena, "%s %s %s port %u", netop_word(event->netop),
						   proto_word(event->proto), address, event->port));
}

/* What is about neither a name nor an address is one question. */
static void check_right(struct check *check, const struct fact *fact)
{
	const struct event *event = &fact->event;
	struct hf_request request;

	switch (event->kind) {
	case EVENT_SOCKET:
		request = ask(check, fact, HF_REQ_SOCKET);
		request.family = event->family;
		request.type = event->socket_type;
		request.protocol = event->protocol;
		decide(check, fact, &request, "socket");
		break;
	case EVENT_CAPABILITY:
		request = ask(check, fact, HF_REQ_CAPABILITY);
		request.capability = event->capability;
		decide(check, fact, &request, capability_word(event->capability));
		break;
	case EVENT_PEER:
		request = ask(check, fact, HF_REQ_PEER);
		request.peerop = event->peerop;
		request.peer = check->domains[event->peer];
		decide(check, fact, &request, peerop_word(event->peerop));
		break;
	case EVENT_USE:
		request = ask(check, fact, HF_REQ_FACILITY);
		request.facility = event->facility;
		decide(check, fact, &request, facility_word(event->facility));
		break;
	case EVENT_VARIABLE:
		request = ask(check, fact, HF_REQ_VARIABLE);
		request.variable = event->variable;
		request.variable_length = strlen(event->variable);
		decide(check, fact, &request, event->variable);
		break;
	default:
		break;
	}
}

static void check_fact(struct check *check, const struct fact *fact)
{
	const struct event *event = &fact->event;

	switch (event->kind) {
	case EVENT_NAME:
		check_access(check, fact);
		break;
	case EVENT_EXECUTE:
		check_execute(check, fact);
		break;
	case EVENT_RENAME:
		check_name(check, fact, event->name, HF_DELETE, "rename");
		check_name(check, fact, event->target, HF_CREATE | (event->replaced ? HF_DELETE : 0u), "rename");
		break;
	case EVENT_LINK:
		check_name(check, fact, event->target, HF_CREATE, "link");
		break;
	case EVENT_MOUNT:
		check_mount(check, fact);
		break;
	case EVENT_NET:
		check_net(check, fact);
		break;
	case EVENT_SOCKET:
	case EVENT_CAPABILITY:
	case EVENT_PEER:
	case EVENT_USE:
	case EVENT_VARIABLE:
		check_right(check, fact);
		break;
	case EVENT_SCRIPT:
		break;		/* nothing that is recorded */
	}
}

static bool find_domains(struct check *check)
{
	const struct learn *learn = check->learn;

	check->domains = xcalloc(learn->domain_count, sizeof(*check->domains));
	for (size_t i = 0; i < learn->domain_count; i++) {
		long number = hf_find_domain(&check->image, learn->domains[i].name);

		if (number < 0) {
			if (check->failures)
				text_printf(check->failures, "domain %s is not in the compiled policy\n",
					    learn->domains[i].name);
			return false;
		}
		check->domains[i] = (hf_u32)number;
	}
	return true;
}

bool learn_selfcheck(struct learn *learn, struct text *failures, struct diagnostics *diag)
{
	struct check check = { .learn = learn, .failures = failures };
	struct hf_fault fault;
	void *image;
	size_t length;
	bool good = false;

	if (!learn->layer || !compile_layers(&learn->layer, 1, diag, &image, &length, NULL))
		return false;
	if (!hf_image_verify(&check.image, image, length, image_sha256, &fault)) {
		if (failures)
			text_printf(failures, "the image at offset %llu: %s\n", (unsigned long long)fault.offset,
				    fault.what);
	} else if (find_domains(&check)) {
		for (size_t i = 0; i < learn->fact_count; i++)
			if (!learn->facts[i].left_out)
				check_fact(&check, &learn->facts[i]);
		good = !check.failed;
	}
	free(check.domains);
	free(image);
	return good;
}
