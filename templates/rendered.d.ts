/** Stands in for lib/site.ts, which the generator makes of lib/site.ts.hbs. Not part of any layer. */
declare module "@/lib/site" {
  export const SITE_NAME: string;
}

/** The same for lib/session/secret-name.ts. */
declare module "@/lib/session/secret-name" {
  export const SECRET_NAME: string;
}
