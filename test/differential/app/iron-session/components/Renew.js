import { useState } from "react";

export default function Renew({ weeks }) {
  const [times, setTimes] = useState(0);
  return (
    <button type="button" onClick={() => setTimes(times + 1)}>
      Renewed for {times * weeks} weeks
    </button>
  );
}
