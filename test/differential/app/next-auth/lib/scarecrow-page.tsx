import { createServerSideProps } from "./wrappers";

export const getServerSideProps = createServerSideProps({
  role: "admin",
  otherwise: "/notices?from=scarecrow",
  load: async () => ({ props: { hats: 2 } }),
});

export default function Scarecrow({ hats }: { hats: number }) {
  return <p>Scarecrow with {hats} hats</p>;
}
