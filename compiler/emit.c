// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Sections are gathered one by one, then laid out. All numbers become
 * little-endian here, so the bytes are the same whatever machine compiles.
 */
#include "compiler/emit.h"

#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"
#include "base/text.h"
#include "core/limits.h"

/* What docs/image-format.md says. */
_Static_assert(sizeof(struct hf_header) == 240, "image format");
_Static_assert(sizeof(struct hf_state) == 12 && sizeof(struct hf_class) == 8, "image format");
_Static_assert(sizeof(struct hf_domain) == 256 && sizeof(struct hf_code) == 28, "image format");
_Static_assert(sizeof(struct hf_digest) == 36 && sizeof(struct hf_exec) == 8, "image format");
_Static_assert(sizeof(struct hf_socket) == 8 && sizeof(struct hf_net4) == 12, "image format");
_Static_assert(sizeof(struct hf_net6) == 40 && HF_SEC_MAX == 17, "image format");

struct section {
	void *bytes;
	size_t record, count;
};

struct emitter {
	struct model *model;
	struct section sections[HF_SEC_MAX];
	struct names strings;
	struct text string_bytes;
	VEC(hf_u32) string_offsets;	/* of each of @strings */
	hf_u32 policy_name;
};

/* On a big-endian machine the same functions that read the image also write it. */
#define le16(x) hf_le16(x)
#define le32(x) hf_le32(x)
#define le64(x) hf_le64(x)

static void *section_new(struct emitter *e, enum hf_section which, size_t count, size_t record)
{
	e->sections[which] = (struct section){ xcalloc(count, record), record, count };
	return e->sections[which].bytes;
}

#define SECTION(e, which, type, count) ((type *)section_new(e, HF_SEC_##which, count, sizeof(type)))

static hf_u32 add_string(struct emitter *e, const char *string)
{
	bool added;
	uint32_t number = names_add(&e->strings, string, strlen(string), &added);

	if (added) {
		VEC_PUSH(&e->string_offsets, (hf_u32)e->string_bytes.length);
		text_add(&e->string_bytes, string, strlen(string) + 1);
	}
	return e->string_offsets.items[number];
}

static struct hf_slice slice_le(struct hf_slice slice)
{
	return (struct hf_slice){ le32(slice.first), le32(slice.count) };
}

static struct hf_ports ports_le(struct hf_ports ports)
{
	return (struct hf_ports){ le16(ports.low), le16(ports.high) };
}

static void emit_automaton(struct emitter *e, const struct automaton *a)
{
	struct hf_state *states = SECTION(e, STATES, struct hf_state, (size_t)a->states + 1);
	hf_u32 *edges = SECTION(e, EDGES, hf_u32, a->first_edge[a->states]);

	for (uint32_t i = 0; i < a->states; i++)
		states[i] = (struct hf_state){ le32(a->first_edge[i]), le32(a->otherwise[i]),
					       le32(a->accept[i]) };
	states[a->states].first_edge = le32(a->first_edge[a->states]);
	for (uint32_t i = 0; i < a->first_edge[a->states]; i++)
		edges[i] = le32(a->edges[i]);
}

static void emit_classes(struct emitter *e, const struct classes *classes)
{
	struct hf_class *out = SECTION(e, CLASSES, struct hf_class, classes->count);

	for (uint32_t i = 0; i < classes->count; i++)
		out[i] = (struct hf_class){ le32(classes->rows[i].code), le32(classes->rows[i].same) };
}

static void emit_codes(struct emitter *e)
{
	const struct model *model = e->model;
	struct hf_code *codes = SECTION(e, CODES, struct hf_code, model->codes.count);
	struct hf_digest *digests;
	size_t count = 0;

	for (size_t i = 0; i < model->codes.count; i++)
		count += model->codes.items[i].digests.count;
	digests = SECTION(e, DIGESTS, struct hf_digest, count);
	count = 0;
	for (size_t i = 0; i < model->codes.count; i++) {
		const struct model_code *code = &model->codes.items[i];

		codes[i] = (struct hf_code){
			.path = le32(add_string(e, code->path)),
			.name = le32(add_string(e, code->name)),
			.kinds = le32(code->kinds), .interpreter = le32(code->interpreter),
			.option = le32(add_string(e, code->option)),
			.digests = slice_le((struct hf_slice){ code->digests.count ? (hf_u32)count : 0,
							       (hf_u32)code->digests.count }) };
		for (size_t j = 0; j < code->digests.count; j++) {
			digests[count] = code->digests.items[j];
			digests[count++].kind = le32(code->digests.items[j].kind);
		}
	}
}

static void emit_domains(struct emitter *e, const struct tables *tables)
{
	struct hf_domain *out = SECTION(e, DOMAINS, struct hf_domain, tables->domains.count);

	for (size_t i = 0; i < tables->domains.count; i++) {
		const struct hf_domain *in = &tables->domains.items[i];

		out[i] = (struct hf_domain){
			.capabilities = le64(in->capabilities),
			.name = le32(add_string(e, e->model->domains.items[i].name)),
			.facilities = le32(in->facilities), .flags = le32(in->flags),
			.execs = slice_le(in->execs), .sockets = slice_le(in->sockets),
			.scripts = slice_le(in->scripts), .variables = slice_le(in->variables) };
		for (int op = 0; op < HF_PEEROP_MAX; op++)
			out[i].peers[op] = slice_le(in->peers[op]);
	}
}

static void emit_access(struct emitter *e, const struct tables *tables)
{
	hf_u16 *cells = SECTION(e, CELLS, hf_u16, tables->cells.count);

	/* Filled by place_records(), as are rows and address ranges of domains. */
	(void)SECTION(e, CHUNKS, hf_u32, tables->chunks.count);
	for (size_t i = 0; i < tables->cells.count; i++)
		cells[i] = le16(tables->cells.items[i]);
}

static void emit_lists(struct emitter *e, const struct tables *tables)
{
	struct hf_exec *execs = SECTION(e, EXECS, struct hf_exec, tables->execs.count);
	hf_u32 *peers = SECTION(e, PEERS, hf_u32, tables->peers.count);
	hf_u32 *scripts = SECTION(e, SCRIPTS, hf_u32, tables->scripts.count);
	hf_u32 *variables = SECTION(e, VARIABLES, hf_u32, tables->variables.count);
	struct hf_socket *sockets = SECTION(e, SOCKETS, struct hf_socket, tables->sockets.count);

	for (size_t i = 0; i < tables->execs.count; i++)
		execs[i] = (struct hf_exec){ le32(tables->execs.items[i].code),
					     le32(tables->execs.items[i].domain) };
	for (size_t i = 0; i < tables->peers.count; i++)
		peers[i] = le32(tables->peers.items[i]);
	for (size_t i = 0; i < tables->scripts.count; i++)
		scripts[i] = le32(tables->scripts.items[i]);
	for (size_t i = 0; i < tables->variables.count; i++)
		variables[i] = le32(add_string(e, e->model->variables.items[tables->variables.items[i]].text));
	for (size_t i = 0; i < tables->sockets.count; i++)
		sockets[i] = (struct hf_socket){ .family = le16(tables->sockets.items[i].family),
						 .type = le16(tables->sockets.items[i].type),
						 .protocol = le16(tables->sockets.items[i].protocol) };
}

static void emit_nets(struct emitter *e, const struct tables *tables)
{
	struct hf_net4 *nets4 = SECTION(e, NETS4, struct hf_net4, tables->nets4.count);
	struct hf_net6 *nets6 = SECTION(e, NETS6, struct hf_net6, tables->nets6.count);

	for (size_t i = 0; i < tables->nets4.count; i++) {
		const struct hf_net4 *net = &tables->nets4.items[i];

		nets4[i] = (struct hf_net4){ le32(net->low), le32(net->high), ports_le(net->ports) };
	}
	for (size_t i = 0; i < tables->nets6.count; i++) {
		const struct hf_net6 *net = &tables->nets6.items[i];

		nets6[i] = (struct hf_net6){ .low = { le64(net->low[0]), le64(net->low[1]) },
					     .high = { le64(net->high[0]), le64(net->high[1]) },
					     .ports = ports_le(net->ports) };
	}
}

static void take_text(struct emitter *e, enum hf_section which, struct text *text)
{
	e->sections[which] = (struct section){ text->bytes, 1, text->length };
	*text = (struct text){ 0 };
}

/* Every layer in its canonical form, in the order given, each behind a line that names its file. */
static void emit_text(struct emitter *e)
{
	struct text all = { 0 };

	for (size_t i = 0; i < e->model->layer_count; i++) {
		const struct layer *layer = e->model->layers[i];
		const char *slash = strrchr(layer->file, '/');
		size_t length;
		char *text = layer_format(layer, &length);

		text_puts(&all, "# layer ");
		text_quote(&all, slash ? slash + 1 : layer->file,
			   strlen(slash ? slash + 1 : layer->file));
		text_puts(&all, "\n");
		text_add(&all, text, length);
		free(text);
	}
	take_text(e, HF_SEC_TEXT, &all);
}

static bool check_limit(struct emitter *e, enum hf_section which, size_t limit, const char *what)
{
	if (e->sections[which].count <= limit)
		return true;
	model_error(e->model, e->model->layers[0], (struct place){ 0, 0 }, 0,
		    "seal fewer programs together, or use fewer rules",
		    "the image would have %zu %s; the limit is %zu", e->sections[which].count, what, limit);
	return false;
}

/* What the verifier has to read of a domain; what the one before has, too, it reads once. */
static size_t slice_work(const struct tables *tables, size_t number)
{
	const size_t first = offsetof(struct hf_domain, execs);
	const char *domain = (const char *)&tables->domains.items[number];
	size_t work = 0;

	for (size_t at = first; at < sizeof(struct hf_domain); at += sizeof(struct hf_slice)) {
		const struct hf_slice *slice = (const struct hf_slice *)(domain + at);

		if (number && !memcmp(domain - sizeof(struct hf_domain) + at, slice, sizeof(*slice)))
			continue;
		work += slice->count;
	}
	return work;
}

static bool check_work(struct emitter *e, const struct tables *tables)
{
	size_t work = e->sections[HF_SEC_DIGESTS].count;

	for (size_t d = 0; d < tables->domains.count; d++)
		work += slice_work(tables, d);
	if (work <= HF_MAX_SLICE_WORK)
		return true;
	model_error(e->model, e->model->layers[0], (struct place){ 0, 0 }, 0,
		    "write rules about many peers or addresses in `domain *`, or seal fewer programs together",
		    "all domains together have %zu peers, addresses, ports and transitions; the limit is %u "
		    "(HF_MAX_SLICE_WORK)", work, HF_MAX_SLICE_WORK);
	return false;
}

static bool check_limits(struct emitter *e)
{
	return check_limit(e, HF_SEC_EDGES, HF_MAX_EDGES, "edges (HF_MAX_EDGES)") &&
	       check_limit(e, HF_SEC_CHUNKS, HF_MAX_RECORDS, "chunks of access rows (HF_MAX_RECORDS)") &&
	       check_limit(e, HF_SEC_CELLS, HF_MAX_IMAGE_BYTES / sizeof(hf_u16),
			   "cells (HF_MAX_IMAGE_BYTES)") &&
	       check_limit(e, HF_SEC_DIGESTS, HF_MAX_DIGESTS, "digests (HF_MAX_DIGESTS)") &&
	       check_limit(e, HF_SEC_EXECS, HF_MAX_EXECS, "exec transitions (HF_MAX_EXECS)") &&
	       check_limit(e, HF_SEC_PEERS, HF_MAX_RECORDS, "peers (HF_MAX_RECORDS)") &&
	       check_limit(e, HF_SEC_SCRIPTS, HF_MAX_RECORDS, "scripts of domains (HF_MAX_RECORDS)") &&
	       check_limit(e, HF_SEC_VARIABLES, HF_MAX_RECORDS, "variables of domains (HF_MAX_RECORDS)") &&
	       check_limit(e, HF_SEC_NETS4, HF_MAX_RECORDS, "address ranges of IPv4 (HF_MAX_RECORDS)") &&
	       check_limit(e, HF_SEC_NETS6, HF_MAX_RECORDS, "address ranges of IPv6 (HF_MAX_RECORDS)") &&
	       check_limit(e, HF_SEC_STRINGS, HF_MAX_RECORDS, "bytes of names (HF_MAX_RECORDS)") &&
	       check_limit(e, HF_SEC_TEXT, HF_MAX_TEXT_BYTES, "bytes of text (HF_MAX_TEXT_BYTES)");
}

static size_t round_up(size_t at)
{
	return (at + 7) & ~(size_t)7;
}

static char *lay_out(struct emitter *e, struct hf_header *header, size_t *length)
{
	size_t at = sizeof(*header);
	char *image;

	for (int i = 0; i < HF_SEC_MAX; i++) {
		at = round_up(at);
		header->section[i] = (struct hf_section_head){ le32((hf_u32)at),
							       le32((hf_u32)e->sections[i].count) };
		at += e->sections[i].record * e->sections[i].count;
		if (at > HF_MAX_IMAGE_BYTES)
			return NULL;
	}
	image = xcalloc(1, at);
	for (int i = 0; i < HF_SEC_MAX; i++) {
		size_t bytes = e->sections[i].record * e->sections[i].count;

		if (bytes)
			memcpy(image + le32(header->section[i].offset), e->sections[i].bytes, bytes);
	}
	*length = at;
	return image;
}

static struct hf_slice placed(struct hf_slice slice, const struct hf_header *header,
			      enum hf_section section, size_t record)
{
	if (slice.count)
		slice.first = le32(header->section[section].offset) + slice.first * (hf_u32)record;
	return slice_le(slice);
}

static void place_nets(struct hf_domain *out, const struct hf_domain *in, const struct hf_header *header)
{
	for (int proto = 0; proto < HF_PROTO_MAX; proto++)
		for (int op = 0; op < HF_NETOP_MAX; op++) {
			out->nets4[proto][op] = placed(in->nets4[proto][op], header, HF_SEC_NETS4,
						       sizeof(struct hf_net4));
			out->nets6[proto][op] = placed(in->nets6[proto][op], header, HF_SEC_NETS6,
						       sizeof(struct hf_net6));
		}
}

/* Numbers of rows, chunks and address ranges become their places, which are known now. */
static void place_records(char *image, const struct hf_header *header, const struct tables *tables)
{
	hf_u32 rows = le32(header->section[HF_SEC_CHUNKS].offset);
	hf_u32 cells = le32(header->section[HF_SEC_CELLS].offset);
	struct hf_domain *domains =
		(struct hf_domain *)(image + le32(header->section[HF_SEC_DOMAINS].offset));
	hf_u32 *chunks = (hf_u32 *)(image + rows);

	for (size_t i = 0; i < tables->domains.count; i++) {
		domains[i].row = le32(rows + tables->domains.items[i].row * tables->chunks_per_row *
						     (hf_u32)sizeof(*chunks));
		place_nets(&domains[i], &tables->domains.items[i], header);
	}
	for (size_t i = 0; i < tables->chunks.count; i++)
		chunks[i] = le32(cells + (tables->chunks.items[i] - (hf_u32)i % tables->chunks_per_row) *
						 HF_CHUNK_CLASSES * (hf_u32)sizeof(hf_u16));
}

static char *finish(struct emitter *e, const struct automaton *automaton,
		    const struct tables *tables, size_t *length)
{
	struct hf_header header = { .version = le32(HF_IMAGE_VERSION),
				    .header_bytes = le32((hf_u32)sizeof(header)) };
	char *image = lay_out(e, &header, length);

	if (!image) {
		model_error(e->model, e->model->layers[0], (struct place){ 0, 0 }, 0,
			    "seal fewer programs together",
			    "the image would be larger than the limit of %u bytes (HF_MAX_IMAGE_BYTES)",
			    HF_MAX_IMAGE_BYTES);
		return NULL;
	}
	memcpy(header.magic, HF_IMAGE_MAGIC, sizeof(header.magic));
	header.image_bytes = le64((hf_u64)*length);
	header.policy_name = le32(e->policy_name);
	header.policy_version = le32(e->model->policy_version);
	header.root_state = le32(automaton->root);
	header.sinks = le32(automaton->sinks);
	place_records(image, &header, tables);
	sha256(e->sections[HF_SEC_TEXT].bytes, e->sections[HF_SEC_TEXT].count, header.text_digest);
	memcpy(image, &header, sizeof(header));
	sha256(image + HF_DIGEST_FROM, *length - HF_DIGEST_FROM,
	       (hf_u8 *)image + offsetof(struct hf_header, digest));
	return image;
}

void *image_emit(struct model *model, const struct automaton *automaton,
		 const struct classes *classes, const struct tables *tables, size_t *length)
{
	struct emitter e = { .model = model };
	char *image = NULL;

	add_string(&e, "");
	e.policy_name = add_string(&e, model->policy_name);
	emit_automaton(&e, automaton);
	emit_classes(&e, classes);
	emit_domains(&e, tables);
	emit_access(&e, tables);
	emit_codes(&e);
	emit_lists(&e, tables);
	emit_nets(&e, tables);
	take_text(&e, HF_SEC_STRINGS, &e.string_bytes);
	emit_text(&e);
	if (check_limits(&e) && check_work(&e, tables))
		image = finish(&e, automaton, tables, length);
	for (int i = 0; i < HF_SEC_MAX; i++)
		free(e.sections[i].bytes);
	names_free(&e.strings);
	free(e.string_offsets.items);
	return image;
}
