import { memo } from "react";

export { getServerSideProps } from "@/lib/wrappers";

const Heap = memo(function Heap({ name }: { name: string }) {
  return <p>Compost heap of {name}</p>;
});

export default Heap;
