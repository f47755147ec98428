import { withObserver } from "@/lib/guards";
import { COOKIE, signSession } from "@/lib/session";

export const getServerSideProps = withObserver(async ({ res }, observer) => {
  const token = await signSession(observer);
  res.setHeader("Set-Cookie", `${COOKIE}=${token}; Path=/; HttpOnly; SameSite=Lax`);
  return { props: { name: observer.name } };
});

export default function Renew({ name }: { name: string }) {
  return <p>Pass renewed for {name}</p>;
}
