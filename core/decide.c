// SPDX-License-Identifier: GPL-2.0-only
/*
 * The one function that decides. Each kind of request has one small function
 * that says why it would be refused, or that it is granted.
 */
#include "engine.h"
#include "net.h"

static bool digest_matches(const struct hf_digest *digest, const struct hf_content *content)
{
	switch (hf_le32(digest->kind)) {
	case HF_DIGEST_SHA256:
		return content->known & (1u << HF_DIGEST_SHA256) &&
		       !memcmp(digest->value, content->sha256, HF_DIGEST_BYTES);
	case HF_DIGEST_FSVERITY_SHA256:
		return content->known & (1u << HF_DIGEST_FSVERITY_SHA256) &&
		       !memcmp(digest->value, content->fsverity, HF_DIGEST_BYTES);
	}
	return false;
}

/* The name must be pinned code of a kind in @kinds, and the content one that is pinned for it. */
static enum hf_reason check_content(const struct hf_image *image, const struct hf_request *request,
				    hf_u32 kinds, hf_u32 *code)
{
	hf_u32 number = hf_le32(image->CLASSES[request->class].code);
	const struct hf_code *entry = &image->CODES[number];
	const struct hf_digest *digests = image->DIGESTS + hf_le32(entry->digests.first);

	if (!number || !(hf_le32(entry->kinds) & kinds))
		return HF_WHY_NOT_PINNED;
	*code = number;
	if (!request->content)
		return HF_WHY_WRONG_CONTENT;
	if (request->content->code == number)
		return HF_WHY_GRANTED;
	for (hf_u32 i = 0; i < hf_le32(entry->digests.count); i++)
		if (digest_matches(&digests[i], request->content))
			return HF_WHY_GRANTED;
	return HF_WHY_WRONG_CONTENT;
}

bool hf_reads_pinned(const struct hf_image *image, hf_u32 domain, hf_u32 class, hf_u32 want)
{
	hf_u32 cell = hf_cell(image, domain, class);

	return want & HF_READ && cell & HF_CELL_READ_PINNED && !(cell & HF_READ);
}

static enum hf_reason decide_name(const struct hf_image *image, const struct hf_request *request,
				  struct hf_verdict *verdict)
{
	enum hf_reason reason;

	verdict->missing = request->want & ~hf_cell(image, request->domain, request->class);
	if (verdict->missing == HF_READ &&
	    hf_reads_pinned(image, request->domain, request->class, request->want)) {
		reason = check_content(image, request, HF_CODE_PROGRAM | HF_CODE_LIBRARY,
				       &verdict->code);
		if (reason == HF_WHY_GRANTED)
			verdict->missing = 0;
		return reason;
	}
	return verdict->missing ? HF_WHY_NOT_GRANTED : HF_WHY_GRANTED;
}

static enum hf_reason find_exec(const struct hf_image *image, hf_u32 domain, hf_u32 code,
				hf_u32 *target)
{
	struct hf_slice slice = image->DOMAINS[domain].execs;
	const struct hf_exec *execs = image->EXECS + hf_le32(slice.first);
	hf_u32 low = 0, high = hf_le32(slice.count);

	while (low < high) {
		hf_u32 mid = low + (high - low) / 2;
		hf_u32 here = hf_le32(execs[mid].code);

		if (code == here) {
			*target = hf_le32(execs[mid].domain);
			return HF_WHY_GRANTED;
		}
		if (code < here)
			high = mid;
		else
			low = mid + 1;
	}
	return HF_WHY_NOT_GRANTED;
}

static enum hf_reason decide_exec(const struct hf_image *image, const struct hf_request *request,
				  struct hf_verdict *verdict)
{
	enum hf_reason reason = check_content(image, request, HF_CODE_PROGRAM, &verdict->code);

	if (reason != HF_WHY_GRANTED)
		return reason;
	verdict->missing = HF_EXECUTE & ~hf_cell(image, request->domain, request->class);
	if (verdict->missing)
		return HF_WHY_NOT_GRANTED;
	return find_exec(image, request->domain, verdict->code, &verdict->domain);
}

static enum hf_reason decide_interpreter(const struct hf_image *image,
					 const struct hf_request *request,
					 struct hf_verdict *verdict)
{
	enum hf_reason reason = check_content(image, request, HF_CODE_PROGRAM, &verdict->code);

	if (reason != HF_WHY_GRANTED)
		return reason;
	if (!request->script ||
	    hf_le32(image->CODES[request->script].interpreter) != verdict->code)
		return HF_WHY_WRONG_INTERPRETER;
	return HF_WHY_GRANTED;
}

bool hf_scripts_only(const struct hf_image *image, hf_u32 domain, hf_u32 program)
{
	return hf_le32(image->DOMAINS[domain].flags) & HF_DOMAIN_SCRIPTS_ONLY &&
	       hf_le32(image->CODES[program].kinds) & HF_CODE_INTERPRETER;
}

static bool lists(const hf_u32 *numbers, hf_u32 count, hf_u32 wanted)
{
	hf_u32 low = 0, high = count;

	while (low < high) {
		hf_u32 mid = low + (high - low) / 2;
		hf_u32 here = hf_le32(numbers[mid]);

		if (wanted == here)
			return true;
		if (wanted < here)
			high = mid;
		else
			low = mid + 1;
	}
	return false;
}

/*
 * The script of `interpreter SCRIPT` must be granted to the domain that is entered, and
 * be this interpreter's, or that of whoever runs it: `#!/usr/bin/env python3` makes env
 * the script's interpreter, which then starts another one.
 */
static enum hf_reason decide_script(const struct hf_image *image, const struct hf_request *request,
				    struct hf_verdict *verdict)
{
	const struct hf_domain *domain = &image->DOMAINS[request->domain];
	enum hf_reason reason = check_content(image, request, HF_CODE_PROGRAM, &verdict->code);

	if (!hf_scripts_only(image, request->domain, request->program))
		return HF_WHY_GRANTED;
	if (reason != HF_WHY_GRANTED)
		return reason;
	if (!lists(image->SCRIPTS + hf_le32(domain->scripts.first),
		   hf_le32(domain->scripts.count), verdict->code))
		return HF_WHY_NO_SCRIPT;
	if (hf_le32(image->CODES[verdict->code].interpreter) != request->program &&
	    request->script != verdict->code)
		return HF_WHY_WRONG_INTERPRETER;
	return HF_WHY_GRANTED;
}

/* A program may always map itself, and a script's process its interpreter. */
static bool runs(const struct hf_image *image, hf_u32 program, hf_u32 code)
{
	return program && (program == code ||
			   hf_le32(image->CODES[program].interpreter) == code);
}

static enum hf_reason decide_map(const struct hf_image *image, const struct hf_request *request,
				 struct hf_verdict *verdict)
{
	enum hf_reason reason = check_content(image, request, HF_CODE_PROGRAM | HF_CODE_LIBRARY,
					      &verdict->code);

	if (reason != HF_WHY_GRANTED || runs(image, request->script, verdict->code))
		return reason;
	verdict->missing = HF_MAP & ~hf_cell(image, request->domain, request->class);
	return verdict->missing ? HF_WHY_NOT_GRANTED : HF_WHY_GRANTED;
}

static bool peer_granted(const struct hf_image *image, struct hf_slice slice, hf_u32 peer)
{
	return lists(image->PEERS + hf_le32(slice.first), hf_le32(slice.count), peer);
}

bool hf_variable_granted(const struct hf_image *image, hf_u32 domain, const char *name,
			 size_t length)
{
	struct hf_slice slice = image->DOMAINS[domain].variables;
	const hf_u32 *variables = image->VARIABLES + hf_le32(slice.first);

	if (!hf_variable_injects(name, length))
		return true;
	for (hf_u32 i = 0; i < hf_le32(slice.count); i++) {
		const char *granted = hf_string(image, variables[i]);

		if (strlen(granted) == length && !memcmp(granted, name, length))
			return true;
	}
	return false;
}

static bool granted(const struct hf_image *image, const struct hf_request *request)
{
	const struct hf_domain *domain = &image->DOMAINS[request->domain];

	switch (request->kind) {
	case HF_REQ_NET:
		return request->proto < HF_PROTO_MAX && request->netop < HF_NETOP_MAX &&
		       hf_net_granted(image->header, domain, request->proto, request->netop,
				      hf_address(request->address), request->port);
	case HF_REQ_SOCKET:
		return hf_socket_granted(image, domain->sockets, request->family, request->type,
					 request->protocol);
	case HF_REQ_CAPABILITY:
		return request->capability < HF_CAPABILITY_COUNT &&
		       hf_le64(domain->capabilities) >> request->capability & 1;
	case HF_REQ_PEER:
		return request->peerop < HF_PEEROP_MAX &&
		       peer_granted(image, domain->peers[request->peerop], request->peer);
	case HF_REQ_VARIABLE:
		return request->variable &&
		       hf_variable_granted(image, request->domain, request->variable,
					   request->variable_length);
	case HF_REQ_FACILITY:
		return request->facility && !(request->facility & ~hf_le32(domain->facilities));
	default:
		return false;
	}
}

static enum hf_reason decide(const struct hf_image *image, const struct hf_request *request,
			     struct hf_verdict *verdict)
{
	switch (request->kind) {
	case HF_REQ_NAME:
		return decide_name(image, request, verdict);
	case HF_REQ_EXEC:
		return decide_exec(image, request, verdict);
	case HF_REQ_INTERPRETER:
		return decide_interpreter(image, request, verdict);
	case HF_REQ_SCRIPT:
		return decide_script(image, request, verdict);
	case HF_REQ_MAP:
		return decide_map(image, request, verdict);
	default:
		return granted(image, request) ? HF_WHY_GRANTED : HF_WHY_NOT_GRANTED;
	}
}

bool hf_decide(const struct hf_image *image, const struct hf_request *request,
	       struct hf_verdict *verdict)
{
	*verdict = (struct hf_verdict){ .reason = HF_WHY_BAD_REQUEST };
	if (request->domain < image->domains && request->class < image->classes &&
	    request->script < image->codes && request->program < image->codes)
		verdict->reason = decide(image, request, verdict);
	verdict->allow = verdict->reason == HF_WHY_GRANTED;
	return verdict->allow;
}

long hf_find_domain(const struct hf_image *image, const char *name)
{
	for (hf_u32 i = 0; i < image->domains; i++)
		if (!strcmp(hf_string(image, image->DOMAINS[i].name), name))
			return i;
	return -1;
}

const char *hf_reason_text(enum hf_reason reason)
{
	static const char *const text[] = {
#define X(ident, words) words,
		HF_REASONS(X)
#undef X
	};

	return (unsigned int)reason < HF_WHY_MAX ? text[reason] : "unknown reason";
}
