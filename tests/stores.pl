#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-or-later
# Nothing that a hook does on its way to an allow may write to memory that other processors use: two of them
# that do the same would pass the line to and fro. Read from the machine code, so that it holds for each
# path through a hook, whatever any test calls: of all functions of kernel/holdfast/hooks each instruction
# that stores is to the stack, or one of those below. What hooks call and does not come inline is for
# what is not granted at once.
#
#	tests/stores.pl OBJECT...
use strict;
use warnings;

# Function, number of its stores, and whose memory they write.
my %known = (
	ask_sockaddr => [4, "the kernel's copy of an address that the caller gave, on its stack"],
	hook_cred_transfer => [2, 'credentials that are being made and nobody else has yet'],
	open_created => [1, 'the label of a file that this very open has made'],
	open_created_specially => [1, 'the same'],
	hook_file_set_fowner => [1, 'the owner of a file whose owner is being set; fcntl(F_SETOWN)'],
	hook_alloc => [1, 'an object of System V that is being made; shmget(2) and its like'],
	hook_socket_listen => [1, 'the socket that begins to listen'],
	hook_ptrace_traceme => [1, 'the count of references to the credentials of the parent; PTRACE_TRACEME'],
);

# Operands of an instruction of objdump's, which separates them by commas outside of parentheses.
sub operands {
	my ($text) = @_;
	my ($depth, @list) = (0, '');
	for my $char (split //, $text) {
		$depth++ if $char eq '(';
		$depth-- if $char eq ')';
		if ($char eq ',' && !$depth) { push @list, '' } else { $list[-1] .= $char }
	}
	return @list;
}

# An instruction without its prefixes: its name and its operands.
sub words {
	my ($line) = @_;
	1 while $line =~ s/^(?:lock|rep\w*|data16|cs|notrack)\s+//;
	return $line =~ /^(\S+)\s+(.*\S)\s*$/ ? ($1, operands($2)) : ($line);
}

# The registers that never hold anything but an address on the stack: each write to them takes it from
# %rsp or from another such register. What a caller passes is not known.
sub stack_registers {
	my %of = map { $_ => 1 } qw(%rsp %rbx %rbp %r12 %r13 %r14 %r15);
	my $before;
	do {
		$before = keys %of;
		for my $line (@_) {
			my ($name, @operand) = words($line);
			next if @operand < 2 || $name =~ /^(?:cmp|test|push)/ || !$of{$operand[-1]} || $operand[-1] eq '%rsp';
			my $from = $name eq 'mov' ? $operand[0] : $name eq 'lea' && $operand[0] =~ /\((%r\w+)\)$/ ? $1 : '';
			delete $of{$operand[-1]} unless $of{$from};
		}
		# A part of a register is a number.
		for my $register (keys %of) {
			(my $half = $register) =~ s/^%r([a-z])/%e$1/;
			$half .= 'd' if $register =~ /\d/;
			delete $of{$register} if grep { my ($name, @operand) = words($_); @operand > 1 && $operand[-1] eq $half } @_;
		}
	} while keys %of != $before;
	return %of;
}

# Instructions of a function that write to memory that is not on the stack. AT&T's order: the last
# operand is written; what stos and movs fill is where %rdi was pointed to.
sub stores {
	my %stack = stack_registers(@_);
	my ($filled, @found) = 0;
	for my $line (@_) {
		my ($name, @operand) = words($line);
		next unless @operand;
		my $target = $operand[-1];
		if ($target eq '%rdi') {
			$filled = $name eq 'mov' ? $stack{$operand[0]} : $name eq 'lea' && $operand[0] =~ /\((%r\w+)\)$/ && $stack{$1};
		} elsif ($name =~ /^(?:stos|movs[bwlq]?$)/ && $target =~ /\(%rdi\)/) {
			push @found, $line unless $filled;
		# These read their last operand, or take its address.
		} elsif ($name !~ /^(?:cmp[bwlq]?|test[bwlq]?|bt[wlq]?|lea[lq]?|call|jmp|j[a-z]+|push|nop[wl]?|prefetch\w*|i?mul[lq]?|i?div[lq]?|ret)$/ &&
			 $target =~ /\(|:0x|^0x/) {
			push @found, $line unless $target =~ /^-?(?:0x[0-9a-f]+)?\((%r\w+)[,)]/ && $stack{$1};
		}
	}
	return @found;
}

# Stores of each function in an object.
sub stores_of {
	my ($object) = @_;
	open my $code, '-|', 'objdump', '-d', '--no-show-raw-insn', $object or die "objdump: $!\n";
	my ($function, %lines);
	while (<$code>) {
		if (/^[0-9a-f]+ <(.+)>:$/) {
			$function = $1;
		} elsif (defined $function && /^\s*[0-9a-f]+:\s+(.*)$/) {
			my $line = $1;
			$line =~ s/\s*[#<].*//;
			push @{$lines{$function}}, $line;
		}
	}
	close $code or die "objdump $object failed\n";
	die "$object has no code\n" unless %lines;
	return map { my @found = stores(@{$lines{$_}}); @found ? ($_ => \@found) : () } keys %lines;
}

die "usage: tests/stores.pl OBJECT...\n" unless @ARGV;
my ($status, %seen) = (0);
for my $object (@ARGV) {
	my %found = stores_of($object);
	my @bad;
	for my $function (sort keys %found) {
		(my $name = $function) =~ s/\..*//;
		$seen{$name} += @{$found{$function}};
		my $allowed = $known{$name} ? $known{$name}[0] : 0;
		push @bad, map { "$function: $_" } @{$found{$function}} if $seen{$name} > $allowed;
	}
	(my $file = $object) =~ s|.*/||;
	print @bad ? 'not ok' : 'ok', " G2 stores: $file writes nothing that processors share\n";
	print "  $_\n" for @bad;
	$status = 1 if @bad;
}
# What is listed above and gone would hide the next one.
for my $name (sort keys %known) {
	my $count = $seen{$name} // 0;
	next if $count == $known{$name}[0];
	print "not ok G2 stores: $name has $count stores, not $known{$name}[0]: $known{$name}[1]\n";
	$status = 1;
}
exit $status;
