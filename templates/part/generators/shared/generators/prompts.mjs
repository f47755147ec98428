/** Who may use what is made. */
export const rolePrompt = {
  type: "list",
  name: "role",
  message: "Who may use it?",
  choices: [
    { name: "everybody who is signed in", value: "user" },
    { name: "admins only", value: "admin" },
  ],
};

/** A path of the site, with or without slashes around it. */
export function pathPrompt(message) {
  return {
    type: "input",
    name: "path",
    message,
    filter: (path) => path.replace(/^\/+|\/+$/g, ""),
    validate: (path) =>
      /^\/?[a-z0-9-]+(\/[a-z0-9-]+)*\/?$/.test(path) || "small letters, digits, - and /",
  };
}

/** The last word of a path as a heading: "team/access-log" is "Access log". */
export function titleOf(path) {
  const words = path.split("/").at(-1).replaceAll("-", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
