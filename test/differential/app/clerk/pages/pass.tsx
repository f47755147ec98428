export { getClimberProps as getServerSideProps } from "@/lib/guards";

export default function Pass({ id }: { id: string }) {
  return <p>Yearly pass of {id}</p>;
}
