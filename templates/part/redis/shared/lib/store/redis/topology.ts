import { Cluster, Redis, type RedisOptions } from "ioredis";

/**
 * Opens a connection to what REDIS_URL names; each scheme also exists with TLS, as `rediss`:
 *
 *     redis://[user:password@]host[:port][/db]                       one server
 *     redis+sentinel://[user:password@]host[:port],…/primary[/db]    a primary that Sentinels watch over
 *     redis+cluster://[user:password@]host[:port],…                  a cluster, by some of its nodes
 *
 * @throws Error with a message for whoever runs the server, when the URL is none of these
 */
export function openRedis(url: string, options: RedisOptions): Redis | Cluster {
  const { scheme, login, hosts, path, query } = parse(url);
  const tls = scheme.startsWith("rediss") ? { tls: {} } : {};
  const shared = { ...options, ...login, ...tls };
  if (scheme.endsWith("+sentinel")) {
    const [name = "", db] = path;
    if (!name) throw new Error("REDIS_URL must end with the name of the primary: /mymaster");
    return new Redis({
      ...shared,
      name,
      db: Number(db) || 0,
      sentinels: hosts.map((host) => address(host, 26379)),
      sentinelUsername: query.get("sentinelUsername") ?? undefined,
      sentinelPassword: query.get("sentinelPassword") ?? undefined,
      enableTLSForSentinelMode: "tls" in tls,
      failoverDetector: true,
    });
  }
  if (scheme.endsWith("+cluster")) {
    return new Cluster(
      hosts.map((host) => address(host, 6379)),
      {
        redisOptions: shared,
        // A node that went silent never says that its slots have moved: ask the others.
        slotsRefreshInterval: 5000,
        // Certificates are for names, and clusters with TLS announce their nodes by name.
        ...("tls" in tls && { dnsLookup: (host, done) => done(null, host) }),
      },
    );
  }
  return new Redis(url, options);
}

/** Takes a URL with several hosts apart, which `new URL()` cannot: it knows one only. */
function parse(url: string) {
  const parts = /^(rediss?(?:\+sentinel|\+cluster)?):\/\/(?:(.*)@)?([^@/?]+)([^?]*)(.*)$/.exec(url);
  if (!parts) throw new Error("REDIS_URL must begin with redis://, as .env.example explains.");
  const [, scheme = "", credentials = "", hosts = "", path = "", query = ""] = parts;
  const { username, password } = new URL(`redis://${credentials}@host`);
  return {
    scheme,
    login: {
      ...(username && { username: decodeURIComponent(username) }),
      ...(password && { password: decodeURIComponent(password) }),
    },
    hosts: hosts.split(","),
    path: path.split("/").slice(1),
    query: new URLSearchParams(query),
  };
}

/** "host", "host:port" or "[::1]:port". */
function address(text: string, defaultPort: number) {
  const { hostname, port } = new URL(`redis://${text}`);
  return { host: hostname.replace(/^\[|\]$/g, ""), port: Number(port) || defaultPort };
}
