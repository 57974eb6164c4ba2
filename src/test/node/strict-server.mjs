// A central system that shares no code with the station: ocpp-rpc in strict mode checks every frame, in
// both directions, against the official OCPP 1.6 schemas.
//
//   node strict-server.mjs [--key FILE --cert FILE] [--password-hex HEX] [--interval SECONDS]
//
// Listens on a free port of 127.0.0.1. What it prints and obeys: peer.mjs.
import http from 'node:http';
import https from 'node:https';
import fs from 'node:fs';
import { parseArgs } from 'node:util';
import ocppRpc from 'ocpp-rpc';
import { Ear, answers, obey, tell } from './peer.mjs';

const { RPCServer } = ocppRpc;
const OCPP_ERROR = /^[A-Z][A-Za-z]+$/;

const { values: options } = parseArgs({
  options: {
    key: { type: 'string' },
    cert: { type: 'string' },
    'password-hex': { type: 'string' },
    interval: { type: 'string', default: '300' },
  },
});

const stations = new Map();

function listenTo(client) {
  const { identity } = client;
  const ear = new Ear(identity);

  client.on('message', ({ message, outbound }) => {
    const error = ear.hears(message, outbound);
    if (error && !outbound) {
      // The library does not hold a CALLERROR against any schema; its shape is fixed all the same.
      const [, , code, description, details] = error.frame;
      const shaped =
        error.frame.length === 5 &&
        OCPP_ERROR.test(code) &&
        typeof description === 'string' &&
        typeof details === 'object' &&
        details !== null;
      if (!shaped) {
        ear.violation('in', error.action, `malformed CALLERROR ${message}`);
      }
    }
  });
  client.on('strictValidationFailure', ({ method, outbound, isCall, params, result, error }) =>
    ear.violation(
      outbound ? 'out' : 'in',
      method,
      `${isCall ? 'request' : 'response'} ${JSON.stringify(isCall ? params : result)}: ` +
        `${error.message} ${JSON.stringify(error.details ?? {})}`,
    ),
  );
  client.on('badMessage', ({ buffer, error }) =>
    ear.violation('in', undefined, `${error.message}: ${buffer.toString()}`),
  );
  client.on('close', ({ code, reason }) => {
    if (stations.get(identity) === client) {
      stations.delete(identity);
    }
    tell('disconnected', { identity, code, reason: String(reason ?? '') });
  });
}

const server = new RPCServer({
  protocols: ['ocpp1.6'],
  strictMode: true,
  respondWithDetailedErrors: true,
  callTimeoutMs: 30_000,
});

server.auth((accept, reject, handshake) => {
  const { identity, password, protocols } = handshake;
  const wanted = options['password-hex'];
  if (wanted !== undefined && password?.toString('hex') !== wanted.toLowerCase()) {
    tell('refused', { identity, status: 401 });
    reject(401, 'Unauthorized');
  } else if (!protocols.has('ocpp1.6')) {
    tell('refused', { identity, status: 400 });
    reject(400, 'Only ocpp1.6 is spoken here');
  } else {
    accept({}, 'ocpp1.6');
  }
});

server.on('client', (client) => {
  listenTo(client);
  for (const [action, answer] of Object.entries(answers(Number(options.interval)))) {
    client.handle(action, ({ params }) => answer(params));
  }
  stations.set(client.identity, client);
  tell('connected', { identity: client.identity });
});

obey(
  (identity) => (identity === undefined ? [...stations.values()].at(-1) : stations.get(identity)),
  (client, action, payload) => client.call(action, payload),
  () => Promise.all([...stations.values()].map((client) => client.close({ code: 1001 }))),
);

const secure = options.key !== undefined;
const web = secure
  ? https.createServer({ key: fs.readFileSync(options.key), cert: fs.readFileSync(options.cert) })
  : http.createServer();
web.on('request', (_, response) => response.writeHead(404).end());
web.on('upgrade', server.handleUpgrade);
web.listen(0, '127.0.0.1', () => tell('listening', { port: web.address().port }));
