export type { Change } from "./changeset/change.ts";
export { ChangeSet } from "./changeset/changeset.ts";
export type { Answers, PackageManager } from "./scaffold/answers.ts";
export { ScaffoldError } from "./scaffold/errors.ts";
export { scaffold } from "./scaffold/scaffold.ts";
export { catalogue } from "./stack/catalogue.ts";
export { explain, validStacks } from "./stack/explain.ts";
