import { connect } from 'node:net';
import { parentPort, workerData } from 'node:worker_threads';

interface Load {
  readonly url: string;
  readonly connections: number;
  readonly seconds: number;
}

/** Ends the chunked body of every answer. */
const END = '\r\n0\r\n\r\n';

/** A lean client, so that it does not take the time that the server is measured by. */
const { url, connections, seconds } = workerData as Load;
const { hostname, port, pathname } = new URL(url);
const request = `GET ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\n\r\n`;
const until = performance.now() + seconds * 1_000;
let answers = 0;
let open = connections;

for (let i = 0; i < connections; i++) {
  const socket = connect(Number(port), hostname, () => socket.write(request));
  socket.setNoDelay(true);
  socket.on('data', (data) => {
    if (!data.toString('latin1').endsWith(END)) return;
    answers++;
    if (performance.now() < until) socket.write(request);
    else socket.end();
  });
  socket.on('close', () => {
    open--;
    if (open === 0) parentPort?.postMessage(answers);
  });
}
