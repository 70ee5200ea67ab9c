import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A name for a server, as a cluster's endpoint is: it can be made to lead elsewhere, or nowhere. */
export interface Proxy {
  readonly port: number;
  /** Leads new connections to another port; those that exist go on. */
  lead(port: number): void;
  /** Ends all connections and refuses new ones. */
  cut(): void;
  /** Takes connections and answers nothing, on those that exist neither. */
  hang(): void;
  stop(): Promise<void>;
}

export async function startProxy(port: number): Promise<Proxy> {
  const sockets = new Set<Socket>();
  let target: number | 'cut' | 'hang' = port;

  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).once('close', () => sockets.delete(socket));
  };
  const server = createServer((socket) => {
    keep(socket);
    if (target === 'cut') socket.destroy();
    if (typeof target === 'string') return;
    const upstream = connect(target, '127.0.0.1');
    keep(upstream);
    socket.pipe(upstream).pipe(socket);
    socket.once('close', () => upstream.destroy());
    upstream.once('close', () => socket.destroy());
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = () => {
    target = 'cut';
    for (const socket of sockets) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    lead(to) {
      target = to;
    },
    cut,
    hang() {
      target = 'hang';
      for (const socket of sockets) socket.unpipe();
    },
    async stop() {
      cut();
      server.close();
      await once(server, 'close');
    },
  };
}
