import { withMember } from "@/lib/with-member";

export const getServerSideProps = withMember(async (context, session) => ({
  props: { name: session.user.name, topic: context.query.topic ?? "all" },
}));

export default function Notes({ name, topic }: { name: string; topic: string }) {
  return (
    <p>
      Pencil notes of {name} on {topic}
    </p>
  );
}
