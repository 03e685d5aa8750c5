/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The decision engine: a verified image answers requests. No allocation, no
 * locks, no libc; everything here may be called from any context.
 */
#ifndef HOLDFAST_ENGINE_H
#define HOLDFAST_ENGINE_H

#include "image.h"
#include "limits.h"

/**
 * struct hf_image - a verified image, ready for decisions
 *
 * Filled by hf_image_verify() only. It points into the bytes that were
 * verified: these must stay where they are, unchanged, for as long as it is used.
 */
struct hf_image {
	const struct hf_header *header;
#define X(ident, type) const type *ident;
	HF_SECTIONS(X)
#undef X
	hf_u32 states;		/* without the closing record */
	hf_u32 classes;
	hf_u32 domains;
	hf_u32 codes;
	hf_u32 root_state;
	hf_u64 sinks;		/* as wide as the kernel's labels, which are compared with it */
};

/** struct hf_fault - where and why an image was refused */
struct hf_fault {
	const char *what;	/* static text */
	hf_u64 offset;		/* of the record at fault, bytes into the image */
};

/** typedef hf_sha256_fn - SHA-256 of @len bytes at @data into @out, by the surroundings' library */
typedef void hf_sha256_fn(const void *data, size_t len, hf_u8 out[HF_DIGEST_BYTES]);

/**
 * hf_image_verify - check an image completely and open it
 * @image: filled on success
 * @data: the image, aligned to 8 bytes
 * @len: its length in bytes
 * @sha256: computes the digests that the header states
 * @fault: filled on failure
 *
 * After success no later call can read outside @data, whatever its arguments,
 * as long as domains, states, classes and codes came from this image.
 * Returns true if the image is good.
 */
bool hf_image_verify(struct hf_image *image, const void *data, size_t len,
		     hf_sha256_fn *sha256, struct hf_fault *fault);

/** hf_string - the string at offset @at of section STRINGS */
static inline const char *hf_string(const struct hf_image *image, hf_u32 at)
{
	return image->STRINGS + hf_le32(at);
}

/**
 * hf_walk - continue the automaton from @state over @len bytes
 *
 * Returns the state reached: the label of the name read so far. State 0 stays 0.
 */
hf_u32 hf_walk(const struct hf_image *image, hf_u32 state, const char *bytes, size_t len);

/** hf_step - the same for one byte */
hf_u32 hf_step(const struct hf_image *image, hf_u32 state, hf_u8 byte);

/** hf_class - the class of a name that ends in @state */
static inline hf_u32 hf_class(const struct hf_image *image, hf_u32 state)
{
	return hf_le32(image->STATES[state].class);
}

/** hf_alike - may everybody do the same with names of class @a and of class @b? */
static inline bool hf_alike(const struct hf_image *image, hf_u32 a, hf_u32 b)
{
	return image->CLASSES[a].same == image->CLASSES[b].same;
}

/** hf_is_sink - is @state never left? Then it is the class of its names, too */
static inline bool hf_is_sink(const struct hf_image *image, hf_u32 state)
{
	return state < image->sinks;
}

static_assert(HF_SEC_DOMAINS == 0 && sizeof(struct hf_header) % 8 == 0,
	      "domains are where hf_domain_at() looks for them");

/** hf_domain_at - the record of @domain; @start is the first byte of a verified image */
static inline const struct hf_domain *hf_domain_at(const void *start, hf_u32 domain)
{
	return (const struct hf_domain *)((const char *)start + sizeof(struct hf_header)) + domain;
}

/** hf_row_cell - the accesses to names of @class in the row whose place is @place */
static inline hf_u32 hf_row_cell(const void *start, hf_u32 place, hf_u64 class)
{
	const char *base = (const char *)start;
	const hf_u32 *row = (const hf_u32 *)(base + place);
	hf_i64 first = (hf_i32)hf_le32(row[class >> HF_CHUNK_SHIFT]);

	return hf_le16(*(const hf_u16 *)(base + (first + (hf_i64)(class * sizeof(hf_u16)))));
}

/**
 * hf_cell_at - the accesses (enum hf_access) that @domain has to names of @class
 * @start: the first byte of a verified image; best where the compiler knows its address
 * @class: as wide as a label
 */
static inline hf_u32 hf_cell_at(const void *start, hf_u32 domain, hf_u64 class)
{
	return hf_row_cell(start, hf_le32(hf_domain_at(start, domain)->row), class);
}

/** hf_cell - the same of an image that was opened */
static inline hf_u32 hf_cell(const struct hf_image *image, hf_u32 domain, hf_u32 class)
{
	return hf_cell_at(image->header, domain, class);
}

enum hf_request_kind {
	HF_REQ_NAME,		/* @want on a name of @class; @digest where hf_reads_pinned() */
	HF_REQ_EXEC,		/* execve of a file of @class with @digest */
	HF_REQ_INTERPRETER,	/* the next link: @class, @digest run @script */
	HF_REQ_SCRIPT,		/* @class, @digest given to interpreter @program as its script */
	HF_REQ_VARIABLE,	/* @variable kept in the environment of what enters @domain */
	HF_REQ_MAP,		/* executable mapping of @class with @digest */
	HF_REQ_NET,		/* @netop, @proto, @address, @port */
	HF_REQ_SOCKET,		/* @family, @type, @protocol */
	HF_REQ_CAPABILITY,	/* @capability */
	HF_REQ_PEER,		/* @peerop on @peer */
	HF_REQ_FACILITY,	/* @facility */
};

/** struct hf_content - what identifies the content of a file that is to be run or mapped */
struct hf_content {
	hf_u32 code;		/* not 0: shown before to be content that is pinned for this code */
	hf_u32 known;		/* enum hf_digest_kind, as bits 1 << kind, that are filled in */
	hf_u8 sha256[HF_DIGEST_BYTES];
	hf_u8 fsverity[HF_DIGEST_BYTES];
};

/** struct hf_request - one question; members that its @kind does not name are 0 */
struct hf_request {
	enum hf_request_kind kind;
	hf_u32 domain;		/* who asks */
	hf_u32 want;		/* enum hf_access, or-ed: all of them are needed */
	hf_u32 class;
	const struct hf_content *content;
	hf_u32 script;		/* INTERPRETER: the script; MAP, SCRIPT: what runs (codes) */
	hf_u32 program;		/* SCRIPT: the interpreter that is started (code) */
	const char *variable;	/* VARIABLE: its name, */
	size_t variable_length;	/* this many bytes */
	enum hf_netop netop;
	enum hf_proto proto;
	hf_u8 address[16];	/* IPv4 mapped into IPv6 */
	hf_u16 port;		/* host order */
	hf_u16 family, type, protocol;
	hf_u32 capability;
	enum hf_peerop peerop;
	hf_u32 peer;		/* domain */
	hf_u32 facility;	/* exactly one enum hf_facility */
};

/** struct hf_verdict - the answer */
struct hf_verdict {
	bool allow;
	enum hf_reason reason;
	hf_u32 missing;		/* HF_REQ_NAME: the accesses of @want that no rule grants */
	hf_u32 code;		/* EXEC, INTERPRETER, SCRIPT, MAP: which code it is */
	hf_u32 domain;		/* EXEC: what the process becomes */
};

/**
 * hf_decide - the one function that decides
 * @image: verified
 * @request: domain, class, script and peer must be numbers of this image
 * @verdict: always filled
 *
 * Returns verdict->allow. Anything it does not understand is denied.
 */
bool hf_decide(const struct hf_image *image, const struct hf_request *request,
	       struct hf_verdict *verdict);

/**
 * hf_scripts_only - does starting @program in @domain need a granted script?
 *
 * True if it is an interpreter and those are confined there: then HF_REQ_SCRIPT has to be asked.
 */
bool hf_scripts_only(const struct hf_image *image, hf_u32 domain, hf_u32 program);

/** hf_reads_pinned - is reading names of @class granted as long as their content is the pinned? */
bool hf_reads_pinned(const struct hf_image *image, hf_u32 domain, hf_u32 class, hf_u32 want);

/** hf_variable_injects - is this one of core/environment.h? @name need not be terminated */
bool hf_variable_injects(const char *name, size_t length);

/** hf_variable_granted - may what enters @domain have this variable? True for harmless ones */
bool hf_variable_granted(const struct hf_image *image, hf_u32 domain, const char *name,
			 size_t length);

/** hf_find_domain - the number of the domain called @name, or -1 */
long hf_find_domain(const struct hf_image *image, const char *name);

/** hf_reason_text - a reason in words; never NULL */
const char *hf_reason_text(enum hf_reason reason);

#endif
