import { connect, createServer, type Socket } from "node:net";
import { freePort } from "../app/ports.ts";

/** A way to a server that can fall silent: worse than a refusal, for nobody says no. */
export interface Relay {
  readonly port: number;
  /** Takes connections and bytes, and passes nothing on. */
  freeze(): void;
  thaw(): void;
  close(): void;
}

/** Opens a port on loopback that leads to `target`. */
export async function openRelay(target: number): Promise<Relay> {
  const port = await freePort();
  const sockets = new Set<Socket>();
  let frozen = false;
  const track = (socket: Socket) => {
    sockets.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => sockets.delete(socket));
    if (frozen) socket.pause();
  };
  const server = createServer((near) => {
    const far = connect(target, "127.0.0.1");
    near.pipe(far);
    far.pipe(near);
    near.on("close", () => far.destroy());
    far.on("close", () => near.destroy());
    track(near);
    track(far);
  });
  await new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  return {
    port,
    freeze() {
      frozen = true;
      for (const socket of sockets) socket.pause();
    },
    thaw() {
      frozen = false;
      for (const socket of sockets) socket.resume();
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
