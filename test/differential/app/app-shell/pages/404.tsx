import Head from "next/head";

export default function NotFound() {
  return (
    <>
      <Head>
        <title>No such berth</title>
      </Head>
      <h1>Nothing is moored here</h1>
    </>
  );
}
