import { type FileSystem, nodeFileSystem } from "./filesystem.ts";
import { nodeProcesses, type Processes } from "./processes.ts";

/** The effects of applying, undoing and recovering; tests pass their own. */
export interface Disk {
  readonly fs: FileSystem;
  readonly processes: Processes;
}

/** This machine. */
export const theDisk: Disk = { fs: nodeFileSystem, processes: nodeProcesses };
