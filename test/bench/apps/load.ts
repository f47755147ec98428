import http from "node:http";

export interface Load {
  readonly requests: number;
  /** Requests under way at the same time, each on a connection that stays open. */
  readonly atOnce: number;
}

export interface Answers {
  /** Milliseconds of each request, in no particular order. */
  readonly times: readonly number[];
  /** Milliseconds from the first request to the last answer. */
  readonly duration: number;
}

/**
 * Asks for one address again and again.
 * @throws Error as soon as an answer is not 200: another one would be another measurement
 */
export async function load(
  url: URL,
  headers: Readonly<Record<string, string>>,
  { requests, atOnce }: Load,
): Promise<Answers> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: atOnce });
  const times: number[] = [];
  let left = requests;
  const ask = async () => {
    while (left > 0) {
      left -= 1;
      const began = performance.now();
      const status = await get(url, headers, agent);
      if (status !== 200) throw new Error(`${url.href} answered ${status}`);
      times.push(performance.now() - began);
    }
  };
  const began = performance.now();
  try {
    await Promise.all(Array.from({ length: atOnce }, ask));
  } finally {
    agent.destroy();
  }
  return { times, duration: performance.now() - began };
}

function get(url: URL, headers: Readonly<Record<string, string>>, agent: http.Agent) {
  return new Promise<number>((resolve, reject) => {
    const request = http.get(url, { headers: { ...headers }, agent }, (response) => {
      response.resume();
      response.on("end", () => resolve(response.statusCode ?? 0));
      response.on("error", reject);
    });
    request.on("error", reject);
  });
}
