/**
 * The program of the {@link Canary}: CommonJS for the Lambda runtime, small enough to be part of
 * the template, and without dependencies.
 *
 * For every host name it resolves the addresses anew and asks each of them over a new connection,
 * as a client would whose resolver gave it that one: a load balancer has one in each Availability
 * Zone, so one bad zone fails a share of the probes and a lost Region all of them. An answer counts
 * as success when it comes within the time limit, over TLS with a valid certificate, with a status
 * from 200 to 299. Everything else is a failure, a name that does not resolve included; none of
 * them is an error of the program, which would hide it.
 *
 * It reports by embedded metric format, through its own log:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const probeScript = `
const { Resolver } = require('node:dns/promises');
const https = require('node:https');

function ask(host, address, path, timeout) {
  const started = Date.now();
  return new Promise((resolve) => {
    const done = (ok, reason) => {
      clearTimeout(timer);
      request.destroy();
      resolve({ ok, reason, ms: Date.now() - started });
    };
    const request = https.get(
      { host: address, servername: host, path, agent: false, headers: { Host: host, 'User-Agent': 'canary' } },
      (response) => {
        const { statusCode } = response;
        response.on('error', (error) => done(false, error.code || error.message));
        response.on('end', () => done(statusCode >= 200 && statusCode <= 299, 'status ' + statusCode));
        response.resume();
      },
    );
    const timer = setTimeout(() => done(false, 'timeout'), timeout);
    request.on('error', (error) => done(false, error.code || error.message));
  });
}

async function probe(host, path, timeout) {
  try {
    const addresses = await new Resolver({ timeout: 2000, tries: 2 }).resolve4(host);
    return await Promise.all(addresses.map((address) => ask(host, address, path, timeout)));
  } catch (error) {
    return [{ ok: false, reason: error.code || error.message, ms: 0 }];
  }
}

function report(namespace, host, results) {
  return {
    _aws: {
      Timestamp: Date.now(),
      CloudWatchMetrics: [
        {
          Namespace: namespace,
          Dimensions: [['HostName']],
          Metrics: [{ Name: 'Success' }, { Name: 'Duration', Unit: 'Milliseconds' }],
        },
      ],
    },
    HostName: host,
    Success: results.map(({ ok }) => (ok ? 1 : 0)),
    Duration: results.map(({ ms }) => ms),
    Failures: results.filter(({ ok }) => !ok).map(({ reason }) => reason),
  };
}

exports.handler = async ({ namespace, hostNames, path, timeout }) => {
  const probed = hostNames.map(async (host) => report(namespace, host, await probe(host, path, timeout)));
  for (const line of await Promise.all(probed)) process.stdout.write(JSON.stringify(line) + '\\n');
};
`;
