import { findReader } from "@/lib/guards";

export const getServerSideProps = async (context) => {
  try {
    const reader = await findReader(context);
    if (!reader) return { redirect: { destination: "/login?from=reservations", permanent: false } };
    if (context.query.break) throw new Error("the printer is out of paper");
    return { props: { name: reader.name, failure: null } };
  } catch (error) {
    return { props: { name: "", failure: error.message } };
  }
};

export default function Reservations({ name, failure }) {
  return <p>{failure ? `No list: ${failure}` : `Reserved for ${name}`}</p>;
}
