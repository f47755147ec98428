import type { GetServerSideProps } from "next";
import { useRouter } from "next/router";
import { getServerSession } from "next-auth/next";
import { authOptions } from "@/lib/auth";

export const getServerSideProps: GetServerSideProps = async ({ req, res, resolvedUrl }) => {
  const session = await getServerSession(req, res, authOptions);
  if (!session) {
    return {
      redirect: {
        destination: `/login?${new URLSearchParams({ callbackUrl: resolvedUrl })}`,
        permanent: false,
      },
    };
  }
  return { props: {} };
};

export default function Calendar() {
  const { asPath, pathname, isReady } = useRouter();
  return (
    <p>
      Rota at {asPath} ({pathname}), {isReady ? "ready" : "not ready"}
    </p>
  );
}
