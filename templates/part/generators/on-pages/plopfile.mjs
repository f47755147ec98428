import { existsSync } from "node:fs";
import { pathPrompt, rolePrompt, titleOf } from "./generators/prompts.mjs";

/**
 * `npm run generate` asks what to add; `npm run generate -- page reports admin` needs no answer.
 * Everything made here checks the session itself, so that it is safe wherever it ends up.
 */
export default function generators(plop) {
  const typescript = existsSync("tsconfig.json");
  const [module, component] = typescript ? ["ts", "tsx"] : ["js", "js"];
  plop.setHelper("title", titleOf);

  plop.setGenerator("page", {
    description: "a page that only signed-in users see",
    prompts: [pathPrompt("Path of the page, e.g. reports or team/settings"), rolePrompt],
    actions: ({ path, role }) => [
      {
        type: "add",
        path: `pages/${path}.${component}`,
        templateFile: "generators/page.plop",
        data: { admin: role === "admin", typescript },
      },
      {
        // Saves the rendering for visitors without a cookie. The page is guarded without it.
        type: "modify",
        path: `proxy.${module}`,
        transform: (code) => withShortcut(code, `/${path.split("/")[0]}`),
      },
    ],
  });

  plop.setGenerator("route", {
    description: "an API route that answers 401, 403 and 503 as JSON",
    prompts: [pathPrompt("Path below /api, e.g. reports"), rolePrompt],
    actions: ({ role }) => [
      {
        type: "add",
        path: `pages/api/{{path}}.${module}`,
        templateFile: "generators/route.plop",
        data: { admin: role === "admin" },
      },
    ],
  });

  plop.setGenerator("action", {
    description: "an API route that a form posts to, which checks session and origin",
    prompts: [pathPrompt("Path below /api, e.g. reports/archive")],
    actions: [
      {
        type: "add",
        path: `pages/api/{{path}}.${module}`,
        templateFile: "generators/action.plop",
      },
    ],
  });
}

/** Adds a page, and what lies below it, to the matcher or the list of proxy.ts, once. */
function withShortcut(code, path) {
  const below = `${path}/:path*`;
  if (code.includes(`"${path}"`) || code.includes(`"${below}"`)) return code;
  return code
    .replace(/(const SIGNED_IN_ONLY = \[[^\]]*?)\]/, `$1, "${path}"]`)
    .replace(/(matcher: \[[^\]]*?),?\s*\]/, `$1, "${below}"]`);
}
