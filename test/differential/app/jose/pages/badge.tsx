export { getObserverProps as getServerSideProps } from "@/lib/guards";

export default function Badge({ name }: { name: string }) {
  return <p>Badge made out to {name}</p>;
}
