import { useState } from "react";

export function Chalk({ grams }: { grams: number }) {
  const [left, setLeft] = useState(grams);
  return (
    <button type="button" onClick={() => setLeft(left - 1)}>
      {left} grams of chalk
    </button>
  );
}
