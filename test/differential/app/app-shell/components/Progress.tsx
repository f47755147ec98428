import Router from "next/router";
import { useEffect, useState } from "react";

/** Says how many times the page has changed since the application was opened. */
let changes = 0;
Router.events.on("routeChangeComplete", () => {
  changes += 1;
});

export default function Progress() {
  const [busy, setBusy] = useState(false);
  const [count, setCount] = useState(0);
  useEffect(() => {
    const start = () => setBusy(true);
    const stop = () => {
      setBusy(false);
      setCount(changes);
    };
    setCount(changes);
    Router.events.on("routeChangeStart", start);
    Router.events.on("routeChangeComplete", stop);
    return () => {
      Router.events.off("routeChangeStart", start);
      Router.events.off("routeChangeComplete", stop);
    };
  }, []);
  return <p role="status">{busy ? "Under way" : `Moored, ${count} passages`}</p>;
}
