import { has } from "./defects.ts";
import type { Session, User } from "./store.ts";

const escapes: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
const safe = (text: string) => text.replace(/[&<>"]/g, (character) => escapes[character] ?? "");

function layout(title: string, body: string, user?: User): string {
  const links = ["/", "/dashboard", "/account"].map((path) => `<a href="${path}">${path}</a>`);
  const header = user
    ? `<nav aria-label="Main">${links.join(" ")}</nav><p>${safe(user.name)}</p>${form("logout", "/logout", "", "Log out")}`
    : "";
  return `<!doctype html><html lang="en"><head><title>${title}</title><meta name="viewport" content="width=device-width">${stopped()}</head>
<body><header>${header}</header><main><h1>${title}</h1>${body}</main>${copying()}${build}</body></html>`;
}

/** As the Pages Router of Next.js says where the props of its pages are. */
const build = '<script id="__NEXT_DATA__" type="application/json">{"buildId":"broken"}</script>';

/** What clients with a cache of their own do: a page seen once is shown again without asking. */
function copying(): string {
  if (!has("keeps-a-copy-in-the-browser")) return "";
  return `<script>
    if (location.pathname === "/dashboard") sessionStorage.page = document.body.innerText;
    else if (location.pathname === "/login") document.body.append(sessionStorage.page ?? "");
  </script>`;
}

/** A policy that allows no script of the page itself, and such a script. */
function stopped(): string {
  if (!has("policy-stops-its-own-scripts")) return "";
  return `<meta http-equiv="content-security-policy" content="script-src 'self'"><script>1</script>`;
}

function form(name: string, action: string, fields: string, button: string): string {
  const scripted = name === "logout" && has("logout-needs-javascript");
  const type = scripted ? ' type="button" onclick="this.form.submit()"' : "";
  return `<form data-form="${name}" method="post" action="${action}">${fields}<button${type}>${button}</button></form>`;
}

function field(name: string, type: string, value = ""): string {
  const input = `<input name="${name}" type="${type}" value="${safe(value)}">`;
  return has("fields-without-labels")
    ? `<p>${name} ${input}</p>`
    : `<p><label>${name} ${input}</label></p>`;
}

const hidden = (name: string, value: string) =>
  `<input type="hidden" name="${name}" value="${safe(value)}">`;

const said = (alert: string) => (alert ? `<p role="alert">${safe(alert)}</p>` : "");

export function home(user: User | undefined): string {
  return layout("Home", "<p>Everybody may see this.</p>", user);
}

export function login(next: string, alert: string, values: { email?: string; password?: string }) {
  const password = has("repeats-the-password") ? values.password : undefined;
  const fields =
    hidden("next", next) +
    field("email", "email", values.email) +
    field("password", "password", password);
  return layout("Log in", form("login", "/login", said(alert) + fields, "Log in"));
}

export function signup(alert: string): string {
  const fields = field("name", "text") + field("email", "email") + field("password", "password");
  return layout("Sign up", form("signup", "/signup", said(alert) + fields, "Sign up"));
}

export function dashboard(user: User): string {
  return layout("Dashboard", `<p>Hello ${safe(user.name)}, ${safe(user.email)}</p>`, user);
}

export function account(user: User, sessions: readonly Session[], current: Session): string {
  const items = sessions.map(({ handle, device, usedAt }) => {
    const when = new Date(usedAt).toISOString();
    const end =
      handle === current.handle
        ? "this one"
        : form(
            "revoke",
            "/account/revoke",
            hidden("sessionId", handle),
            `End ${handle.slice(0, 4)}`,
          );
    return `<li>${safe(device)} <time datetime="${when}">${when}</time> ${end}</li>`;
  });
  const all = form("logout-everywhere", "/account/logout-everywhere", "", "Log out everywhere");
  const others = form("logout-others", "/account/logout-others", "", "Log out the others");
  return layout(
    "Account",
    `<p>${safe(user.email)}</p><ul>${items.join("")}</ul>${others}${all}`,
    user,
  );
}

export function admin(user: User, users: readonly User[]): string {
  return layout(
    "Admin",
    `<ul>${users.map(({ email }) => `<li>${safe(email)}</li>`).join("")}</ul>`,
    user,
  );
}

export function plain(title: string, text: string): string {
  return layout(title, `<p>${safe(text)}</p>`);
}
