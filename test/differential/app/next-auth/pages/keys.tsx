import type { GetServerSidePropsContext } from "next";
import { Component } from "react";
import { memberOf } from "@/lib/with-member";

type Props = { keys: number };

async function load(context: GetServerSidePropsContext) {
  const { query, res } = context;
  const session = await memberOf(context);
  try {
    if (!session) {
      res.writeHead(307, { Location: "/login?for=keys" });
      res.end();
      return { props: { keys: 0 } };
    }
    if (query.old) return { redirect: { destination: "/tools", permanent: true } };
    if (query.lost) return { notFound: true as const };
    if (session.user.role !== "admin") {
      return { redirect: { destination: "/dashboard?denied=keys", permanent: false } };
    }
    return { props: Promise.resolve({ keys: 12 }) };
  } catch {
    return { props: { keys: -1 } };
  }
}

class Keys extends Component<Props> {
  render() {
    return <p>Keys on the board: {this.props.keys}</p>;
  }
}

export { Keys as default, load as getServerSideProps };
