// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * `expect`: tests written into a policy. The finished image is asked, by the
 * same engine that the kernel runs. A rule of several accesses is allowed if
 * every one of them is.
 */
#include "compiler/prove.h"

#include <stdlib.h>
#include <string.h>

#include "base/diag.h"
#include "compiler/pattern.h"
#include "compiler/words.h"

struct question {
	struct model *model;
	const struct hf_image *image;
	const struct layer *layer;
	const struct rule *rule;
	struct hf_request request;
	struct hf_verdict verdict;	/* of the request that was refused, or the last one */
};

static bool ask(struct question *q, enum hf_request_kind kind)
{
	q->request.kind = kind;
	return hf_decide(q->image, &q->request, &q->verdict);
}

static hf_u32 name_class(const struct hf_image *image, const char *name, size_t length)
{
	return hf_class(image, hf_walk(image, image->root_state, name, length));
}

/* Content that is pinned for the code, as if its file were the right one. */
static bool ask_content(struct question *q, enum hf_request_kind kind)
{
	hf_u32 code = hf_le32(q->image->CLASSES[q->request.class].code);
	const struct hf_slice *digests = &q->image->CODES[code].digests;
	struct hf_content content = { 0 };

	if (hf_le32(digests->count)) {
		const struct hf_digest *digest = &q->image->DIGESTS[hf_le32(digests->first)];
		bool verity = hf_le32(digest->kind) == HF_DIGEST_FSVERITY_SHA256;

		content.known = 1u << hf_le32(digest->kind);
		memcpy(verity ? content.fsverity : content.sha256, digest->value, HF_DIGEST_BYTES);
	}
	q->request.content = &content;
	ask(q, kind);
	q->request.content = NULL;
	return q->verdict.allow;
}

static bool ask_name(struct question *q, const struct word *word, hf_u32 access)
{
	size_t length;
	const char *name = pattern_literal(q->model->arena, word->text, &length);

	q->request.class = name_class(q->image, name, length);
	q->request.want = access;
	return ask_content(q, access == HF_MAP ? HF_REQ_MAP : HF_REQ_NAME);
}

static bool ask_mount(struct question *q)
{
	const char *type = arena_printf(q->model->arena, "@fs:%s", q->rule->objects->text);

	q->request.class = name_class(q->image, type, strlen(type));
	q->request.want = HF_MOUNT;
	return ask(q, HF_REQ_NAME) && ask_name(q, q->rule->on, HF_MOUNT);
}

static bool ask_execute(struct question *q)
{
	uint32_t code, target = EVERY_DOMAIN;
	const char *path;

	if (!model_find_program(q->model, q->layer, q->rule->objects, &code) ||
	    (q->rule->as && !model_find_domain(q->model, q->layer, q->rule->as, &target)))
		return false;
	path = q->model->codes.items[code].path;
	q->request.class = name_class(q->image, path, strlen(path));
	return ask_content(q, HF_REQ_EXEC) &&
	       (target == EVERY_DOMAIN || target == q->verdict.domain);
}

static bool ask_net(struct question *q)
{
	unsigned netops = q->rule->netops;
	struct hf_ports ports = { 0, 0 };
	struct address_range range = { 0 };

	word_prefix(q->rule->objects->text, &range);
	word_ports(q->rule->ports->text, &ports);
	memcpy(q->request.address, range.low, sizeof(range.low));
	q->request.port = ports.low;
	q->request.proto = q->rule->protos & 1u << HF_TCP ? HF_TCP : HF_UDP;
	if (netops & 1u << HF_NET_LISTEN)
		netops &= ~(1u << HF_NET_ACCEPT);	/* that speaks of another address */
	for (unsigned op = 0; op < HF_NETOP_MAX; op++) {
		q->request.netop = (enum hf_netop)op;
		if (netops >> op & 1 && !ask(q, HF_REQ_NET))
			return false;
	}
	return true;
}

/* A type or protocol that is not written asks whether any of them may be used. */
static bool ask_socket(struct question *q)
{
	const struct word *family = q->rule->objects, *type = family->next;
	const struct word *protocol = type ? type->next : NULL;

	q->request.type = q->request.protocol = HF_SOCKET_ANY;
	word_family(family->text, &q->request.family);
	if (type)
		word_socket_type(type->text, &q->request.type);
	if (protocol)
		word_protocol(q->request.family, protocol->text, &q->request.protocol);
	return ask(q, HF_REQ_SOCKET);
}

/* Given to the interpreter that its `by` names, as if both files had their pinned content. */
static bool ask_interpret(struct question *q)
{
	uint32_t script;
	const char *path;

	if (!model_find_script(q->model, q->layer, q->rule->objects, &script))
		return false;
	path = q->model->codes.items[script].path;
	q->request.class = name_class(q->image, path, strlen(path));
	q->request.program = q->model->codes.items[script].interpreter;
	return ask_content(q, HF_REQ_SCRIPT);
}

static bool answer(struct question *q)
{
	const struct word *object = q->rule->objects;

	switch (q->rule->kind) {
	case RULE_ACCESS:
	case RULE_UNIX:
		return ask_name(q, object, q->rule->access);
	case RULE_EXECUTE:
		return ask_execute(q);
	case RULE_NET:
		return ask_net(q);
	case RULE_SOCKET:
		return ask_socket(q);
	case RULE_CAPABILITY:
		return word_capability(object->text, &q->request.capability) &&
		       ask(q, HF_REQ_CAPABILITY);
	case RULE_USE:
		return word_facility(object->text, &q->request.facility) && ask(q, HF_REQ_FACILITY);
	case RULE_PEER:
		q->request.peerop = q->rule->peerop;
		return model_find_domain(q->model, q->layer, object, &q->request.peer) &&
		       ask(q, HF_REQ_PEER);
	case RULE_MOUNT:
		return ask_mount(q);
	case RULE_INTERPRET:
		return ask_interpret(q);
	case RULE_ENVIRONMENT:
		q->request.variable = object->text;
		q->request.variable_length = strlen(object->text);
		return ask(q, HF_REQ_VARIABLE);
	}
	return false;
}

static void run_expect(struct model *model, const struct hf_image *image, const struct layer *layer,
		       const struct item *item)
{
	struct question q = { .model = model, .image = image, .layer = layer, .rule = item->rule };
	size_t errors = model->diag->errors;
	bool allowed;

	if (!model_find_domain(model, layer, item->name, &q.request.domain))
		return;
	allowed = answer(&q);
	if (allowed == item->allow || model->diag->errors != errors)
		return;		/* as expected, or a name in it is unknown, which was said */
	if (allowed)
		model_error(model, layer, item->at, 6, "deny it, narrow the rule that allows it, or expect `allow`",
			    "expected a denial, but the policy allows this");
	else
		model_error(model, layer, item->at, 6, "add a rule that allows it, or expect `deny`",
			    "expected to be allowed, but the policy denies this: %s",
			    hf_reason_text(q.verdict.allow ? HF_WHY_NOT_GRANTED : q.verdict.reason));
}

void run_expects(struct model *model, const struct hf_image *image)
{
	for (size_t i = 0; i < model->layer_count; i++)
		for (const struct item *item = model->layers[i]->items; item; item = item->next)
			if (item->kind == ITEM_EXPECT)
				run_expect(model, image, model->layers[i], item);
}
