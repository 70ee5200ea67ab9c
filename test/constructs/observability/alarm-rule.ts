/** The state of an alarm, as CloudWatch names it. */
export type State = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** What a composite alarm's rule comes to, given the states of the alarms that it names by ARN. */
export type Rule = (stateOf: (alarmArn: string) => State) => boolean;

/**
 * Reads the rule of a composite alarm, as CloudWatch documents it:
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
export function parseRule(text: string): Rule {
  const tokens = text.match(/"[^"]*"|[A-Z_]+|\d+|[(),]/g) ?? [];
  let position = 0;
  const next = () => tokens[position++] ?? '';
  const expect = (token: string) => {
    const found = next();
    if (found !== token) throw new Error(`expected ${token}, found ${found} in ${text}`);
  };

  function expression(): Rule {
    const operands = [term()];
    const operators = new Set<string>();
    while (tokens[position] === 'AND' || tokens[position] === 'OR') {
      operators.add(next());
      operands.push(term());
    }
    if (operators.size > 1) throw new Error(`AND and OR without parentheses in ${text}`);
    return operators.has('OR')
      ? (states) => operands.some((operand) => operand(states))
      : (states) => operands.every((operand) => operand(states));
  }

  function term(): Rule {
    const token = next();
    if (token === 'NOT') {
      const operand = term();
      return (states) => !operand(states);
    }
    if (token === '(') {
      const inner = expression();
      expect(')');
      return inner;
    }
    expect('(');
    if (token === 'AT_LEAST') return atLeast();
    const arn = next().slice(1, -1);
    expect(')');
    return (states) => states(arn) === token;
  }

  function atLeast(): Rule {
    const count = Number(next());
    expect(',');
    const state = next();
    expect(',');
    expect('(');
    const arns: string[] = [];
    do arns.push(next().slice(1, -1));
    while (next() === ',');
    expect(')');
    return (states) => arns.filter((arn) => states(arn) === state).length >= count;
  }

  const rule = expression();
  if (position !== tokens.length) throw new Error(`unread: ${tokens.slice(position).join(' ')}`);
  return rule;
}
