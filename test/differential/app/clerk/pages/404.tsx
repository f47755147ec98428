export default function NotFound() {
  return <h1>No such hold</h1>;
}
