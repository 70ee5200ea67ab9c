// As much of the AWS CLI as a worker needs: `aws sqs COMMAND --queue-url URL --option value…`, over
// SQS' JSON protocol, and an error as the CLI has it.
const [, command = '', ...rest] = process.argv.slice(2);
const pascal = (text) => text.replace(/(^|-)([a-z])/g, (_, __, letter) => letter.toUpperCase());

const input = {};
for (let index = 0; index < rest.length; index += 2) {
  const [name, value] = [pascal(rest[index].slice(2)), rest[index + 1]];
  if (name === 'Output') continue;
  if (name === 'AttributeNames') input[name] = [value];
  else input[name] = /^\d+$/.test(value) ? Number(value) : value;
}

const answer = await fetch(new URL(input.QueueUrl).origin, {
  method: 'POST',
  headers: {
    'Content-Type': 'application/x-amz-json-1.0',
    'X-Amz-Target': `AmazonSQS.${pascal(command)}`,
    Authorization: 'AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/sqs/aws4_request',
  },
  body: JSON.stringify(input),
});
const text = await answer.text();
if (!answer.ok) {
  console.error(text);
  process.exit(254);
}
process.stdout.write(text === '{}' ? '' : text);
