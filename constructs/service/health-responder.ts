import { Token } from 'aws-cdk-lib/core';
import type { HttpWorkload } from './instance-workload.ts';
import { sandbox } from './unit-sandbox.ts';

/** Options of {@link healthResponder}. */
export interface HealthResponderOptions {
  /**
   * The TCP port on which it serves, 1024 or more: it has no privileges.
   *
   * @default 8080
   */
  readonly port?: number;
}

const DIRECTORY = '/opt/evenkeel';
const HEALTH_PATH = '/health';
const SERVING_PATH = '/health/serving';

/**
 * The server: nothing but the Python that AL2023 brings along.
 *
 * An idle connection is kept for 75 seconds, longer than the 60 of the load balancer, which then
 * never sends a request on a connection that is being closed. Health does not depend on the
 * metadata service: without it only the names of zone and Region are missing.
 */
const SERVER = `
import http.server, json, os, signal, threading, urllib.request

IMDS = os.environ.get("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://169.254.169.254").rstrip("/")


def metadata():
    def ask(path, method="GET", **headers):
        request = urllib.request.Request(IMDS + path, method=method)
        for name, value in headers.items():
            request.add_header(name.replace("_", "-"), value)
        with urllib.request.urlopen(request, timeout=2) as response:
            return response.read().decode()

    try:
        token = ask("/latest/api/token", "PUT", X_aws_ec2_metadata_token_ttl_seconds="60")
        placement = "/latest/meta-data/placement/"
        return [
            ask(placement + name, X_aws_ec2_metadata_token=token)
            for name in ("availability-zone", "region")
        ]
    except OSError:
        return ["unknown", "unknown"]


ZONE, REGION = metadata()


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "evenkeel"
    sys_version = ""
    timeout = 75

    def do_GET(self):
        if self.path.split("?")[0] in ("${HEALTH_PATH}", "${SERVING_PATH}"):
            content = "application/json"
            body = json.dumps({"status": "ok", "availabilityZone": ZONE, "region": REGION})
        else:
            content = "text/plain; charset=utf-8"
            body = "Served from %s in %s\\n" % (ZONE, REGION)
        self.send_response(200)
        self.send_header("Content-Type", content)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body.encode())

    do_HEAD = do_GET

    def log_message(self, *args):
        pass


server = http.server.ThreadingHTTPServer(("", int(os.environ["PORT"])), Handler)
signal.signal(signal.SIGTERM, lambda *_: threading.Thread(target=server.shutdown).start())
server.serve_forever()
`.trim();

/**
 * The smallest workload that a load balancer finds healthy: `/health` answers 200 with the
 * instance's Availability Zone and Region, every other path 200 with a line that names them. As it
 * depends on nothing, `/health/serving` answers as `/health` does.
 *
 * It downloads nothing, so it starts in a subnet without a route to the internet, and runs as a
 * user of its own that can write nowhere. It holds the place of a real workload, and serves to try
 * out an architecture: which zone answers, and what happens when it is gone.
 *
 * @throws Error when the port needs privileges, or is none
 */
export function healthResponder(options: HealthResponderOptions = {}): HttpWorkload {
  const port = options.port ?? 8080;
  if (!Token.isUnresolved(port) && !(Number.isInteger(port) && port >= 1024 && port <= 65535)) {
    throw new Error(`'port' must be 1024 to 65535, as it serves without privileges; got ${port}`);
  }
  return {
    port,
    healthPath: HEALTH_PATH,
    servingPath: SERVING_PATH,
    commands: [
      `mkdir -p ${DIRECTORY}`,
      heredoc(`${DIRECTORY}/health-responder.py`, SERVER),
      heredoc('/etc/systemd/system/health-responder.service', unit(port)),
      'systemctl daemon-reload',
      'systemctl enable --now health-responder.service',
    ],
    readiness: httpReadiness(port, HEALTH_PATH),
  };
}

/**
 * A readiness command for workloads that serve HTTP: succeeds when the path answers, with a status
 * below 400.
 */
export function httpReadiness(port: number, path: string): string {
  return `curl --fail --silent --output /dev/null --max-time 2 'http://127.0.0.1:${port}${path}'`;
}

function heredoc(path: string, content: string): string {
  return `cat > ${path} <<'EOF'\n${content}\nEOF`;
}

function unit(port: number): string {
  return `
[Unit]
Description=Answers health checks
After=network-online.target
Wants=network-online.target
StartLimitIntervalSec=0

[Service]
Environment=PORT=${port}
ExecStart=/usr/bin/python3 -I -u ${DIRECTORY}/health-responder.py
Restart=always
RestartSec=1
${sandbox({ addressFamilies: ['AF_INET', 'AF_INET6'], compiles: false })}

[Install]
WantedBy=multi-user.target
`.trim();
}
