import { useSession } from "next-auth/react";

/** Decides in the browser only. */
export default function Lounge() {
  const { data, status } = useSession();
  if (status === "loading") return <p>One moment</p>;
  return <p>{data ? `Tea for ${data.user.name}` : "Members only"}</p>;
}
