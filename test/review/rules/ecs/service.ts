/** A service with properties in YAML's flow style. */
export function service(properties = ''): string {
  return `Service: { Type: AWS::ECS::Service, Properties: { ${properties} } }`;
}

/** A service that is given a property at deployment. */
export function openService(property: string, properties = ''): string {
  const resource = service(`${property}: !Ref Choice, ${properties}`);
  return `Parameters: { Choice: { Type: String } }\nResources:\n  ${resource}`;
}

/** Application Auto Scaling of `Service`. */
export function scaling(minimum: number | string): string {
  return `
    Scaling:
      Type: AWS::ApplicationAutoScaling::ScalableTarget
      Properties:
        ResourceId: !Sub 'service/cluster/\${Service.Name}'
        MinCapacity: ${minimum}
  `;
}
