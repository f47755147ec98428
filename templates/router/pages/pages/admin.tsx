import type { InferGetServerSidePropsType } from "next";
import { PageTitle } from "@/components/page-title";
import { withUser } from "@/lib/dal";
import { listUsers } from "@/lib/users";

export const getServerSideProps = withUser(
  async ({ user }) => ({ props: { users: await listUsers(user) } }),
  { role: "admin" },
);

export default function AdminPage({
  users,
}: InferGetServerSidePropsType<typeof getServerSideProps>) {
  return (
    <>
      <PageTitle title="Admin" />
      <div className="page-head">
        <h1>Users</h1>
        <p className="lead">Only the role admin sees this page.</p>
      </div>
      <section className="card">
        <table>
          <thead>
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Email</th>
              <th scope="col">Role</th>
            </tr>
          </thead>
          <tbody>
            {users.map((user) => (
              <tr key={user.id}>
                <td>{user.name}</td>
                <td>{user.email}</td>
                <td>
                  <span className="badge">{user.role}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
