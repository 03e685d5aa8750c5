# The lab's root shell as a service of firejail: server.profile, hardened.
noblacklist /sbin
noblacklist /usr/sbin
# Of the settings of memory this one.
noblacklist /proc/sys/vm
noblacklist /proc/sys/vm/drop_caches

# No home but an empty one: the lists of what is in people's homes are not needed.
include disable-common.inc
include disable-exec.inc
include disable-proc.inc
include disable-write-mnt.inc

# The service traces processes of its own.
allow-debuggers
ipc-namespace
keep-fd 198
machine-id
no3d
nodvd
noinput
nonewprivs
nosound
notv
nou2f
novideo
protocol unix,inet,inet6
seccomp.block-secondary

disable-mnt
private
private-dev
# What the service shares with others is there.
keep-dev-shm
private-tmp

dbus-user none
dbus-system none

memory-deny-write-execute
restrict-namespaces

# Beyond what firejail makes read-only by itself.
blacklist /boot
blacklist /var/tmp/lab-vault
read-only /matrix
read-write /proc/sys/vm/drop_caches
