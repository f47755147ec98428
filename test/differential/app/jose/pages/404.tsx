export default function NotFound() {
  return <h1>Behind the clouds</h1>;
}
