// SPDX-License-Identifier: GPL-2.0-only
/*
 * The image verifier. It is run once, over everything; the engine then trusts
 * every number in the image. So each number is checked here against the table
 * that it points into, and each table against the order that a search in it needs.
 */
#include "engine.h"
#include "net.h"

struct check {
	struct hf_image *image;
	const char *base;
	size_t length;
	hf_u32 count[HF_SEC_MAX];
	hf_u32 chunks_per_row;
	hf_u64 work;
	struct hf_fault *fault;
};

static const hf_u32 record_bytes[HF_SEC_MAX] = {
#define X(ident, type) [HF_SEC_##ident] = sizeof(type),
	HF_SECTIONS(X)
#undef X
};

static hf_u32 most_records(enum hf_section section)
{
	switch (section) {
	case HF_SEC_STATES:
		return HF_MAX_STATES + 1;
	case HF_SEC_EDGES:
		return HF_MAX_EDGES;
	case HF_SEC_CLASSES:
		return HF_MAX_CLASSES;
	case HF_SEC_DOMAINS:
		return HF_MAX_DOMAINS;
	case HF_SEC_CELLS:
		return HF_MAX_IMAGE_BYTES / sizeof(hf_u16);
	case HF_SEC_CODES:
		return HF_MAX_CODES;
	case HF_SEC_DIGESTS:
		return HF_MAX_DIGESTS;
	case HF_SEC_EXECS:
		return HF_MAX_EXECS;
	case HF_SEC_TEXT:
		return HF_MAX_TEXT_BYTES;
	default:
		return HF_MAX_RECORDS;
	}
}

static bool refuse(struct check *c, const char *what, const void *where)
{
	c->fault->what = what;
	c->fault->offset = where ? (hf_u64)((const char *)where - c->base) : 0;
	return false;
}

static bool check_header(struct check *c, hf_sha256_fn *sha256)
{
	const struct hf_header *header = (const struct hf_header *)c->base;
	hf_u8 digest[HF_DIGEST_BYTES];

	if (c->length < sizeof(*header))
		return refuse(c, "shorter than an image header", NULL);
	if (memcmp(header->magic, HF_IMAGE_MAGIC, sizeof(header->magic)))
		return refuse(c, "not a Holdfast image", header->magic);
	if (hf_le32(header->version) != HF_IMAGE_VERSION)
		return refuse(c, "image format version not supported", &header->version);
	if (hf_le32(header->header_bytes) != sizeof(*header))
		return refuse(c, "header has another size", &header->header_bytes);
	if (hf_le64(header->image_bytes) != c->length || c->length > HF_MAX_IMAGE_BYTES)
		return refuse(c, "size in the header is not the size of the image",
			      &header->image_bytes);
	sha256(c->base + HF_DIGEST_FROM, c->length - HF_DIGEST_FROM, digest);
	if (memcmp(digest, header->digest, sizeof(digest)))
		return refuse(c, "digest of the image does not match", header->digest);
	c->image->header = header;
	return true;
}

/* Sections lie one behind the other, aligned, padded with zeros, and fill the image. */
static bool check_sections(struct check *c)
{
	const struct hf_section_head *heads = c->image->header->section;
	const void *start[HF_SEC_MAX];
	hf_u64 at = sizeof(struct hf_header);

	for (int i = 0; i < HF_SEC_MAX; i++) {
		hf_u64 offset = hf_le32(heads[i].offset);

		c->count[i] = hf_le32(heads[i].count);
		if (offset != ((at + 7) & ~7ull) || offset > c->length)
			return refuse(c, "section is not where the one before ends", &heads[i]);
		for (; at < offset; at++)
			if (c->base[at])
				return refuse(c, "padding is not zero", c->base + at);
		if (c->count[i] > most_records((enum hf_section)i))
			return refuse(c, "section has more records than the limit", &heads[i]);
		at = offset + (hf_u64)c->count[i] * record_bytes[i];
		if (at > c->length)
			return refuse(c, "section reaches past the end of the image", &heads[i]);
		start[i] = c->base + offset;
	}
	if (at != c->length)
		return refuse(c, "bytes behind the last section", c->base + at);
#define X(ident, type) c->image->ident = (const type *)start[HF_SEC_##ident];
	HF_SECTIONS(X)
#undef X
	return true;
}

static bool check_counts(struct check *c)
{
	const struct hf_header *header = c->image->header;
	struct hf_image *image = c->image;

	if (c->count[HF_SEC_STATES] < 2 || !c->count[HF_SEC_CLASSES] ||
	    !c->count[HF_SEC_DOMAINS] || !c->count[HF_SEC_CODES])
		return refuse(c, "a table that is never empty is empty", header->section);
	image->states = c->count[HF_SEC_STATES] - 1;
	image->classes = c->count[HF_SEC_CLASSES];
	image->domains = c->count[HF_SEC_DOMAINS];
	image->codes = c->count[HF_SEC_CODES];
	image->root_state = hf_le32(header->root_state);
	image->sinks = hf_le32(header->sinks);
	c->chunks_per_row = (image->classes + HF_CHUNK_CLASSES - 1) >> HF_CHUNK_SHIFT;
	if (image->root_state >= image->states)
		return refuse(c, "root state does not exist", &header->root_state);
	if (!image->sinks || image->sinks > image->states || image->sinks > image->classes)
		return refuse(c, "sinks are no states with a class", &header->sinks);
	if (c->count[HF_SEC_CHUNKS] % c->chunks_per_row)
		return refuse(c, "access rows do not fit the classes",
			      &header->section[HF_SEC_CHUNKS]);
	if (c->count[HF_SEC_CELLS] % HF_CHUNK_CLASSES)
		return refuse(c, "access cells are not whole chunks",
			      &header->section[HF_SEC_CELLS]);
	if (!c->count[HF_SEC_STRINGS] || image->STRINGS[c->count[HF_SEC_STRINGS] - 1])
		return refuse(c, "strings are not terminated", &header->section[HF_SEC_STRINGS]);
	if (hf_le32(header->policy_name) >= c->count[HF_SEC_STRINGS])
		return refuse(c, "policy name is not a string", &header->policy_name);
	return true;
}

static bool check_edges(struct check *c, const struct hf_state *state)
{
	hf_u32 first = hf_le32(state[0].first_edge), end = hf_le32(state[1].first_edge);

	if (first > end || end > c->count[HF_SEC_EDGES])
		return refuse(c, "edges of a state do not exist", state);
	for (hf_u32 i = first; i < end; i++) {
		const hf_u32 *edge = &c->image->EDGES[i];

		if (HF_EDGE_TARGET(hf_le32(*edge)) >= c->image->states)
			return refuse(c, "edge leads to no state", edge);
		if (i > first && HF_EDGE_BYTE(hf_le32(edge[-1])) >= HF_EDGE_BYTE(hf_le32(*edge)))
			return refuse(c, "edges are not sorted", edge);
	}
	return true;
}

/* A label says by its number that it is a sink's, so that all below has that class, too. */
static bool check_sink(struct check *c, hf_u32 number)
{
	const struct hf_state *state = &c->image->STATES[number];

	if (number >= c->image->sinks)
		return hf_le32(state->class) >= c->image->sinks ||
		       refuse(c, "state has the class of a sink and is none", state);
	return (hf_le32(state[0].first_edge) == hf_le32(state[1].first_edge) &&
		hf_le32(state->otherwise) == number && hf_le32(state->class) == number) ||
	       refuse(c, "sink that can be left or has another class", state);
}

static bool check_automaton(struct check *c)
{
	const struct hf_state *states = c->image->STATES;

	if (hf_le32(states[0].first_edge) ||
	    hf_le32(states[c->image->states].first_edge) != c->count[HF_SEC_EDGES])
		return refuse(c, "edges that belong to no state", &states[c->image->states]);
	for (hf_u32 i = 0; i < c->image->states; i++) {
		if (hf_le32(states[i].otherwise) >= c->image->states)
			return refuse(c, "state leads to no state", &states[i]);
		if (hf_le32(states[i].class) >= c->image->classes)
			return refuse(c, "state has no class", &states[i]);
		if (!check_edges(c, &states[i]) || !check_sink(c, i))
			return false;
	}
	return true;
}

/* Is @place where a part of @section begins, all parts being of @bytes? */
static bool begins_part(const struct check *c, hf_u32 place, enum hf_section section, hf_u64 bytes)
{
	hf_u64 into = place - (hf_u64)hf_le32(c->image->header->section[section].offset);

	return into < (hf_u64)c->count[section] * record_bytes[section] && into % bytes == 0;
}

/* The number of the first record of a slice, or one that is too large. */
static hf_u32 first_record(const struct check *c, const struct hf_slice *slice,
			   enum hf_section section)
{
	hf_u32 first = hf_le32(slice->first);

	if (section != HF_SEC_NETS4 && section != HF_SEC_NETS6)
		return first;
	if (!slice->count)
		return 0;
	if (!begins_part(c, first, section, record_bytes[section]))
		return ~0u;
	return (first - hf_le32(c->image->header->section[section].offset)) /
	       record_bytes[section];
}

static bool check_slice(struct check *c, const struct hf_slice *slice, enum hf_section section)
{
	hf_u64 end = (hf_u64)first_record(c, slice, section) + hf_le32(slice->count);

	if (end > c->count[section])
		return refuse(c, "slice reaches past its table", slice);
	/* Slices may be shared, so a hostile image could make us read one long slice for ever. */
	c->work += hf_le32(slice->count);
	if (c->work > HF_MAX_SLICE_WORK)
		return refuse(c, "slices have more records than the limit", slice);
	return true;
}

static bool check_string(struct check *c, const hf_u32 *string)
{
	return hf_le32(*string) < c->count[HF_SEC_STRINGS] ||
	       refuse(c, "name is not a string", string);
}

static bool check_digests(struct check *c, const struct hf_slice *slice)
{
	const struct hf_digest *digests = c->image->DIGESTS + hf_le32(slice->first);

	for (hf_u32 i = 0; i < hf_le32(slice->count); i++) {
		hf_u32 kind = hf_le32(digests[i].kind);

		if (kind != HF_DIGEST_SHA256 && kind != HF_DIGEST_FSVERITY_SHA256)
			return refuse(c, "digest of an unknown kind", &digests[i]);
	}
	return true;
}

#define CODE_KINDS	(HF_CODE_PROGRAM | HF_CODE_LIBRARY | HF_CODE_INTERPRETER)

static bool check_codes(struct check *c)
{
	const struct hf_code *codes = c->image->CODES;

	for (hf_u32 i = 0; i < c->image->codes; i++) {
		const struct hf_code *code = &codes[i];
		hf_u32 interpreter = hf_le32(code->interpreter);
		hf_u32 kinds = hf_le32(code->kinds);

		if (!check_string(c, &code->path) || !check_string(c, &code->name) ||
		    !check_slice(c, &code->digests, HF_SEC_DIGESTS) ||
		    !check_digests(c, &code->digests))
			return false;
		if (!check_string(c, &code->option))
			return false;
		if (*hf_string(c->image, code->option) &&
		    (!(kinds & HF_CODE_INTERPRETER) ||
		     *hf_string(c->image, code->option) != '-'))
			return refuse(c, "option of an interpreter is not one", &code->option);
		if (i ? !kinds || kinds & ~(hf_u32)CODE_KINDS : kinds)
			return refuse(c, "code of an unknown kind", code);
		if (kinds & HF_CODE_INTERPRETER && !(kinds & HF_CODE_PROGRAM))
			return refuse(c, "interpreter that is not a program", code);
		if (!i != !hf_le32(code->digests.count))
			return refuse(c, "code without a digest", code);
		if (interpreter >= c->image->codes ||
		    (interpreter && !(hf_le32(codes[interpreter].kinds) & HF_CODE_PROGRAM)))
			return refuse(c, "interpreter is not a program", code);
	}
	return true;
}

static bool check_classes(struct check *c)
{
	const struct hf_class *classes = c->image->CLASSES;

	for (hf_u32 i = 0; i < c->image->classes; i++) {
		hf_u32 same = hf_le32(classes[i].same);

		if (hf_le32(classes[i].code) >= c->image->codes)
			return refuse(c, "class names code that does not exist", &classes[i]);
		if (same > i || hf_le32(classes[same].same) != same ||
		    classes[same].code != classes[i].code)
			return refuse(c, "class is like none before", &classes[i]);
	}
	if (hf_le32(classes[0].code))
		return refuse(c, "class 0 has code", classes);
	return true;
}

/* Chunks exist, cells hold known accesses only, and no row grants anything to class 0. */
static bool check_access(struct check *c)
{
	for (hf_u32 i = 0; i < c->count[HF_SEC_CHUNKS]; i++) {
		const hf_u32 *chunk = &c->image->CHUNKS[i];
		hf_u32 bytes = HF_CHUNK_CLASSES * (hf_u32)sizeof(hf_u16);
		hf_u32 place = hf_le32(*chunk) + i % c->chunks_per_row * bytes;

		if (!begins_part(c, place, HF_SEC_CELLS, bytes))
			return refuse(c, "access row names a chunk that does not exist", chunk);
		if (i % c->chunks_per_row == 0 && hf_le16(*(const hf_u16 *)(c->base + place)))
			return refuse(c, "class 0 is granted something", chunk);
	}
	for (hf_u32 i = 0; i < c->count[HF_SEC_CELLS]; i++)
		if (hf_le16(c->image->CELLS[i]) & HF_READ &&
		    hf_le16(c->image->CELLS[i]) & HF_CELL_READ_PINNED)
			return refuse(c, "cell grants reading with and without a condition",
				      &c->image->CELLS[i]);
	return true;
}

/* Two classes that are said to be alike are so in all rows. */
static bool check_alike(struct check *c)
{
	const struct hf_section_head *rows = &c->image->header->section[HF_SEC_CHUNKS];
	hf_u32 bytes = c->chunks_per_row * (hf_u32)sizeof(hf_u32);
	hf_u32 end = hf_le32(rows->offset) + c->count[HF_SEC_CHUNKS] * (hf_u32)sizeof(hf_u32);

	for (hf_u32 i = 0; i < c->image->classes; i++) {
		hf_u32 same = hf_le32(c->image->CLASSES[i].same);

		if (same == i)
			continue;
		for (hf_u32 row = hf_le32(rows->offset); row < end; row += bytes)
			if (hf_row_cell(c->base, row, i) != hf_row_cell(c->base, row, same))
				return refuse(c, "class is like none before",
					      &c->image->CLASSES[i]);
	}
	return true;
}

static bool check_execs(struct check *c, const struct hf_slice *slice)
{
	const struct hf_exec *execs = c->image->EXECS + hf_le32(slice->first);

	for (hf_u32 i = 0; i < hf_le32(slice->count); i++) {
		hf_u32 code = hf_le32(execs[i].code);

		if (!code || code >= c->image->codes ||
		    !(hf_le32(c->image->CODES[code].kinds) & HF_CODE_PROGRAM))
			return refuse(c, "exec of something that is not a program", &execs[i]);
		if (hf_le32(execs[i].domain) >= c->image->domains)
			return refuse(c, "exec into a domain that does not exist", &execs[i]);
		if (!execs[i].domain)
			return refuse(c, "exec into the kernel's own domain", &execs[i]);
		if (i && hf_le32(execs[i - 1].code) >= code)
			return refuse(c, "execs are not sorted", &execs[i]);
	}
	return true;
}

static bool check_peers(struct check *c, const struct hf_slice *slice)
{
	const hf_u32 *peers = c->image->PEERS + hf_le32(slice->first);

	for (hf_u32 i = 0; i < hf_le32(slice->count); i++) {
		if (hf_le32(peers[i]) >= c->image->domains)
			return refuse(c, "peer is not a domain", &peers[i]);
		if (i && hf_le32(peers[i - 1]) >= hf_le32(peers[i]))
			return refuse(c, "peers are not sorted", &peers[i]);
	}
	return true;
}

static bool check_scripts(struct check *c, const struct hf_slice *slice)
{
	const hf_u32 *scripts = c->image->SCRIPTS + hf_le32(slice->first);

	for (hf_u32 i = 0; i < hf_le32(slice->count); i++) {
		if (hf_le32(scripts[i]) >= c->image->codes ||
		    !hf_le32(c->image->CODES[hf_le32(scripts[i])].interpreter))
			return refuse(c, "script is not a script", &scripts[i]);
		if (i && hf_le32(scripts[i - 1]) >= hf_le32(scripts[i]))
			return refuse(c, "scripts are not sorted", &scripts[i]);
	}
	return true;
}

static bool check_variables(struct check *c, const struct hf_slice *slice)
{
	const hf_u32 *variables = c->image->VARIABLES + hf_le32(slice->first);

	for (hf_u32 i = 0; i < hf_le32(slice->count); i++)
		if (!check_string(c, &variables[i]))
			return false;
	return true;
}

static bool check_ports(struct check *c, const struct hf_ports *ports)
{
	return hf_le16(ports->low) <= hf_le16(ports->high) ||
	       refuse(c, "port range is upside down", ports);
}

/* @same: two records have the same addresses, else @above tells that those of @b are above. */
static bool check_order(struct check *c, bool same, bool above, const struct hf_ports *a,
			const struct hf_ports *b)
{
	return (same ? hf_le16(a->high) < hf_le16(b->low) : above) ||
	       refuse(c, "address ranges are not sorted", b);
}

static bool check_nets4(struct check *c, const struct hf_slice *slice)
{
	const struct hf_net4 *nets = (const struct hf_net4 *)(c->base + hf_le32(slice->first));

	for (hf_u32 i = 0; i < hf_le32(slice->count); i++) {
		const struct hf_net4 *net = &nets[i];

		if (hf_le32(net->low) > hf_le32(net->high))
			return refuse(c, "address range is upside down", net);
		if (!check_ports(c, &net->ports) ||
		    (i && !check_order(c, net[-1].low == net->low && net[-1].high == net->high,
				       hf_le32(net[-1].high) < hf_le32(net->low), &net[-1].ports,
				       &net->ports)))
			return false;
	}
	return true;
}

/* Such a range would be asked about addresses that NETS4 is for. */
static bool holds_ipv4(const struct hf_net6 *net)
{
	const struct hf_address first = { .low = HF_MAPPED }, last = { .low = HF_MAPPED | ~0u };

	return !hf_address_below(hf_bound(net->high), first) &&
	       !hf_address_below(last, hf_bound(net->low));
}

static bool check_nets6(struct check *c, const struct hf_slice *slice)
{
	const struct hf_net6 *nets = (const struct hf_net6 *)(c->base + hf_le32(slice->first));

	for (hf_u32 i = 0; i < hf_le32(slice->count); i++) {
		const struct hf_net6 *net = &nets[i];

		if (hf_address_below(hf_bound(net->high), hf_bound(net->low)))
			return refuse(c, "address range is upside down", net);
		if (net->reserved)
			return refuse(c, "address range has bits that mean nothing", net);
		if (holds_ipv4(net))
			return refuse(c, "range of IPv6 holds addresses of IPv4", net);
		if (!check_ports(c, &net->ports) ||
		    (i && !check_order(c, !memcmp(&net[-1], net, offsetof(struct hf_net6, ports)),
				       hf_address_below(hf_bound(net[-1].high),
							hf_bound(net->low)),
				       &net[-1].ports, &net->ports)))
			return false;
	}
	return true;
}

/* Is it the slice that the domain before has in the same place, which was checked? */
static bool same_as_before(const struct check *c, const struct hf_slice *slice)
{
	const char *before = (const char *)slice - sizeof(struct hf_domain);

	return (const char *)slice >= (const char *)&c->image->DOMAINS[1] &&
	       !memcmp(before, slice, sizeof(*slice));
}

static bool check_list(struct check *c, const struct hf_slice *slice, enum hf_section section,
		       bool (*check)(struct check *c, const struct hf_slice *slice))
{
	return same_as_before(c, slice) ||
	       (check_slice(c, slice, section) && (!check || check(c, slice)));
}

static bool check_domain(struct check *c, const struct hf_domain *domain)
{
	if (hf_le64(domain->capabilities) >> HF_CAPABILITY_COUNT ||
	    hf_le32(domain->facilities) & ~(hf_u32)HF_FACILITY_ALL ||
	    hf_le32(domain->flags) & ~(hf_u32)HF_DOMAIN_SCRIPTS_ONLY)
		return refuse(c, "unknown capability, facility or flag of a domain", domain);
	if (domain->reserved[0] || domain->reserved[1])
		return refuse(c, "domain has bits that mean nothing", domain);
	if (!begins_part(c, hf_le32(domain->row), HF_SEC_CHUNKS,
			 c->chunks_per_row * sizeof(hf_u32)))
		return refuse(c, "domain has no access row", domain);
	if (!check_string(c, &domain->name) ||
	    !check_list(c, &domain->execs, HF_SEC_EXECS, check_execs) ||
	    !check_list(c, &domain->sockets, HF_SEC_SOCKETS, NULL) ||
	    !check_list(c, &domain->scripts, HF_SEC_SCRIPTS, check_scripts) ||
	    !check_list(c, &domain->variables, HF_SEC_VARIABLES, check_variables))
		return false;
	for (int i = 0; i < HF_PEEROP_MAX; i++)
		if (!check_list(c, &domain->peers[i], HF_SEC_PEERS, check_peers))
			return false;
	for (int p = 0; p < HF_PROTO_MAX; p++)
		for (int i = 0; i < HF_NETOP_MAX; i++)
			if (!check_list(c, &domain->nets4[p][i], HF_SEC_NETS4, check_nets4) ||
			    !check_list(c, &domain->nets6[p][i], HF_SEC_NETS6, check_nets6))
				return false;
	return true;
}

static bool check_domains(struct check *c)
{
	const struct hf_domain *domains = c->image->DOMAINS;

	for (hf_u32 i = 0; i < c->image->domains; i++)
		if (!check_domain(c, &domains[i]))
			return false;
	if (strcmp(hf_string(c->image, domains[0].name), "kernel"))
		return refuse(c, "domain 0 is not called kernel", domains);
	return true;
}

static bool check_text(struct check *c, hf_sha256_fn *sha256)
{
	hf_u8 digest[HF_DIGEST_BYTES];

	sha256(c->image->TEXT, c->count[HF_SEC_TEXT], digest);
	return !memcmp(digest, c->image->header->text_digest, sizeof(digest)) ||
	       refuse(c, "digest of the policy text does not match",
		      c->image->header->text_digest);
}

bool hf_image_verify(struct hf_image *image, const void *data, size_t len,
		     hf_sha256_fn *sha256, struct hf_fault *fault)
{
	struct check c = { .image = image, .base = data, .length = len, .fault = fault };

	memset(image, 0, sizeof(*image));
	*fault = (struct hf_fault){ 0 };
	if ((size_t)data % sizeof(hf_u64))
		return refuse(&c, "image is not aligned in memory", NULL);
	return check_header(&c, sha256) && check_sections(&c) && check_counts(&c) &&
	       check_automaton(&c) && check_codes(&c) && check_classes(&c) && check_access(&c) &&
	       check_alike(&c) && check_domains(&c) && check_text(&c, sha256);
}
