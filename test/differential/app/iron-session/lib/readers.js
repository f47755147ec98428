const readers = [
  { email: "user@example.org", password: "user-pw", name: "Rita Page", role: "reader" },
  { email: "admin@example.org", password: "admin-pw", name: "Libby Keeper", role: "librarian" },
];

/** What goes into the session of a reader with this address and password. */
export function findReaderBy(email, password) {
  const found = readers.find((one) => one.email === email && one.password === password);
  return found && { name: found.name, role: found.role };
}
