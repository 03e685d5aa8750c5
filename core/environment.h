/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Variables of the environment that make programs run code of somebody's choice. Whoever
 * starts a program chooses its environment, so each of these is taken out of it at exec
 * unless the domain that is entered grants it (`environment NAME`).
 *
 * Sources: ld.so(8) and glibc's list of what setuid programs don't get; bash(1), dash(1),
 * ksh(1), zsh(1); the "environment" chapters of python(1), perlrun(1), ruby(1), node(1),
 * lua(1), java(1), php(1), tclsh(1), gawk(1), R(1), guile(1), erl(1), make(1), vim(1),
 * openssl-env(7).
 */
#ifndef HOLDFAST_ENVIRONMENT_H
#define HOLDFAST_ENVIRONMENT_H

#include "types.h"

/* X(name); a `*` at the end stands for any rest of the name. Sorted by strcmp(). */
#define HF_INJECTING_VARIABLES(X) \
	X("AWKLIBPATH") X("AWKPATH") \
	X("BASHOPTS") X("BASH_ENV") X("BASH_FUNC_*") X("BASH_LOADABLES_PATH") \
	X("BUNDLE_GEMFILE") \
	X("CLASSPATH") \
	X("ENV") \
	X("ERL_AFLAGS") X("ERL_FLAGS") X("ERL_LIBS") X("ERL_ZFLAGS") \
	X("EXINIT") \
	X("FPATH") \
	X("GCONV_PATH") X("GEM_HOME") X("GEM_PATH") X("GETCONF_DIR") X("GLIBC_TUNABLES") \
	X("GUILE_LOAD_*") \
	X("JAVA_TOOL_OPTIONS") X("JDK_JAVAC_OPTIONS") X("JDK_JAVA_OPTIONS") \
	X("LD_*") X("LOCPATH") \
	X("LUA_CPATH*") X("LUA_INIT*") X("LUA_PATH*") \
	X("MAKEFILES") X("MAKEFLAGS") \
	X("NLSPATH") \
	X("NODE_OPTIONS") X("NODE_PATH") X("NODE_REPL_EXTERNAL_MODULE") \
	X("OPENSSL_CONF") X("OPENSSL_ENGINES") X("OPENSSL_MODULES") \
	X("PERL5DB") X("PERL5DB_THREADED") X("PERL5LIB") X("PERL5OPT") X("PERLIO") \
	X("PERLIO_DEBUG") X("PERLLIB") \
	X("PHPRC") X("PHP_INI_SCAN_DIR") \
	X("PROMPT_COMMAND") X("PS4") \
	X("PYTHONBREAKPOINT") X("PYTHONEXECUTABLE") X("PYTHONHOME") X("PYTHONINSPECT") \
	X("PYTHONPATH") X("PYTHONPLATLIBDIR") X("PYTHONPYCACHEPREFIX") X("PYTHONSTARTUP") \
	X("PYTHONUSERBASE") X("PYTHONWARNINGS") \
	X("RUBYLIB") X("RUBYOPT") X("RUBYPATH") \
	X("R_ENVIRON*") X("R_LIBS*") X("R_PROFILE*") \
	X("SHELLOPTS") \
	X("TCLLIBPATH") X("TCL_LIBRARY") \
	X("VIMINIT") \
	X("ZDOTDIR") \
	X("_JAVA_OPTIONS")

/* Is there an entry that begins with this byte? Wrong yeses are possible, wrong noes are not. */
static inline bool hf_variable_may_inject(char first)
{
#define X(name) | 1ull << (name[0] & 63)
	const hf_u64 beginnings = 0 HF_INJECTING_VARIABLES(X);
#undef X

	return beginnings >> (first & 63) & 1;
}

#endif
