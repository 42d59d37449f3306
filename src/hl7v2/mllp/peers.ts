/** Which addresses may connect. */
import { BlockList, isIP, isIPv4, isIPv6 } from 'node:net';

/** Whether a peer's address may connect. */
export type IsAllowedPeer = (address: string) => boolean;

/**
 * Reads addresses and networks: `10.1.2.3`, `10.1.0.0/16`, `fd00::/8`.
 * @returns undefined for a text that is neither
 */
function readNetwork(text: string): { address: string; prefix: number } | undefined {
  const [address = '', prefixText, ...rest] = text.split('/');
  const width = isIPv4(address) ? 32 : isIPv6(address) ? 128 : undefined;
  if (width === undefined || rest.length > 0) return undefined;
  const prefix = prefixText === undefined ? width : Number(prefixText);
  if (!/^\d{0,3}$/.test(prefixText ?? '') || prefix > width || prefixText === '') return undefined;
  return { address, prefix };
}

/** Whether a text is an address or a network. */
export function isNetwork(text: string): boolean {
  return readNetwork(text) !== undefined;
}

/** @param networks empty: everybody may */
export function createPeerCheck(networks: readonly string[]): IsAllowedPeer {
  if (networks.length === 0) return () => true;
  const list = new BlockList();
  for (const network of networks.flatMap((text) => readNetwork(text) ?? [])) {
    list.addSubnet(network.address, network.prefix, isIPv4(network.address) ? 'ipv4' : 'ipv6');
  }
  return (address) => {
    // A socket that takes both gives IPv4 addresses in this form.
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
    return isIP(plain) !== 0 && list.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6');
  };
}
