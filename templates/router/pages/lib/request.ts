import type { GetServerSidePropsContext } from "next";

/** Request and response as both getServerSideProps and API routes get them. */
export type PageRequest = GetServerSidePropsContext["req"];
export type PageResponse = GetServerSidePropsContext["res"];

/** The headers of a request of Node as those of the web platform. */
export function headersOf({ headers }: PageRequest): Headers {
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    [value ?? []].flat().map((one): [string, string] => [name, one]),
  );
  return new Headers(pairs);
}
