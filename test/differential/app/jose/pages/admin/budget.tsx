import { authenticated } from "@/lib/guards";

export const getServerSideProps = authenticated({
  role: "keeper",
  otherwise: "/domes?denied=budget",
  load: async () => ({ props: { pounds: 410 } }),
});

export default function Budget({ pounds }: { pounds: number }) {
  return <p>Budget: {pounds} pounds</p>;
}
