// A central system that shares no code with the station: ocpp-ts, which holds every request of the station's
// against schemas of its own and refuses what breaks them.
//
//   node ocpp-ts-server.mjs [--key FILE --cert FILE] [--interval SECONDS]
//
// What it prints and obeys: peer.mjs.
import fs from 'node:fs';
import net from 'node:net';
import { parseArgs } from 'node:util';
import ocppTs from 'ocpp-ts';
import { Ear, answers, obey, tell } from './peer.mjs';

const { values: options } = parseArgs({
  options: {
    key: { type: 'string' },
    cert: { type: 'string' },
    interval: { type: 'string', default: '300' },
  },
});

const stations = new Map();

/** The library tells nobody what is on the wire, so its sockets are listened to. */
class Observed extends ocppTs.OcppServer {
  onNewConnection(socket, request) {
    const identity = decodeURIComponent(request.url.split('?')[0].split('/').pop());
    const ear = new Ear(identity);
    const send = socket.send.bind(socket);
    socket.send = (message, ...more) => {
      const error = ear.hears(message, true);
      // It knows nothing of the security white paper, and says so.
      if (error && error.frame[2] !== 'NotImplemented') {
        ear.violation('in', error.action, `refused with ${message}`);
      }
      return send(message, ...more);
    };
    socket.on('message', (message) => ear.hears(message.toString(), false));
    super.onNewConnection(socket, request);
  }
}

const server = new Observed();
server.on('connection', (client) => {
  const identity = client.getCpId();
  for (const [action, answer] of Object.entries(answers(Number(options.interval)))) {
    client.on(action, (request, reply) => reply(answer(request)));
  }
  client.on('error', (error) => tell('violation', { direction: 'in', identity, what: error.message }));
  client.on('close', (code, reason) => {
    if (stations.get(identity) === client) {
      stations.delete(identity);
    }
    tell('disconnected', { identity, code, reason: String(reason ?? '') });
  });
  stations.set(identity, client);
  tell('connected', { identity });
});

obey(
  (identity) => (identity === undefined ? [...stations.values()].at(-1) : stations.get(identity)),
  (client, action, payload) => client.callRequest(action, payload),
  () => Promise.resolve(),
);

// The library cannot say which port it was given, so it must be given a free one.
const free = net.createServer();
free.listen(0, '127.0.0.1', () => {
  const { port } = free.address();
  free.close(() => {
    const secure = options.key !== undefined;
    server.listen(
      port,
      secure ? { key: fs.readFileSync(options.key), cert: fs.readFileSync(options.cert) } : undefined,
    );
    tell('listening', { port });
  });
});
