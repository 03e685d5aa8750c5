// SPDX-License-Identifier: GPL-2.0-only
/*
 * The network: tcp and udp over IPv4 and IPv6 by endpoint, unix sockets by
 * name, every other family by an explicit grant to make such a socket at all.
 * Data on connected sockets is not looked at.
 */
#include <linux/ipv6.h>
#include <linux/lsm_hooks.h>
#include <linux/net.h>
#include <linux/un.h>
#include <linux/unaligned.h>
#include <net/af_unix.h>
#include <net/inet_sock.h>
#include <net/ipv6.h>
#include <net/request_sock.h>
#include <net/sock.h>

#include "holdfast.h"

#define ABSTRACT	"@abstract:"

static noinline int ask_socket(int family, int type, int protocol)
{
	struct ask ask = {
		.request = { .kind = HF_REQ_SOCKET, .family = family, .type = type,
			     .protocol = protocol },
		.subject = current_cred(),
	};

	return holdfast_judge(&ask);
}

static noinline int create_slowly(int family, int type, int protocol, int kern)
{
	bool inet = family == PF_INET || family == PF_INET6;

	if (kern || family == PF_UNIX)
		return 0;
	if (inet && type == SOCK_STREAM && (!protocol || protocol == IPPROTO_TCP))
		return 0;
	if (inet && type == SOCK_DGRAM && (!protocol || protocol == IPPROTO_UDP))
		return 0;
	return ask_socket(family, type, protocol);
}

/* Streams and datagrams of the internet by their usual protocol are the usual sockets. */
static int hook_socket_create(int family, int type, int protocol, int kern)
{
	if (likely(!protocol && (family == PF_INET || family == PF_INET6) &&
		   (type == SOCK_STREAM || type == SOCK_DGRAM)))
		return 0;
	return create_slowly(family, type, protocol, kern);
}

/* Which of our tables a socket belongs to; false for those that their family decided. */
static bool inet_proto(const struct sock *sk, enum hf_proto *proto)
{
	if (sk->sk_family != AF_INET && sk->sk_family != AF_INET6)
		return false;
	switch (sk->sk_protocol) {
	case IPPROTO_TCP:
		*proto = HF_TCP;
		return true;
	case IPPROTO_UDP:
		*proto = HF_UDP;
		return true;
	}
	return false;
}

/* One side of a connection, as the policy sees it. */
struct endpoint {
	enum hf_proto proto;
	u16 port;
	struct hf_address address;	/* IPv4 mapped into IPv6 */
};

static __always_inline struct hf_address map_ipv4(__be32 ipv4)
{
	return (struct hf_address){ .low = HF_MAPPED | ntohl(ipv4) };
}

static __always_inline struct hf_address ipv6(const struct in6_addr *address)
{
	return hf_address(address->s6_addr);
}

static noinline int ask_endpoint(const struct cred *subject, u32 domain,
				 const struct endpoint *endpoint, enum hf_netop op)
{
	struct ask ask = {
		.request = { .kind = HF_REQ_NET, .domain = domain, .netop = op,
			     .proto = endpoint->proto, .port = endpoint->port },
		.subject = subject,
	};

	put_unaligned_be64(endpoint->address.high, ask.request.address);
	put_unaligned_be64(endpoint->address.low, ask.request.address + 8);
	return holdfast_judge(&ask);
}

static int check_endpoint(const struct cred *subject, u32 domain,
			  const struct endpoint *endpoint, enum hf_netop op)
{
	if (holdfast_grants_net(domain, endpoint->proto, op, endpoint->address, endpoint->port))
		return 0;
	return ask_endpoint(subject, domain, endpoint, op);
}

/*
 * To connect to nowhere in particular is to connect to this machine; Linux would take the
 * address that the socket has, or is given meanwhile, and 127.0.0.1 or ::1 only without one.
 * From here on it is written there, in the kernel's copy of what the caller said.
 */
static void here_is_loopback(struct sockaddr *address, sa_family_t family)
{
	struct sockaddr_in *in = (void *)address;
	struct in6_addr *in6 = &((struct sockaddr_in6 *)address)->sin6_addr;

	if (family == AF_INET) {
		if (!in->sin_addr.s_addr)
			in->sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	} else if (ipv6_addr_any(in6)) {
		*in6 = in6addr_loopback;
	} else if (ipv6_addr_v4mapped(in6) && !in6->s6_addr32[3]) {
		in6->s6_addr32[3] = htonl(INADDR_LOOPBACK);
	}
}

static bool is_whole(sa_family_t family, int len)
{
	return (family == AF_INET && len >= (int)sizeof(struct sockaddr_in)) ||
	       (family == AF_INET6 && len >= SIN6_LEN_RFC2133);
}

/*
 * A socket address of a caller. AF_UNSPEC takes a binding or a connection back,
 * but an IPv4 bind() and an IPv4 datagram take it for AF_INET.
 */
static noinline int ask_sockaddr(const struct sock *sk, struct sockaddr *address, int len,
				 enum hf_netop op)
{
	const struct sockaddr_in *in = (const void *)address;
	const struct sockaddr_in6 *in6 = (const void *)address;
	const struct cred *cred = current_cred();
	struct endpoint endpoint;
	sa_family_t family;

	if (!inet_proto(sk, &endpoint.proto))
		return 0;
	if (len < (int)sizeof(address->sa_family))
		return -EINVAL;
	family = address->sa_family;
	if (family == AF_UNSPEC) {
		if (op == HF_NET_CONNECT)
			return 0;
		family = sk->sk_family;
	}
	if (!is_whole(family, len))
		return -EINVAL;
	if (op == HF_NET_CONNECT || op == HF_NET_SEND)
		here_is_loopback(address, family);
	if (family == AF_INET) {
		endpoint.address = map_ipv4(in->sin_addr.s_addr);
		endpoint.port = ntohs(in->sin_port);
	} else {
		endpoint.address = ipv6(&in6->sin6_addr);
		endpoint.port = ntohs(in6->sin6_port);
	}
	return check_endpoint(cred, cred->holdfast_domain, &endpoint, op);
}

/* The address most sockets are used with: IPv4, and of some machine. */
static __always_inline bool grants_ipv4(const struct sock *sk, const struct sockaddr *address,
					int len, enum hf_netop op)
{
	const struct sockaddr_in *in = (const void *)address;

	return sk->sk_family == AF_INET && len >= (int)sizeof(*in) && in->sin_family == AF_INET &&
	       (op == HF_NET_BIND || in->sin_addr.s_addr) &&
	       holdfast_grants_ipv4(sk->sk_protocol, op, ntohl(in->sin_addr.s_addr),
				    ntohs(in->sin_port));
}

/* The same for IPv6. Without an upper half an address may mean another: here_is_loopback(). */
static __always_inline bool grants_ipv6(const struct sock *sk, const struct sockaddr *address,
					int len, enum hf_netop op)
{
	const struct sockaddr_in6 *in6 = (const void *)address;
	struct hf_address wanted;

	if (sk->sk_family != AF_INET6 || len < SIN6_LEN_RFC2133 || in6->sin6_family != AF_INET6)
		return false;
	wanted = ipv6(&in6->sin6_addr);
	return (op == HF_NET_BIND || wanted.high) &&
	       holdfast_grants_ipv6(sk->sk_protocol, op, wanted, ntohs(in6->sin6_port));
}

/* What is not granted at once is read again, so that nothing need be kept for that here. */
static noinline int check_slowly(const struct sock *sk, struct sockaddr *address, int len,
				 enum hf_netop op)
{
	return grants_ipv6(sk, address, len, op) ? 0 : ask_sockaddr(sk, address, len, op);
}

static __always_inline int check_sockaddr(const struct sock *sk, struct sockaddr *address,
					  int len, enum hf_netop op)
{
	return likely(grants_ipv4(sk, address, len, op)) ? 0 : check_slowly(sk, address, len, op);
}

/* Unix sockets: a name in the abstract space, with its length. */
static int ask_abstract(const char *name, size_t length, u32 want)
{
	char literal[sizeof(ABSTRACT) + UNIX_PATH_MAX];
	struct ask ask = {
		.request = { .kind = HF_REQ_NAME, .want = want },
		.subject = current_cred(),
		.literal = literal,
		.length = strlen(ABSTRACT) + length,
	};

	if (length > UNIX_PATH_MAX)
		return -EINVAL;
	memcpy(literal, ABSTRACT, strlen(ABSTRACT));
	memcpy(literal + strlen(ABSTRACT), name, length);
	return holdfast_judge(&ask);
}

/* A path is judged when its inode is made. Without a name the kernel picks one: autobind. */
static noinline int bind_unix(const struct sockaddr *address, int len)
{
	const struct sockaddr_un *un = (const void *)address;
	int length = len - offsetof(struct sockaddr_un, sun_path);

	if (length <= 0 || un->sun_path[0])
		return 0;
	return ask_abstract(un->sun_path + 1, length - 1, HF_BIND);
}

/* As create_slowly() in names.c: what it gets stays where it is. */
static noinline __noclone int bind_slowly(struct socket *sock, struct sockaddr *address, int len)
{
	if (sock->sk->sk_family == AF_UNIX)
		return bind_unix(address, len);
	return ask_sockaddr(sock->sk, address, len, HF_NET_BIND);
}

static int hook_socket_bind(struct socket *sock, struct sockaddr *address, int len)
{
	const struct sock *sk = sock->sk;

	if (likely(sk->sk_family == AF_INET)) {
		if (likely(grants_ipv4(sk, address, len, HF_NET_BIND)))
			return 0;
	} else if (grants_ipv6(sk, address, len, HF_NET_BIND)) {
		return 0;
	}
	return bind_slowly(sock, address, len);
}

int holdfast_connect(struct sock *sk, struct sockaddr *address, int len)
{
	return check_sockaddr(sk, address, len, HF_NET_CONNECT);
}

static int hook_socket_connect(struct socket *sock, struct sockaddr *address, int len)
{
	return holdfast_connect(sock->sk, address, len);
}

int holdfast_send(struct sock *sk, struct sockaddr *address, int len)
{
	/* No need to compare with more than one protocol. */
	if (unlikely(sk->sk_protocol != IPPROTO_UDP))
		return 0;
	return check_sockaddr(sk, address, len, HF_NET_SEND);
}

/*
 * An IPv6 routing header sends what is meant for a granted address by way of another. Linux
 * asks for net_raw where IPv4 does the same; so do we here.
 */
static int hook_socket_setsockopt(struct socket *sock, int level, int name)
{
	if (level != SOL_IPV6 || name != IPV6_RTHDR)
		return 0;
	return ns_capable(sock_net(sock->sk)->user_ns, CAP_NET_RAW) ? 0 : -EPERM;
}

static int check_listen(const struct sock *sk)
{
	const struct cred *cred = current_cred();
	struct endpoint endpoint;

	if (!inet_proto(sk, &endpoint.proto))
		return 0;
#if IS_ENABLED(CONFIG_IPV6)
	if (sk->sk_family == AF_INET6)
		endpoint.address = ipv6(&sk->sk_v6_rcv_saddr);
	else
#endif
		endpoint.address = map_ipv4(inet_sk(sk)->inet_rcv_saddr);
	endpoint.port = inet_sk(sk)->inet_num;
	return check_endpoint(cred, cred->holdfast_domain, &endpoint, HF_NET_LISTEN);
}

/* Peers are judged for the domain that listens, when their first packet arrives. */
static int hook_socket_listen(struct socket *sock, int backlog)
{
	int error = check_listen(sock->sk);

	if (!error)
		WRITE_ONCE(sock->sk->sk_holdfast, current_cred()->holdfast_domain);
	return error;
}

/* Somebody else's listening socket, handed over or inherited, has to be granted too. */
static int hook_socket_accept(struct socket *sock, struct socket *newsock)
{
	if (READ_ONCE(sock->sk->sk_holdfast) == current_cred()->holdfast_domain)
		return 0;
	return check_listen(sock->sk);
}

/* In softirq: current is whoever was interrupted. */
static int hook_inet_conn_request(const struct sock *sk, struct sk_buff *skb,
				  struct request_sock *req)
{
	const struct inet_request_sock *ireq = inet_rsk(req);
	struct endpoint endpoint = { .port = inet_sk(sk)->inet_num };

	if (!inet_proto(sk, &endpoint.proto))
		return 0;
#if IS_ENABLED(CONFIG_IPV6)
	if (ireq->ireq_family == AF_INET6)
		endpoint.address = ipv6(&ireq->ir_v6_rmt_addr);
	else
#endif
		endpoint.address = map_ipv4(ireq->ir_rmt_addr);
	return check_endpoint(NULL, READ_ONCE(sk->sk_holdfast), &endpoint, HF_NET_ACCEPT);
}

/* Without a name on the other side it is a socketpair, or was handed over. */
static int connect_unix(const struct sock *other)
{
	/* Pairs with the release in unix_bind(): with an address, its path is there too. */
	const struct unix_address *address = smp_load_acquire(&unix_sk(other)->addr);
	struct dentry *dentry = unix_sk(other)->path.dentry;

	if (!address)
		return 0;
	if (dentry)
		return holdfast_grants_name(current_cred(), dentry, HF_CONNECT) ?
		       0 : holdfast_ask_name(current_cred(), dentry, HF_CONNECT);
	return ask_abstract(address->name->sun_path + 1,
			    address->len - offsetof(struct sockaddr_un, sun_path) - 1,
			    HF_CONNECT);
}

static int hook_unix_stream_connect(struct sock *sock, struct sock *other, struct sock *newsk)
{
	return connect_unix(other);
}

static int hook_unix_may_send(struct socket *sock, struct socket *other)
{
	return connect_unix(other->sk);
}

static struct security_hook_list socket_hooks[] __ro_after_init = {
	LSM_HOOK_INIT(socket_create, hook_socket_create),
	LSM_HOOK_INIT(socket_bind, hook_socket_bind),
	LSM_HOOK_INIT(socket_connect, hook_socket_connect),
	LSM_HOOK_INIT(socket_setsockopt, hook_socket_setsockopt),
	LSM_HOOK_INIT(socket_listen, hook_socket_listen),
	LSM_HOOK_INIT(socket_accept, hook_socket_accept),
	LSM_HOOK_INIT(inet_conn_request, hook_inet_conn_request),
	LSM_HOOK_INIT(unix_stream_connect, hook_unix_stream_connect),
	LSM_HOOK_INIT(unix_may_send, hook_unix_may_send),
};

void __init holdfast_add_socket_hooks(void)
{
	security_add_hooks(socket_hooks, ARRAY_SIZE(socket_hooks), &holdfast_lsmid);
}
