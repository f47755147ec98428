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
        path: `app/${path}/page.${component}`,
        templateFile: "generators/page.plop",
        data: { admin: role === "admin" },
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
    description: "a route handler that answers 401, 403 and 503 as JSON",
    prompts: [pathPrompt("Path below /api, e.g. reports"), rolePrompt],
    actions: ({ role }) => [
      {
        type: "add",
        path: `app/api/{{path}}/route.${module}`,
        templateFile: "generators/route.plop",
        data: { admin: role === "admin" },
      },
    ],
  });

  plop.setGenerator("action", {
    description: "a server action that checks session and origin before it changes anything",
    prompts: [
      pathPrompt("Folder below app, e.g. account"),
      {
        type: "input",
        name: "name",
        message: "Name of the action, e.g. archiveReport",
        validate: (name) => /^[a-z][A-Za-z0-9]*$/.test(name) || "a name like archiveReport",
      },
    ],
    actions: [
      {
        type: "add",
        path: `app/{{path}}/{{kebabCase name}}.${module}`,
        templateFile: "generators/action.plop",
        data: { typescript },
      },
    ],
  });
}

/** Adds a path to the list of proxy.ts, once. */
function withShortcut(code, path) {
  if (code.includes(`"${path}"`)) return code;
  return code.replace(/(const SIGNED_IN_ONLY = \[[^\]]*?)\]/, `$1, "${path}"]`);
}
