/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The image verifier: a good image passes; the same image with one thing wrong
 * (its digest put right again, as an attacker would) is refused with the words for it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/sha256.h"
#include "compiler/compile.h"
#include "core/engine.h"

#define HEX "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static const char policy[] =
	"policy image 7\n"
	"program init = /sbin/init sha256:" HEX "\n"
	"program sh = /bin/sh sha256:" HEX "\n"
	"program job = /usr/bin/job sha256:" HEX " by sh\n"
	"program task = /usr/bin/task sha256:" HEX " by sh\n"
	"library /lib/libc.so sha256:" HEX " fsverity:" HEX "\n"
	"domain kernel {\n    execute init\n}\n"
	"domain init {\n    execute sh\n    execute job\n    read /etc/** /srv/*.txt\n    signal sh job\n"
	"    map /lib/*\n    capability kill chown\n    connect tcp 10.0.0.0/8 2001:db8::/32 port 80 443\n"
	"    listen tcp 8080\n    socket netlink\n    use bpf\n    interpret job task\n    environment LD_PRELOAD\n}\n"
	"domain sh {\n    read /tmp/**\n}\n"
	/* More classes than a chunk has. */
	"domain job {\n    write /var/**\n    read /n/1?????\n    modify /n/?1????\n    append /n/??1???\n"
	"    create /n/???1??\n    delete /n/????1?\n    attribute /n/?????1\n}\n";

static void digest(const void *data, size_t length, hf_u8 out[HF_DIGEST_BYTES])
{
	sha256(data, length, out);
}

static void *compile(size_t *length)
{
	struct diagnostics diag;
	struct layer *layer;
	void *image = NULL;

	diag_init(&diag);
	layer = layer_parse("image.policy", policy, sizeof(policy) - 1, &diag);
	assert_non_null(layer);
	if (!compile_layers(&layer, 1, &diag, &image, length, NULL))
		diag_print(&diag, stderr, false);
	assert_non_null(image);
	layer_free(layer);
	diag_free(&diag);
	return image;
}

static void *section(void *image, enum hf_section number)
{
	struct hf_header *header = image;

	return (char *)image + hf_le32(header->section[number].offset);
}

static void G5_good_image_is_accepted(void **state)
{
	size_t length;
	void *bytes = compile(&length);
	struct hf_image image;
	struct hf_fault fault;

	(void)state;
	assert_true(hf_image_verify(&image, bytes, length, digest, &fault));
	assert_int_equal(image.domains, 4);
	assert_string_equal(hf_string(&image, image.header->policy_name), "image");
	assert_int_equal(hf_le32(image.header->policy_version), 7);
	free(bytes);
}

static void G5_every_truncation_is_refused(void **state)
{
	size_t length;
	char *bytes = compile(&length);
	struct hf_image image;
	struct hf_fault fault;

	(void)state;
	for (size_t cut = 0; cut < length; cut++) {
		void *exact = aligned_alloc(8, (cut + 8) & ~(size_t)7);

		assert_non_null(exact);
		memcpy(exact, bytes, cut);
		assert_false(hf_image_verify(&image, exact, cut, digest, &fault));
		assert_non_null(fault.what);
		free(exact);
	}
	free(bytes);
}

static void G5_every_changed_byte_is_refused(void **state)
{
	size_t length;
	unsigned char *bytes = compile(&length);
	struct hf_image image;
	struct hf_fault fault;

	(void)state;
	for (size_t at = 0; at < length; at++) {
		bytes[at] ^= 0x10;
		assert_false(hf_image_verify(&image, bytes, length, digest, &fault));
		bytes[at] ^= 0x10;
	}
	free(bytes);
}

/* One way to spoil an image each, and what has to be said about it. */
static void magic(void *i) { ((struct hf_header *)i)->magic[0] = 'h'; }
static void version(void *i) { ((struct hf_header *)i)->version = 1; }
static void header_size(void *i) { ((struct hf_header *)i)->header_bytes++; }
static void image_size(void *i) { ((struct hf_header *)i)->image_bytes++; }
static void root(void *i) { ((struct hf_header *)i)->root_state = 1u << 23; }
static void no_sinks(void *i) { ((struct hf_header *)i)->sinks = 0; }
static void many_sinks(void *i) { ((struct hf_header *)i)->sinks = 1u << 19; }
/* One chunk less, with padding in its place: rows have two. */
static void row_width(void *i) { struct hf_section_head *s = &((struct hf_header *)i)->section[HF_SEC_CHUNKS]; ((hf_u32 *)section(i, HF_SEC_CHUNKS))[--s->count] = 0; }
static void section_place(void *i) { ((struct hf_header *)i)->section[HF_SEC_EDGES].offset += 8; }
static void section_size(void *i) { ((struct hf_header *)i)->section[HF_SEC_TEXT].count++; }
static void too_many(void *i) { ((struct hf_header *)i)->section[HF_SEC_DOMAINS].count = 1u << 20; }
static void policy_name(void *i) { ((struct hf_header *)i)->policy_name = 1u << 20; }
static void dead_state(void *i) { ((struct hf_state *)section(i, HF_SEC_STATES))->otherwise = 1; }
static void first_edge(void *i) { struct hf_state *s = section(i, HF_SEC_STATES); for (hf_u32 n = ((struct hf_header *)i)->sinks + 1; n; n--) s[n - 1].first_edge = 1; }
static void sink_class(void *i) { ((struct hf_state *)section(i, HF_SEC_STATES))[1].class = 0; }
static void sink_left(void *i) { ((struct hf_state *)section(i, HF_SEC_STATES))[1].otherwise = 0; }
static void sink_edge(void *i) { ((struct hf_state *)section(i, HF_SEC_STATES))[((struct hf_header *)i)->sinks].first_edge = 1; }
static void no_sink(void *i) { ((struct hf_state *)section(i, HF_SEC_STATES))[((struct hf_header *)i)->sinks].class = 1; }
static void state_class(void *i) { ((struct hf_state *)section(i, HF_SEC_STATES))[1].class = 1u << 19; }
static void state_target(void *i) { ((struct hf_state *)section(i, HF_SEC_STATES))[1].otherwise = 1u << 23; }
static void state_edges(void *i) { ((struct hf_state *)section(i, HF_SEC_STATES))[2].first_edge = 1u << 25; }
static void edge_target(void *i) { ((hf_u32 *)section(i, HF_SEC_EDGES))[0] |= 0xffffffu; }
static void class_0_code(void *i) { struct hf_header *h = i; struct hf_class *c = section(i, HF_SEC_CLASSES); for (hf_u32 n = h->section[HF_SEC_CLASSES].count; n; n--) { c[n - 1].code = 1; } }
static void class_same(void *i) { ((struct hf_class *)section(i, HF_SEC_CLASSES))[1].same = 2; }
static void class_like_another(void *i) { struct hf_header *h = i; struct hf_class *c = section(i, HF_SEC_CLASSES); c[h->section[HF_SEC_CLASSES].count - 1].same = h->sinks + 1; c[h->sinks + 1].same = h->sinks; }
static void class_unlike(void *i) { struct hf_header *h = i; struct hf_class *c = section(i, HF_SEC_CLASSES); c[h->section[HF_SEC_CLASSES].count - 1].same = h->sinks; }
static void class_code(void *i) { ((struct hf_class *)section(i, HF_SEC_CLASSES))[1].code = 1u << 19; }
static void chunk(void *i) { ((hf_u32 *)section(i, HF_SEC_CHUNKS))[0] = 1u << 19; }
static void chunk_before(void *i) { ((hf_u32 *)section(i, HF_SEC_CHUNKS))[0] = 0; }
static void chunk_part(void *i) { ((hf_u32 *)section(i, HF_SEC_CHUNKS))[0] += 2; }
static void domain_row(void *i) { ((struct hf_domain *)section(i, HF_SEC_DOMAINS))[1].row = 77; }
static void domain_row_part(void *i) { ((struct hf_domain *)section(i, HF_SEC_DOMAINS))[1].row += 4; }
static void domain_row_behind(void *i) { const struct hf_section_head *s = &((struct hf_header *)i)->section[HF_SEC_CHUNKS]; ((struct hf_domain *)section(i, HF_SEC_DOMAINS))[1].row = s->offset + 4 * s->count; }
static void domain_caps(void *i) { ((struct hf_domain *)section(i, HF_SEC_DOMAINS))[1].capabilities |= 1ull << 63; }
static void domain_use(void *i) { ((struct hf_domain *)section(i, HF_SEC_DOMAINS))[1].facilities |= 1u << 31; }
static void domain_flags(void *i) { ((struct hf_domain *)section(i, HF_SEC_DOMAINS))[1].flags |= 2; }
static void script(void *i) { ((hf_u32 *)section(i, HF_SEC_SCRIPTS))[0] = 1; }
static void script_number(void *i) { ((hf_u32 *)section(i, HF_SEC_SCRIPTS))[0] = 99; }
static void script_order(void *i) { hf_u32 *s = section(i, HF_SEC_SCRIPTS); s[1] = s[0]; }
static void script_slice(void *i) { ((struct hf_domain *)section(i, HF_SEC_DOMAINS))[1].scripts.first = 7; }
static void variable(void *i) { ((hf_u32 *)section(i, HF_SEC_VARIABLES))[0] = 1u << 20; }
static void variable_slice(void *i) { ((struct hf_domain *)section(i, HF_SEC_DOMAINS))[2].variables.count = 5; }
static void domain_name(void *i) { ((struct hf_domain *)section(i, HF_SEC_DOMAINS))[1].name = 1u << 30; }
static void domain_0(void *i) { ((struct hf_domain *)section(i, HF_SEC_DOMAINS))[0].name = ((struct hf_domain *)section(i, HF_SEC_DOMAINS))[1].name; }
static void exec_slice(void *i) { ((struct hf_domain *)section(i, HF_SEC_DOMAINS))[1].execs.count = ~0u; }
static void exec_code(void *i) { ((struct hf_exec *)section(i, HF_SEC_EXECS))[0].code = 0; }
static void exec_domain(void *i) { ((struct hf_exec *)section(i, HF_SEC_EXECS))[0].domain = 99; }
static void exec_kernel(void *i) { ((struct hf_exec *)section(i, HF_SEC_EXECS))[0].domain = 0; }
static void peer(void *i) { ((hf_u32 *)section(i, HF_SEC_PEERS))[0] = 99; }
static void net4_order(void *i) { struct hf_net4 *n = section(i, HF_SEC_NETS4); n->low = n->high + 1; }
static void net4_twice(void *i) { struct hf_net4 *n = section(i, HF_SEC_NETS4); n[1] = n[0]; }
static void net4_overlap(void *i) { struct hf_net4 *n = section(i, HF_SEC_NETS4); n[0].high = n[1].low; }
static void net4_ports(void *i) { ((struct hf_net4 *)section(i, HF_SEC_NETS4))[0].ports = (struct hf_ports){ 65535, 1 }; }
static void net6_order(void *i) { struct hf_net6 *n = section(i, HF_SEC_NETS6); n->low[0] = n->high[0] + 1; }
static void net6_twice(void *i) { struct hf_net6 *n = section(i, HF_SEC_NETS6); n[1] = n[0]; }
static void net6_overlap(void *i) { struct hf_net6 *n = section(i, HF_SEC_NETS6); memcpy(n[0].high, n[1].low, 16); }
static void net6_ports(void *i) { ((struct hf_net6 *)section(i, HF_SEC_NETS6))[0].ports = (struct hf_ports){ 65535, 1 }; }
static void net6_reserved(void *i) { ((struct hf_net6 *)section(i, HF_SEC_NETS6))[0].reserved = 1; }
static void net6_ipv4(void *i) { struct hf_net6 *n = section(i, HF_SEC_NETS6); memset(n->low, 0, 16); memset(n->high, 0, 16); n->low[1] = n->high[1] = 0xffffffffffff; }
static void net6_around_ipv4(void *i) { struct hf_net6 *n = section(i, HF_SEC_NETS6); memset(n->low, 0, 16); }
static void net_slice(void *i) { ((struct hf_domain *)section(i, HF_SEC_DOMAINS))[1].nets4[HF_UDP][HF_NET_SEND].count = 1u << 20; }
static void net6_slice(void *i) { ((struct hf_domain *)section(i, HF_SEC_DOMAINS))[1].nets6[HF_UDP][HF_NET_SEND].count = 1u << 20; }
static void domain_reserved(void *i) { ((struct hf_domain *)section(i, HF_SEC_DOMAINS))[1].reserved[1] = 1; }
static void code_kind(void *i) { ((struct hf_code *)section(i, HF_SEC_CODES))[1].kinds |= 8; }
static void code_option(void *i) { struct hf_code *c = section(i, HF_SEC_CODES); for (c++; !(c->kinds & HF_CODE_INTERPRETER); c++) {} c->option = c->path; }
static void code_stray_option(void *i) { struct hf_code *c = section(i, HF_SEC_CODES); for (c++; c->kinds & HF_CODE_INTERPRETER; c++) {} c->option = c->path; }
static void code_option_string(void *i) { ((struct hf_code *)section(i, HF_SEC_CODES))[1].option = 1u << 20; }
static void code_interprets(void *i) { struct hf_code *c = section(i, HF_SEC_CODES); for (c++; !(c->kinds & HF_CODE_INTERPRETER); c++) {} c->kinds = HF_CODE_LIBRARY | HF_CODE_INTERPRETER; }
static void code_0(void *i) { ((struct hf_code *)section(i, HF_SEC_CODES))[0].kinds = 1; }
static void code_digests(void *i) { ((struct hf_code *)section(i, HF_SEC_CODES))[1].digests.count = 0; }
static void code_interpreter(void *i) { ((struct hf_code *)section(i, HF_SEC_CODES))[1].interpreter = 99; }
static void digest_kind(void *i) { ((struct hf_digest *)section(i, HF_SEC_DIGESTS))[0].kind = 9; }
static void text(void *i) { ((char *)section(i, HF_SEC_TEXT))[0] ^= 1; }
static void cell(void *i) { ((hf_u16 *)section(i, HF_SEC_CELLS))[5] = HF_READ | HF_CELL_READ_PINNED; }
/* The chunk that holds class 0 in the first row. */
static void class_0_access(void *i) { *(hf_u16 *)((char *)i + ((hf_u32 *)section(i, HF_SEC_CHUNKS))[0]) = 1; }

static const struct spoiler {
	void (*spoil)(void *image);
	const char *what;
} spoilers[] = {
	{ magic, "not a Holdfast image" },
	{ version, "image format version not supported" },
	{ header_size, "header has another size" },
	{ image_size, "size in the header is not the size of the image" },
	{ root, "root state does not exist" },
	{ no_sinks, "sinks are no states with a class" },
	{ many_sinks, "sinks are no states with a class" },
	{ row_width, "access rows do not fit the classes" },
	{ section_place, "section is not where the one before ends" },
	{ section_size, "section reaches past the end of the image" },
	{ too_many, "section has more records than the limit" },
	{ policy_name, "policy name is not a string" },
	{ dead_state, "sink that can be left or has another class" },
	{ sink_class, "sink that can be left or has another class" },
	{ sink_left, "sink that can be left or has another class" },
	{ sink_edge, "sink that can be left or has another class" },
	{ no_sink, "state has the class of a sink and is none" },
	{ first_edge, "edges that belong to no state" },
	{ state_class, "state has no class" },
	{ state_target, "state leads to no state" },
	{ state_edges, "edges of a state do not exist" },
	{ edge_target, "edge leads to no state" },
	{ class_0_code, "class 0 has code" },
	{ class_same, "class is like none before" },
	{ class_like_another, "class is like none before" },
	{ class_unlike, "class is like none before" },
	{ class_code, "class names code that does not exist" },
	{ chunk, "access row names a chunk that does not exist" },
	{ chunk_before, "access row names a chunk that does not exist" },
	{ chunk_part, "access row names a chunk that does not exist" },
	{ class_0_access, "class 0 is granted something" },
	{ cell, "cell grants reading with and without a condition" },
	{ domain_row, "domain has no access row" },
	{ domain_row_part, "domain has no access row" },
	{ domain_row_behind, "domain has no access row" },
	{ domain_caps, "unknown capability, facility or flag of a domain" },
	{ domain_use, "unknown capability, facility or flag of a domain" },
	{ domain_flags, "unknown capability, facility or flag of a domain" },
	{ script, "script is not a script" },
	{ script_number, "script is not a script" },
	{ script_order, "scripts are not sorted" },
	{ script_slice, "slice reaches past its table" },
	{ variable, "name is not a string" },
	{ variable_slice, "slice reaches past its table" },
	{ domain_name, "name is not a string" },
	{ domain_0, "domain 0 is not called kernel" },
	{ exec_slice, "slice reaches past its table" },
	{ exec_code, "exec of something that is not a program" },
	{ exec_domain, "exec into a domain that does not exist" },
	{ exec_kernel, "exec into the kernel's own domain" },
	{ peer, "peer is not a domain" },
	{ net4_order, "address range is upside down" },
	{ net4_twice, "address ranges are not sorted" },
	{ net4_overlap, "address ranges are not sorted" },
	{ net4_ports, "port range is upside down" },
	{ net6_order, "address range is upside down" },
	{ net6_twice, "address ranges are not sorted" },
	{ net6_overlap, "address ranges are not sorted" },
	{ net6_ports, "port range is upside down" },
	{ net6_reserved, "address range has bits that mean nothing" },
	{ net6_ipv4, "range of IPv6 holds addresses of IPv4" },
	{ net6_around_ipv4, "range of IPv6 holds addresses of IPv4" },
	{ net_slice, "slice reaches past its table" },
	{ net6_slice, "slice reaches past its table" },
	{ domain_reserved, "domain has bits that mean nothing" },
	{ code_kind, "code of an unknown kind" },
	{ code_option, "option of an interpreter is not one" },
	{ code_stray_option, "option of an interpreter is not one" },
	{ code_option_string, "name is not a string" },
	{ code_interprets, "interpreter that is not a program" },
	{ code_0, "code of an unknown kind" },
	{ code_digests, "code without a digest" },
	{ code_interpreter, "interpreter is not a program" },
	{ digest_kind, "digest of an unknown kind" },
	{ text, "digest of the policy text does not match" },
};

static void G5_every_spoiled_table_is_refused_by_name(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(spoilers) / sizeof(spoilers[0]); i++) {
		size_t length;
		struct hf_header *bytes = compile(&length);
		struct hf_image image;
		struct hf_fault fault;

		spoilers[i].spoil(bytes);
		sha256((char *)bytes + HF_DIGEST_FROM, length - HF_DIGEST_FROM, bytes->digest);
		/* Says which one it was, should it fail. */
		print_message("%s\n", spoilers[i].what);
		assert_false(hf_image_verify(&image, bytes, length, digest, &fault));
		assert_string_equal(fault.what, spoilers[i].what);
		assert_true(fault.offset < length);
		free(bytes);
	}
}

static void G5_unaligned_image_is_refused(void **state)
{
	size_t length;
	char *bytes = compile(&length);
	char *moved = aligned_alloc(8, (length + 16) & ~(size_t)7);
	struct hf_image image;
	struct hf_fault fault;

	(void)state;
	assert_non_null(moved);
	memcpy(moved + 1, bytes, length);
	assert_false(hf_image_verify(&image, moved + 1, length, digest, &fault));
	assert_string_equal(fault.what, "image is not aligned in memory");
	free(moved);
	free(bytes);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(G5_good_image_is_accepted),
		cmocka_unit_test(G5_every_truncation_is_refused),
		cmocka_unit_test(G5_every_changed_byte_is_refused),
		cmocka_unit_test(G5_every_spoiled_table_is_refused_by_name),
		cmocka_unit_test(G5_unaligned_image_is_refused),
	};

	return cmocka_run_group_tests_name("image", tests, NULL, NULL);
}
