/** A network that counts what goes over its streams, by neighbour, for people who pay for their data. In this run only. */
import type { FrameStream, Network, TransportId } from '../network/network.ts';

export interface Traffic {
  /** Bytes of frames, without what the transport adds. */
  received: number;
  sent: number;
}

export type Meter = Map<TransportId, Traffic>;

export function countedNetwork(network: Network, meter: Meter): Network {
  const of = (remote: TransportId): Traffic => {
    const known = meter.get(remote) ?? { received: 0, sent: 0 };
    meter.set(remote, known);
    return known;
  };
  const counted = (stream: FrameStream): FrameStream => {
    const traffic = of(stream.remote);
    return {
      remote: stream.remote,
      send: (frame) => {
        traffic.sent += frame.length;
        return stream.send(frame);
      },
      onFrame: (listener) => {
        stream.onFrame((frame) => {
          traffic.received += frame.length;
          return listener(frame);
        });
      },
      onClose: (listener) => {
        stream.onClose(listener);
      },
      close: () => {
        stream.close();
      },
    };
  };
  return {
    get mode() {
      return network.mode;
    },
    get self() {
      return network.self;
    },
    start: () => network.start(),
    stop: () => network.stop(),
    addresses: () => network.addresses(),
    connections: () => network.connections(),
    dial: (address) => network.dial(address),
    hangUp: (remote) => network.hangUp(remote),
    onConnect: (listener) => network.onConnect(listener),
    onDisconnect: (listener) => network.onDisconnect(listener),
    onDiscover: (listener) => network.onDiscover(listener),
    open: async (remote, protocol) => counted(await network.open(remote, protocol)),
    handle: (protocol, accept) => {
      network.handle(protocol, (stream) => {
        accept(counted(stream));
      });
    },
    join: (topic, listener) =>
      network.join(topic, (message, from) => {
        of(from).received += message.length;
        return listener(message, from);
      }),
    publish: (topic, message) => {
      network.publish(topic, message);
    },
  };
}
