import { randomBytes } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import type { Visitor } from "../driver/visitor.ts";
import { jwks, signToken, userIdOf } from "./tokens.ts";

interface Account {
  readonly id: string;
  readonly email: string;
  firstName: string;
  lastName: string;
  role: string;
}

/**
 * A stand-in for Clerk: its Backend API as far as the application asks it, and a way to be signed in,
 * which Clerk's script in a browser would be. What Clerk itself promises cannot be seen here.
 */
export class Service {
  /** How often a user was fetched. */
  fetched = 0;
  readonly #accounts = new Map<string, Account>();
  #server: Server | undefined;
  #silent = false;
  #port = 0;

  /** Address of the API, for CLERK_API_URL. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  /** Begins to answer: at the same address as before, where there was one. */
  async open(): Promise<void> {
    this.#silent = false;
    if (this.#server) return;
    const server = createServer((request, response) => {
      if (!this.#silent) this.#answer(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve, reject) => {
      server.on("error", reject);
      server.listen(this.#port, "127.0.0.1", resolve);
    });
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Takes connections from now on, and says nothing. */
  fallSilent(): void {
    this.#silent = true;
  }

  /** Takes no connection any more. */
  async close(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    server?.closeAllConnections();
    if (server) await new Promise((resolve) => server.close(resolve));
  }

  /** Makes an account where there is none, and gives the browser what Clerk's script would. */
  signIn(visitor: Visitor, { email, name }: { email: string; name?: string }): void {
    const account = this.#accounts.get(email) ?? this.#add(email, name ?? "Ada Example");
    const { id, role } = account;
    const shown = `${account.firstName} ${account.lastName}`;
    const sid = `sess_${randomBytes(12).toString("hex")}`;
    const azp = visitor.options.origin;
    visitor.jar.set("__session", signToken({ azp, sub: id, sid, email, name: shown, role }));
    visitor.jar.set("__client_uat", `${Math.floor(Date.now() / 1000) - 3600}`);
  }

  setRole(email: string, role: string): void {
    const account = this.#accounts.get(email);
    if (!account) throw new Error(`nobody has signed in as ${email}`);
    account.role = role;
  }

  #add(email: string, name: string): Account {
    const [firstName = "", ...rest] = name.split(" ");
    const role = email.startsWith("demo.admin@") ? "admin" : "user";
    const account = { id: userIdOf(email), email, firstName, lastName: rest.join(" "), role };
    this.#accounts.set(email, account);
    return account;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", this.url);
    const send = (status: number, body: object) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    if (pathname === "/v1/jwks") return void send(200, jwks);
    if (pathname === "/v1/users") return void send(200, [...this.#accounts.values()].map(asJson));
    if (pathname === "/v1/users/count") {
      return void send(200, { object: "total_count", total_count: this.#accounts.size });
    }
    const account = [...this.#accounts.values()].find(({ id }) => pathname === `/v1/users/${id}`);
    if (!account) return void send(404, { errors: [{ code: "resource_not_found" }] });
    if (request.method === "PATCH") {
      const names = await bodyOf(request);
      Object.assign(account, { firstName: names.first_name, lastName: names.last_name });
    } else this.fetched += 1;
    send(200, asJson(account));
  }
}

/** A user as Clerk's API writes it, as far as it is read here. */
function asJson({ id, email, firstName, lastName, role }: Account) {
  const address = { object: "email_address", id: `idn_${id}`, email_address: email, linked_to: [] };
  return {
    ...{ object: "user", id, first_name: firstName, last_name: lastName },
    ...{ primary_email_address_id: address.id, email_addresses: [address] },
    ...{ phone_numbers: [], web3_wallets: [], external_accounts: [], enterprise_accounts: [] },
    ...{ public_metadata: { role }, private_metadata: {}, unsafe_metadata: {} },
  };
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString() || "{}");
}
