import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";
import http from "node:http";
import { freePort } from "../app/ports.ts";

/** Somebody with an account at the provider. */
export interface ProviderPerson {
  readonly subject: string;
  readonly name: string;
  readonly email?: string;
  readonly emailVerified?: boolean;
}

/** What the provider says that it should not, and who signed its ID token. */
export interface Falsehood {
  readonly nonce?: string;
  readonly audience?: string;
  readonly issuer?: string;
  readonly key?: KeyObject;
  /** Userinfo speaks of somebody else. */
  readonly subject?: string;
}

/** An application that is registered with the provider. */
export interface Client {
  readonly id: string;
  readonly secret: string;
}

interface Grant {
  readonly client: Client;
  readonly person: ProviderPerson;
  readonly redirectUri: string;
  readonly challenge: string | null;
  readonly nonce: string | null;
}

const newClient = (name: string): Client => ({ id: name, secret: randomBytes(24).toString("hex") });

/**
 * An OpenID provider on loopback, with what an application needs of one: discovery, keys, the
 * authorization code flow with PKCE, and userinfo. Whoever comes to its login page is `person`.
 */
export class OpenIdProvider {
  readonly issuer: string;
  /** The application under test. */
  readonly client = newClient("application");
  /** Somebody else's application at the same provider. */
  readonly otherClient = newClient("another-application");
  person: ProviderPerson = { subject: "1", name: "Nobody" };
  falsehood: Falsehood = {};
  readonly #server: http.Server;
  readonly #keys = generateKeyPairSync("rsa", { modulusLength: 2048 });
  readonly #grants = new Map<string, Grant>();
  readonly #people = new Map<string, ProviderPerson>();

  private constructor(port: number) {
    this.issuer = `http://127.0.0.1:${port}`;
    this.#server = http.createServer((request, response) => {
      this.#answer(request, response).catch((error) => response.writeHead(500).end(String(error)));
    });
  }

  static async start(): Promise<OpenIdProvider> {
    const port = await freePort();
    const provider = new OpenIdProvider(port);
    await new Promise<void>((ready) => provider.#server.listen(port, "127.0.0.1", ready));
    return provider;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((done) => this.#server.close(done));
  }

  /** What makes an application offer this provider. */
  get env(): Record<string, string> {
    return {
      OIDC_ISSUER: this.issuer,
      OIDC_CLIENT_ID: this.client.id,
      OIDC_CLIENT_SECRET: this.client.secret,
      OIDC_NAME: "Test Provider",
    };
  }

  /** A code that the provider has given to somebody else's application for the same person. */
  codeForAnotherClient(redirectUri: string): string {
    return this.#grant({
      client: this.otherClient,
      person: this.person,
      redirectUri,
      challenge: null,
      nonce: null,
    });
  }

  #grant(grant: Grant): string {
    const code = randomBytes(16).toString("hex");
    this.#grants.set(code, grant);
    return code;
  }

  async #answer(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", this.issuer);
    const json = (body: unknown, status = 200) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    switch (url.pathname) {
      case "/.well-known/openid-configuration":
        return void json(this.#metadata());
      case "/jwks":
        return void json({ keys: [this.#publicKey()] });
      case "/authorize":
        return void response.writeHead(302, { location: this.#authorize(url) }).end();
      case "/token": {
        const answer = this.#token(await readForm(request), request.headers.authorization);
        return void json(answer, "error" in answer ? 400 : 200);
      }
      case "/userinfo": {
        const person = this.#people.get((request.headers.authorization ?? "").slice(7));
        const { subject = person?.subject } = this.falsehood;
        return void (person
          ? json({ ...claimsOf(person), sub: subject })
          : json({ error: "invalid_token" }, 401));
      }
      default:
        response.writeHead(404).end();
    }
  }

  #metadata() {
    const { issuer } = this;
    return {
      issuer,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      userinfo_endpoint: `${issuer}/userinfo`,
      jwks_uri: `${issuer}/jwks`,
      response_types_supported: ["code"],
      subject_types_supported: ["public"],
      id_token_signing_alg_values_supported: ["RS256"],
      code_challenge_methods_supported: ["S256"],
      token_endpoint_auth_methods_supported: ["client_secret_basic", "client_secret_post"],
    };
  }

  #publicKey() {
    return {
      ...this.#keys.publicKey.export({ format: "jwk" }),
      kid: "1",
      use: "sig",
      alg: "RS256",
    };
  }

  /** The login page, where `person` has just logged in. @returns where the browser is sent */
  #authorize({ searchParams: asked }: URL): string {
    const known = asked.get("client_id") === this.client.id;
    const openid = asked.get("scope")?.split(" ").includes("openid");
    if (!known || !openid || asked.get("code_challenge_method") !== "S256") {
      throw new Error(`not an authorization request with PKCE: ${asked}`);
    }
    const redirectUri = asked.get("redirect_uri") ?? "";
    const code = this.#grant({
      client: this.client,
      person: this.person,
      redirectUri,
      challenge: asked.get("code_challenge"),
      nonce: asked.get("nonce"),
    });
    const back = new URL(redirectUri);
    back.searchParams.set("code", code);
    back.searchParams.set("state", asked.get("state") ?? "");
    return back.href;
  }

  #token(form: URLSearchParams, authorization = ""): object {
    const code = form.get("code") ?? "";
    const grant = this.#grants.get(code);
    this.#grants.delete(code); // Once only (RFC 6749, 4.1.2).
    const asking = clientOf(form, authorization);
    const client = [this.client, this.otherClient].find(
      ({ id, secret }) => id === asking.id && secret === asking.secret,
    );
    if (!client) return { error: "invalid_client" };
    if (!grant || grant.client !== client || grant.redirectUri !== form.get("redirect_uri")) {
      return { error: "invalid_grant" };
    }
    const verifier = form.get("code_verifier") ?? "";
    if (grant.challenge !== createHash("sha256").update(verifier).digest("base64url")) {
      return { error: "invalid_grant", error_description: "PKCE" };
    }
    const accessToken = randomBytes(16).toString("hex");
    this.#people.set(accessToken, grant.person);
    return {
      access_token: accessToken,
      token_type: "Bearer",
      expires_in: 300,
      scope: "openid email profile",
      id_token: this.#idToken(grant),
    };
  }

  #idToken({ client, person, nonce }: Grant): string {
    const { falsehood } = this;
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: falsehood.issuer ?? this.issuer,
      sub: person.subject,
      aud: falsehood.audience ?? client.id,
      iat: now,
      exp: now + 300,
      nonce: falsehood.nonce ?? nonce ?? undefined,
    };
    const parts = [{ alg: "RS256", typ: "JWT", kid: "1" }, claims];
    const text = parts.map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"));
    const signed = text.join(".");
    const key = falsehood.key ?? this.#keys.privateKey;
    return `${signed}.${sign("sha256", Buffer.from(signed), key).toString("base64url")}`;
  }
}

function claimsOf({ subject, name, email, emailVerified }: ProviderPerson) {
  return { sub: subject, name, email, email_verified: emailVerified };
}

/** By either of the two ways to send a secret (RFC 6749, 2.3.1). */
function clientOf(form: URLSearchParams, authorization: string): Client {
  if (!authorization.startsWith("Basic ")) {
    return { id: form.get("client_id") ?? "", secret: form.get("client_secret") ?? "" };
  }
  const [id = "", secret = ""] = Buffer.from(authorization.slice(6), "base64")
    .toString()
    .split(":")
    .map(decodeURIComponent);
  return { id, secret };
}

async function readForm(request: http.IncomingMessage): Promise<URLSearchParams> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return new URLSearchParams(Buffer.concat(chunks).toString());
}
