"use client";

import ErrorPage from "next/error";
import Head from "./head";

/** What the Pages Router answers to unknown addresses where there is no pages/404. */
export default function NotFound() {
  return (
    <>
      <Head>
        <title>404: This page could not be found</title>
      </Head>
      <ErrorPage statusCode={404} />
    </>
  );
}
