import { useRouter } from "next/router";

export default function Crumbs() {
  const { asPath, pathname, query, isReady } = useRouter();
  return (
    <p>
      At {asPath} ({pathname}) with {JSON.stringify(query, Object.keys(query).sort())},{" "}
      {isReady ? "ready" : "not ready"}
    </p>
  );
}
