# SPDX-License-Identifier: GPL-2.0-or-later
# The thin front. User space is built by meson, kernels by kernel/build.sh.
#
#	make		the holdfast command: build/holdfast
#	make demo	the main job from end to end; TARGET=x86 in QEMU instead of user-mode Linux
#	make check	every test; PARTS="unit cli" only these (tests/run.sh lists them)
#	make check-kernel-debug		the same guests in kernels that watch themselves: docs/kernel-debug.md
#	make check-survey-host		the survey on a Debian host that is really installed: docs/survey.md
#	make bench	what it costs, in instructions, beside other security modules: docs/performance.md
#	make matrix	every attack as root against other security modules and sandboxes: docs/bypass-matrix.md;
#			then the guests in which the survey shows how these are switched off: docs/survey.md
#	make kernels	the kernels of TARGET: plain, learn, sealed
#	make install	the command, its manual and completion: DESTDIR, PREFIX
#	make clean	remove build/, kernels included
#
# `demo`, `check`, `bench` and `matrix` install missing Debian packages (tools/packages, tools/packages-matrix) by apt;
# nothing else does.

TARGET ?= uml
PREFIX ?= /usr/local
PARTS ?=

MAKEFLAGS += --no-print-directory

.PHONY: all bench demo check check-kernel-debug check-survey-host kernels matrix install clean setup

all: build/build.ninja
	@ninja -C build --quiet holdfast holdfast.bash

build/build.ninja:
	@for tool in meson ninja cc pkg-config; do command -v $$tool >/dev/null || \
		{ echo "make: no $$tool here; install what tools/packages lists: tools/setup" >&2; exit 2; }; done
	@meson setup --prefix $(PREFIX) build

setup:
	@tools/setup

demo: setup
	@$(MAKE) kernels
	@lab/demo.sh $(TARGET)

check:
	@tests/run.sh $(PARTS)

check-survey-host: setup all
	@tests/vm/survey-host

check-kernel-debug: all
	@tests/debug.sh

bench: setup all
	@tools/setup packages-matrix
	@kernel/build.sh lsms-plain lsms-sealed traced-plain x86-plain x86-sealed
	@bench/run.sh --sizes --page docs/performance.md --json docs/performance.json

matrix: setup all
	@tools/setup packages-matrix
	@kernel/build.sh x86-plain x86-sealed lsms-plain hardened-plain traced-plain
	@matrix/run.sh
	@tests/vm/survey.sh lsms
	@tests/vm/survey-bpf.sh

kernels: all
	@kernel/build.sh $(TARGET)-plain $(TARGET)-learn $(TARGET)-sealed

install: all
	@meson configure build --prefix $(PREFIX)
	@meson install -C build

clean:
	rm -rf build
