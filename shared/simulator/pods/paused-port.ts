import { connect, createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/** A port that accepts connections and says nothing, in the place of one that would. */
export interface PausedPort {
  readonly port: number;
  /** From now on connections are answered by the port they were meant for, those that waited too. */
  resume(): void;
  /** Cuts what still waits. */
  close(): void;
}

/** Stands in for a port on 127.0.0.1, as if the process behind it were stopped (SIGSTOP). */
export async function pausePort(target: number): Promise<PausedPort> {
  const waiting = new Set<Socket>();
  let isResumed = false;
  const server = createServer({ pauseOnConnect: true }, (socket) => {
    waiting.add(socket);
    socket.on('close', () => waiting.delete(socket)).on('error', () => socket.destroy());
    if (isResumed) {
      join(socket, target);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    resume() {
      isResumed = true;
      waiting.forEach((socket) => join(socket, target));
      server.close();
    },
    close() {
      server.close();
      waiting.forEach((socket) => socket.destroy());
    },
  };
}

function join(socket: Socket, target: number): void {
  const upstream = connect(target, '127.0.0.1');
  socket.on('close', () => upstream.destroy());
  upstream.on('close', () => socket.destroy()).on('error', () => socket.destroy());
  socket.pipe(upstream).pipe(socket);
}
