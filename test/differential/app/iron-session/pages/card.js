export { getServerSideProps } from "@/lib/reader-page";

export default function Card({ name }) {
  return <p>Library card of {name}</p>;
}
