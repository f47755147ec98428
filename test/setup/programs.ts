/** A program of the system that the tests need, and the packages that bring it. */
export interface Program {
  readonly name: string;
  /** Why the tests need it, for the message when it is missing. */
  readonly purpose: string;
  /** Names on PATH or absolute patterns with one `*`, tried in order. */
  readonly candidates: readonly string[];
  /** Package name for each package manager of a system. */
  readonly packages: Readonly<Record<SystemPackageManager, string>>;
}

export type SystemPackageManager = "apt-get" | "dnf" | "apk" | "brew";

/** A program that makes the tests quicker where a system has it. */
export interface Quickener {
  readonly candidates: readonly string[];
  readonly packages: Partial<Readonly<Record<SystemPackageManager, string>>>;
}

export const quickeners: readonly Quickener[] = [
  // Chromium's engine without the browser around it opens a page at a quarter of the cost.
  {
    candidates: ["chromium-headless-shell"],
    packages: { "apt-get": "chromium-headless-shell" },
  },
];

export const programs: readonly Program[] = [
  {
    name: "Chromium",
    purpose: "the clauses of the session contract that a person sees",
    candidates: [
      "chromium",
      "chromium-browser",
      "google-chrome",
      "google-chrome-stable",
      "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ],
    packages: {
      "apt-get": "chromium",
      dnf: "chromium",
      apk: "chromium",
      brew: "--cask chromium",
    },
  },
  {
    name: "Redis",
    purpose: "the session contract on the redis store",
    candidates: ["redis-server", "valkey-server"],
    packages: { "apt-get": "redis-server", dnf: "valkey", apk: "redis", brew: "redis" },
  },
  {
    name: "PostgreSQL",
    purpose: "the session contract on the postgres store",
    candidates: [
      "initdb",
      "/usr/lib/postgresql/*/bin/initdb",
      "/usr/pgsql-*/bin/initdb",
      "/opt/homebrew/opt/postgresql@*/bin/initdb",
    ],
    packages: {
      "apt-get": "postgresql",
      dnf: "postgresql-server",
      apk: "postgresql",
      brew: "postgresql@17",
    },
  },
  {
    name: "MariaDB",
    purpose: "the session contract on the mysql store",
    candidates: ["mariadbd", "/usr/sbin/mariadbd", "/usr/libexec/mariadbd"],
    packages: {
      "apt-get": "mariadb-server",
      dnf: "mariadb-server",
      apk: "mariadb mariadb-client",
      brew: "mariadb",
    },
  },
  {
    name: "memcached",
    purpose: "the session contract on the memcached store",
    candidates: ["memcached"],
    packages: {
      "apt-get": "memcached",
      dnf: "memcached",
      apk: "memcached",
      brew: "memcached",
    },
  },
  {
    name: "tmux",
    purpose: "the prompts, driven in a real terminal",
    candidates: ["tmux"],
    packages: { "apt-get": "tmux", dnf: "tmux", apk: "tmux", brew: "tmux" },
  },
];
