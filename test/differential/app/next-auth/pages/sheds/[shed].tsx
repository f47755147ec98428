import type { InferGetServerSidePropsType } from "next";
import { useState } from "react";
import { createServerSideProps } from "@/lib/wrappers";

/** Said by both sides. */
const UNKNOWN = "nobody knows";

type Facts = {
  shed: string;
  same: boolean;
  search: string;
  address: string;
  opened: string;
  by: string;
};

export const getServerSideProps = createServerSideProps<Facts>({
  load: async ({ params, query, resolvedUrl, req }, session) => {
    if (params?.shed === "gone") return { notFound: true };
    const { shed, ...search } = query;
    return {
      props: {
        shed: String(params?.shed ?? UNKNOWN),
        same: shed === params?.shed,
        search: JSON.stringify(search),
        address: `${resolvedUrl} ${req.url === resolvedUrl}`,
        opened: new Date("2026-05-02T08:00:00Z").toISOString(),
        by: session.user.name ?? UNKNOWN,
      },
    };
  },
});

export default function Shed(props: InferGetServerSidePropsType<typeof getServerSideProps>) {
  const [count, setCount] = useState(0);
  const { shed, same, search, address, opened, by } = props;
  return (
    <>
      <h1>Inside shed {shed}</h1>
      <p>
        {String(same)} {search} {address} {opened} {by} {UNKNOWN}
      </p>
      <button type="button" onClick={() => setCount(count + 1)}>
        Knocked {count} times
      </button>
    </>
  );
}
