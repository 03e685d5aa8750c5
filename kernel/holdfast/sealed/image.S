/* SPDX-License-Identifier: GPL-2.0-only */
/* The sealed policy, as constant data of the kernel. */
	.section .rodata, "a"
	.balign 8
	.globl holdfast_image_start
holdfast_image_start:
	.incbin "policy.img"
	.globl holdfast_image_end
holdfast_image_end:
	.balign 8
	.section .note.GNU-stack, "", %progbits
