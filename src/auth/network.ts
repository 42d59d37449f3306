/** Addresses: which ones a client may come from, and which ones may be fetched from. */
import { lookup, type LookupAddress } from 'node:dns';
import {
  request as requestHttp,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http';
import { request as requestHttps } from 'node:https';
import { BlockList, isIP, type LookupFunction } from 'node:net';

/** Not of the public internet: https://www.iana.org/assignments/iana-ipv4-special-registry/ and -ipv6- */
const SPECIAL = [
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
  '::/127',
  '64:ff9b::/96',
  '64:ff9b:1::/48',
  '100::/64',
  '2001::/23',
  '2001:db8::/32',
  '2002::/16',
  '3fff::/20',
  '5f00::/16',
  'fc00::/7',
  'fe80::/10',
  'ff00::/8',
];

/** Ranges such as `10.0.0.0/8`, or single addresses. @throws Error for anything else */
export function addressRanges(ranges: readonly string[]): BlockList {
  const list = new BlockList();
  for (const range of ranges) {
    const [address = '', prefix] = range.split('/');
    const version = isIP(address);
    if (version === 0) throw new Error(`"${range}" is no IP address or range.`);
    const family = version === 6 ? 'ipv6' : 'ipv4';
    const longest = version === 6 ? 128 : 32;
    const bits = prefix === undefined ? longest : Number(prefix);
    if (!/^\d{1,3}$/.test(prefix ?? '0') || bits > longest) {
      throw new Error(`"${range}" is no IP address or range.`);
    }
    list.addSubnet(address, bits, family);
  }
  return list;
}

/** False for what is no address. */
export function isWithin(ranges: BlockList, address: string): boolean {
  const version = isIP(address);
  return version !== 0 && ranges.check(address, version === 6 ? 'ipv6' : 'ipv4');
}

const SPECIAL_RANGES = addressRanges(SPECIAL);

/** Whether a host in a URL is visibly not of the public internet; what names stand for is not looked up. */
export function isSpecialHost(hostname: string): boolean {
  const host = hostname.replace(/^\[|\]$/g, '').toLowerCase();
  return isWithin(SPECIAL_RANGES, host) || host === 'localhost' || host.endsWith('.localhost');
}

/**
 * The address that a request comes from. What a proxy says about it counts when the proxy is one of
 * ours; of several, the last that is not.
 */
export function clientAddress(request: IncomingMessage, proxies: BlockList): string {
  let address = request.socket.remoteAddress ?? '';
  const header = request.headers['x-forwarded-for'];
  const chain = (Array.isArray(header) ? header.join(',') : (header ?? '')).split(',');
  for (const hop of chain.reverse()) {
    const named = hop.trim();
    if (isIP(named) === 0 || !isWithin(proxies, address)) break;
    address = named;
  }
  return address;
}

const TIMEOUT = 5000;
const MAX_BYTES = 256 * 1024;

export interface Fetched {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What is sent besides the URL; without a form it is a GET. */
export interface FetchOptions {
  readonly form?: URLSearchParams;
  readonly authorization?: string;
}

/** Gets a document by its URL. @throws Error; its message tells nothing about the network */
export type FetchDocument = (url: string, options?: FetchOptions) => Promise<Fetched>;

/**
 * Fetches what somebody else has named, so it must not reach into our own network: https only, no
 * redirects, no special-use addresses. The address is judged when the connection is made, so that a
 * name can't point elsewhere the second time it is looked up.
 * @param privateHosts hosts that the operator allows all the same, also by plain http
 */
export function createGuardedFetch(privateHosts: readonly string[]): FetchDocument {
  const allowed = new Set(privateHosts.map((host) => host.toLowerCase()));
  return (text, options = {}) => {
    const url = URL.parse(text);
    if (url === null) return Promise.reject(new Error('the URL is malformed'));
    const host = url.hostname.replace(/^\[|\]$/g, '');
    const isTrusted = allowed.has(host);
    if (url.protocol !== 'https:' && !(isTrusted && url.protocol === 'http:')) {
      return Promise.reject(new Error('the URL is not https'));
    }
    if (!isTrusted && isIP(host) !== 0 && isWithin(SPECIAL_RANGES, host)) {
      return Promise.reject(new Error('the address is not public'));
    }
    return send(url, options, isTrusted ? {} : { lookup: publicLookup });
  };
}

const publicLookup: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses: LookupAddress[] | undefined) => {
    const [first] = addresses ?? [];
    if (error !== null || addresses === undefined || first === undefined) {
      callback(error ?? new Error('the host is not known'), '');
    } else if (addresses.some(({ address }) => isWithin(SPECIAL_RANGES, address))) {
      callback(new Error('the address is not public'), '');
    } else if (options.all === true) callback(null, addresses);
    else callback(null, first.address, first.family);
  });
};

function send(
  url: URL,
  { form, authorization }: FetchOptions,
  options: RequestOptions,
): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    const sent = request(
      url,
      {
        ...options,
        method: form === undefined ? 'GET' : 'POST',
        headers: {
          Accept: 'application/json',
          ...(form === undefined ? {} : { 'Content-Type': 'application/x-www-form-urlencoded' }),
          ...(authorization === undefined ? {} : { Authorization: authorization }),
        },
        signal: AbortSignal.timeout(TIMEOUT),
        agent: false,
      },
      (response) => {
        collect(response, sent).then(resolve, reject);
      },
    );
    sent.on('error', reject);
    sent.end(form?.toString());
  });
}

function collect(response: IncomingMessage, sent: ClientRequest): Promise<Fetched> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    response.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > MAX_BYTES) sent.destroy(new Error('the document is too large'));
      else chunks.push(chunk);
    });
    response.on('end', () => {
      resolve({
        status: response.statusCode ?? 0,
        headers: response.headers,
        body: Buffer.concat(chunks).toString('utf8'),
      });
    });
    response.on('error', reject);
  });
}
