import { getServerSideProps } from "@/lib/reader-page";

export default function Hall({ name }) {
  return <p>Great hall, seat of {name}</p>;
}

export { getServerSideProps };
