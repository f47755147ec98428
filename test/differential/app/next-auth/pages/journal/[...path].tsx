import type { GetServerSideProps } from "next";
import { unstable_getServerSession } from "next-auth/next";
import { authOptions } from "@/lib/auth";

type Props = { path: string[]; reader: string };

export const getServerSideProps: GetServerSideProps<Props, { path: string[] }> = async (ctx) => {
  const session = await unstable_getServerSession(ctx.req, ctx.res, authOptions);
  const path = ctx.params?.path ?? [];
  if (!session) {
    return {
      redirect: { destination: `/login?callbackUrl=/journal/${path.join("/")}`, permanent: false },
    };
  }
  if (path.length > 3) return { notFound: true };
  return { props: { path, reader: session.user.name ?? "" } };
};

export default function Journal({ path, reader }: Props) {
  return (
    <h1>
      {reader} reads entry {path.join(" / ")}
    </h1>
  );
}
