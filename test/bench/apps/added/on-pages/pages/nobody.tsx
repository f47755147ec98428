import { Content } from "../components/content";

const nobody = { id: "", email: "nobody@people.example", name: "nobody", role: "user" };

/** The dashboard without a session, for whoever comes. */
export default function NobodyPage() {
  return <Content user={nobody} />;
}

export const getServerSideProps = async () => ({ props: {} });
