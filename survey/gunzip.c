/* SPDX-License-Identifier: GPL-2.0-or-later */
/* gzip files, whole and in memory. */
#include <stdlib.h>
#define ZLIB_CONST
#include <zlib.h>

#include "survey/gunzip.h"

/* inflateInit2: the largest window, and a header of gzip instead of zlib's own. */
#define GZIP_WINDOW	(MAX_WBITS + 16)

char *gunzip(const unsigned char *bytes, size_t size, size_t limit, size_t *length)
{
	z_stream stream = { .next_in = bytes, .avail_in = (uInt)size };
	size_t room = limit < size * 4 ? limit : size * 4, used = 0;
	char *text = NULL, *larger;
	int status = Z_OK;

	/* Head and tail alone are so long; of nothing the room below would never grow. */
	if (size < 18 || size > (uInt)-1 || limit > (uInt)-2 || inflateInit2(&stream, GZIP_WINDOW) != Z_OK)
		return NULL;
	while (status == Z_OK && (larger = realloc(text, room + 1)) != NULL) {
		text = larger;
		stream.next_out = (unsigned char *)text + used;
		stream.avail_out = (uInt)(room - used);
		status = inflate(&stream, Z_FINISH);
		used = room - stream.avail_out;
		/* Z_BUF_ERROR: it wants more room, or its input ends too early. */
		if (status == Z_BUF_ERROR && stream.avail_out == 0 && room < limit) {
			room = room > limit / 2 ? limit : room * 2;
			status = Z_OK;
		}
	}
	inflateEnd(&stream);
	if (status != Z_STREAM_END) {
		free(text);
		return NULL;
	}
	text[used] = '\0';
	*length = used;
	return text;
}
