/**
 * By type, the properties whose change replaces a resource, for the types that stacks refer to
 * weakly: CloudFormation's specification, which a test holds the list to. A type that is not listed
 * counts with all its properties, so that its readers are told too often rather than too rarely.
 */
export const replacingProperties: ReadonlyMap<string, readonly string[]> = new Map([
  ['AWS::ARCRegionSwitch::Plan', ['Name', 'PrimaryRegion', 'RecoveryApproach', 'Regions']],
  ['AWS::AutoScaling::AutoScalingGroup', ['AutoScalingGroupName', 'InstanceId']],
  [
    'AWS::CertificateManager::Certificate',
    [
      'CertificateAuthorityArn',
      'CertificateExport',
      'DomainName',
      'DomainValidationOptions',
      'KeyAlgorithm',
      'SubjectAlternativeNames',
      'ValidationMethod',
    ],
  ],
  ['AWS::CloudWatch::Alarm', ['AlarmName']],
  ['AWS::CloudWatch::CompositeAlarm', ['AlarmName']],
  [
    'AWS::EC2::NatGateway',
    [
      'AllocationId',
      'AvailabilityMode',
      'ConnectivityType',
      'PrivateIpAddress',
      'SubnetId',
      'VpcId',
    ],
  ],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', ['Name', 'Scheme', 'Type']],
  [
    'AWS::ElasticLoadBalancingV2::TargetGroup',
    ['IpAddressType', 'Name', 'Port', 'Protocol', 'ProtocolVersion', 'TargetType', 'VpcId'],
  ],
  ['AWS::SecretsManager::Secret', ['Name']],
]);
