// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * How long and how much memory a large policy takes to compile: by default
 * 100,000 rules over 1,000 domains, shaped like learned policies are (a few rules that
 * everybody has, many below a program's own directories, some wildcards in
 * the middle). The text depends on the arguments alone.
 *
 *	bench-compile_scale [RULES [DOMAINS]]
 *	bench-compile_scale --print [RULES [DOMAINS]]	the policy text itself
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <time.h>

#include "base/diag.h"
#include "base/text.h"
#include "compiler/compile.h"

static const char *const everybody[] = {
	"read /etc/ld.so.cache /etc/localtime /usr/share/zoneinfo/**",
	"map /usr/lib/x86_64-linux-gnu/**",
	"read /usr/lib/locale/** /usr/share/locale/**",
	"read /proc/sys/kernel/ngroups_max /proc/filesystems",
	"write /dev/null /dev/tty",
};

/* Wildcards with more behind them: one set of these is in every learned policy of a server. */
static const char *const infix[] = {
	"read /usr/share/**/*.mo", "read /usr/lib/**/*.so", "read /proc/*/stat",
	"read /home/*/.config/**", "deny read /home/**/.ssh/**", "write /home/*/.cache/*/**",
	"read /usr/lib/python3/**/*.py", "read /usr/lib/python3/**/__pycache__/*.pyc",
	"read /sys/devices/**/uevent", "read /sys/**/modalias", "read /var/lib/*/state/*.json",
	"write /var/log/*/*.log", "write /var/log/**/*.log.[0-9]", "read /srv/**/public/**",
	"read /etc/**/conf.d/*.conf", "deny write /srv/**/.git/**", "write /tmp/**/lock",
	"read /usr/share/**/{icons,fonts}/**", "read /opt/*/lib/**/*.so.[0-9]*", "read /run/user/*/bus",
};

static const char *const verbs[] = { "read", "read", "read", "read", "write", "append", "deny read",
				     "connect unix" };
static const char *const roots[] = { "/etc", "/var/lib", "/usr/share", "/usr/lib", "/opt", "/srv",
				     "/var/cache", "/run" };
static const char *const shapes[] = { "", "", "", "/**", "/*", "-*.conf", "/*.db", "/[0-9]*" };

#define COUNT(list) (sizeof(list) / sizeof(list[0]))

/* xorshift64: the same policy on every machine. */
static uint64_t next_random(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

#define PICK(list, random) ((list)[next_random(random) % COUNT(list)])

static void print_programs(struct text *out, unsigned domains)
{
	text_puts(out, "policy scale 1\n");
	for (unsigned i = 0; i < domains; i++)
		text_printf(out, "program p%u = /usr/sbin/p%u sha256:%064x\n", i, i, i + 1);
	for (unsigned i = 0; i < 2 * domains; i++)
		text_printf(out, "library /usr/lib/x86_64-linux-gnu/lib%u.so.%u sha256:%064x\n", i, i % 9,
			    i + 1);
	text_puts(out, "domain kernel { execute p0 }\n");
}

static void print_rule(struct text *out, unsigned domain, uint64_t *random)
{
	const char *verb = PICK(verbs, random), *place = PICK(roots, random);
	const char *shape = PICK(shapes, random);

	text_printf(out, "\t%s %s/p%u/part%u/object-%u%s\n", verb, place, domain,
		    (unsigned)(next_random(random) % 7), (unsigned)(next_random(random) % 1000), shape);
}

static void print_domain(struct text *out, unsigned domain, unsigned domains, unsigned rules,
			 uint64_t *random)
{
	unsigned written = 0;

	text_printf(out, "domain p%u {\n", domain);
	for (; written < COUNT(everybody) && written < rules; written++)
		text_printf(out, "\t%s\n", everybody[written]);
	if (written < rules && domain + 1 < domains) {
		text_printf(out, "\texecute p%u\n", domain + 1);
		written++;
	}
	for (unsigned i = 0; i < 4 && written < rules; i++, written++)
		text_printf(out, "\t%s\n", PICK(infix, random));
	if (written < rules) {
		text_printf(out, "\tconnect tcp 10.%u.%u.0/24 port %u\n", domain / 250, domain % 250,
			    1000 + domain);
		written++;
	}
	for (; written < rules; written++)
		print_rule(out, domain, random);
	text_puts(out, "}\n");
}

static void print_policy(struct text *out, unsigned rules, unsigned domains)
{
	uint64_t random = 0x5eed0fca1ull;

	print_programs(out, domains);
	for (unsigned d = 0; d < domains; d++)
		print_domain(out, d, domains, rules / domains + (d < rules % domains), &random);
	text_puts(out, "never * write /boot/**\nnever * read /etc/shadow\n");
}

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static int measure(const struct text *text)
{
	struct diagnostics diag;
	struct compile_stats stats;
	struct rusage usage;
	double start = seconds(), parsed;
	struct layer *layer;
	size_t length;
	void *image;

	diag_init(&diag);
	layer = layer_parse("scale.policy", text->bytes, text->length, &diag);
	parsed = seconds();
	if (!layer || !compile_layers(&layer, 1, &diag, &image, &length, &stats)) {
		diag_print(&diag, stderr, false);
		layer_free(layer);
		diag_free(&diag);
		return 1;
	}
	getrusage(RUSAGE_SELF, &usage);
	printf("rules %zu domains %zu patterns %zu text %zu bytes\n", stats.rules, stats.domains,
	       stats.patterns, text->length);
	printf("states %zu (before minimisation %zu) edges %zu classes %zu image %zu bytes\n",
	       stats.states, stats.states_before, stats.edges, stats.classes, stats.image_bytes);
	printf("parse %.2f s compile %.2f s peak memory %.0f MiB\n", parsed - start, seconds() - parsed,
	       (double)usage.ru_maxrss / 1024);
	free(image);
	layer_free(layer);
	diag_free(&diag);
	return 0;
}

int main(int argc, char **argv)
{
	bool print = argc > 1 && !strcmp(argv[1], "--print");
	unsigned long rules = argc > 1 + print ? strtoul(argv[1 + print], NULL, 10) : 100000;
	unsigned long domains = argc > 2 + print ? strtoul(argv[2 + print], NULL, 10) : 1000;
	struct text text = { 0 };
	int status = 0;

	if (!rules || !domains || rules > 10000000 || domains > rules) {
		fprintf(stderr, "usage: %s [--print] [RULES [DOMAINS]]; at least one rule a domain\n", argv[0]);
		return 2;
	}
	print_policy(&text, (unsigned)rules, (unsigned)domains);
	if (print)
		fwrite(text.bytes, 1, text.length, stdout);
	else
		status = measure(&text);
	text_free(&text);
	return status;
}
