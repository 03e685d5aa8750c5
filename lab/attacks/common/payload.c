// SPDX-License-Identifier: GPL-2.0-or-later
/* The foreign program: no policy knows it. With an argument it leaves a file instead of a line. */
#include <fcntl.h>
#include <unistd.h>

#include "attack.h"

int main(int argc, char **argv)
{
	static const char text[] = FOREIGN_TEXT "\n";
	int fd = argc > 1 ? open(argv[1], O_WRONLY | O_CREAT, 0644) : 1;

	return write(fd, text, sizeof(text) - 1) != sizeof(text) - 1;
}
