import type { TemplateSource } from "../../src/templates/source.ts";

/** Templates from an object of path and text, for tests. */
export function memoryTemplates(files: Record<string, string | Buffer>): TemplateSource {
  return {
    list: (folder) =>
      Object.keys(files)
        .filter((path) => path.startsWith(`${folder}/`))
        .map((path) => path.slice(folder.length + 1))
        .sort(),
    read(path) {
      const content = files[path];
      if (content === undefined) throw new Error(`no ${path}`);
      return Buffer.from(content);
    },
  };
}

/** The least that a stack of server-session and sqlite or memory needs. */
export const smallTemplates = {
  "base/package.json": '{ "name": "app", "private": true, "scripts": { "dev": "next dev" } }',
  "base/README.md.hbs": "# {{{title}}}\n\nSessions by {{{authName}}} in {{{storeName}}}.\n",
  "base/_gitignore": "node_modules/\n.env.local\n",
  "base/_env.example": "# How the app is reached.\n# APP_ORIGIN=https://example.com\n",
  "base/styles/globals.css": "body { margin: 0 }\n",
  "auth/server-session/shared/_env.example":
    "# Keys the ids at rest.\nSESSION_SECRET=\n\nDEMO_USER_EMAIL=user@example.com\n# DEMO_USER_PASSWORD=\nDEMO_ADMIN_EMAIL=admin@example.com\nDEMO_ADMIN_PASSWORD=\n",
  "auth/server-session/on-app/app/login/page.tsx":
    "export default () => <p style={{ color: 'red' }}>{{ not: \"touched\" }}</p>;\n",
  "store/sqlite/_gitignore": "node_modules/\n.data/\n",
  "store/sqlite/lib/store/index.ts": "export {};\n",
  "store/memory/lib/store/index.ts": "export {};\n",
  "extras/tailwind/styles/globals.css": '@import "tailwindcss";\n',
};
