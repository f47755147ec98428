import { Head, Html, Main, NextScript } from "next/document";

export default function Document() {
  return (
    <Html lang="en-GB">
      <Head />
      <body className="club">
        <Main />
        <NextScript />
      </body>
    </Html>
  );
}
