import { useRouter } from "next/router";

export default function Crumbs() {
  const { asPath, pathname, query, isReady } = useRouter();
  return (
    <p>
      At {asPath} ({pathname}) with {JSON.stringify(query)}, {isReady ? "ready" : "not ready"}
    </p>
  );
}
