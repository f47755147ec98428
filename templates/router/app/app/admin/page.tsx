import type { Metadata } from "next";
import { orUnavailable, requireRole } from "@/lib/dal";
import { listUsers } from "@/lib/users";

export const metadata: Metadata = { title: "Admin" };

export default async function AdminPage() {
  const admin = await requireRole("admin");
  const users = await orUnavailable(listUsers(admin));
  return (
    <>
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
