import { findReader } from "@/lib/guards";

export async function getServerSideProps(context) {
  const reader = await findReader(context);
  if (!reader) return { redirect: { destination: "/login", permanent: false } };
  return { props: { pence: reader.role === "librarian" ? 0 : 40 } };
}

export default function Fines({ pence }) {
  return <p>Fines to pay: {pence}p</p>;
}
