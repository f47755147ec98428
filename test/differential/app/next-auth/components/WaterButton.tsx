import { useState } from "react";

export function WaterButton({ litres }: { litres: number }) {
  const [poured, setPoured] = useState(0);
  return (
    <button type="button" onClick={() => setPoured(poured + litres)}>
      Poured {poured} litres
    </button>
  );
}
