/** Where modules come from: the files of a project, as texts. */
export interface ModuleSource {
  /** Text of a file; undefined where there is none. */
  text(file: string): string | undefined;
  /** The file of the project that a specifier means in a file; undefined for packages. */
  resolve(from: string, specifier: string): string | undefined;
}
