export default function NotFound() {
  return <h1>No such shelf</h1>;
}
