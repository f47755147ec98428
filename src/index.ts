export type { Change } from "./changeset/change.ts";
export { ChangeSet } from "./changeset/changeset.ts";
