/** Where each type keeps what its code reads at run time. */
export const CONFIGURATION = {
  'AWS::EC2::LaunchTemplate': ['LaunchTemplateData', 'UserData'],
  'AWS::ECS::TaskDefinition': ['ContainerDefinitions'],
  'AWS::Lambda::Function': ['Environment'],
  'AWS::SSM::Parameter': ['Value'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

export type Configured = keyof typeof CONFIGURATION;

export const CONFIGURED = Object.keys(CONFIGURATION) as [Configured, ...Configured[]];
