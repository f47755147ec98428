// Counts the answers that gave a browser a session cookie: for sessions that are kept there, each is
// a write of the record. Deletions are none.
const { subscribe } = require("node:diagnostics_channel");
const { answer } = require("./control.cjs");

let given = 0;
answer("set-cookie:given", () => given);

const session = /^__(?:Host|Secure)-[^=]+=[^;]/;

subscribe("http.server.response.finish", ({ response }) => {
  if ([response.getHeader("set-cookie") ?? []].flat().some((cookie) => session.test(cookie))) {
    given += 1;
  }
});
